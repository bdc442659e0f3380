package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** Does what requests ask for, on files in memory. */
final class Answers {

    /** In place of an error: a WRITE is answered with success and not done. */
    static final int LOSE = -1;

    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;

    private final Served served = new Served();
    private final AtomicLong handles = new AtomicLong();

    /**
     * A reply.
     *
     * @param message its bytes
     * @param error 0, or the error number in it
     * @param handle the handle that it gives to an OPEN, else 0
     */
    record Reply(ByteBuffer message, int error, long handle) {}

    /**
     * Does what is asked.
     *
     * @param error an error to answer in place of doing it; 0 for none
     */
    Reply to(Request request, int error) {
        if (error == LOSE) {
            return done(Wire.written(request.unique(), request.u32(16)));
        }
        if (error != 0) {
            return refused(request, error);
        }
        long unique = request.unique();
        long node = request.node();
        MemoryFile file = served.file(node);
        return switch (request.opcode()) {
            case Opcode.LOOKUP -> lookup(request);
            case Opcode.GETATTR -> done(Wire.attr(unique, node, served.size(node)));
            case Opcode.SETATTR -> {
                if (request.setsSize() && file != null) {
                    file.resize(request.u64(16));
                }
                yield done(Wire.attr(unique, node, served.size(node)));
            }
            case Opcode.OPEN -> {
                if (request.truncates() && file != null) {
                    file.resize(0);
                }
                long handle = handles.incrementAndGet();
                yield new Reply(Wire.opened(unique, handle), 0, handle);
            }
            case Opcode.READ ->
                    done(Wire.data(unique, served.read(node, request.u64(8), request.u32(16))));
            case Opcode.WRITE -> write(request, file);
            case Opcode.FALLOCATE -> fallocate(request, file);
            case Opcode.STATFS -> done(Wire.statfs(unique));
            case Opcode.RELEASE, Opcode.FSYNC, Opcode.FLUSH, Opcode.SYNCFS, Opcode.DESTROY ->
                    done(Wire.reply(unique, 0, 0));
            default -> refused(request, Errno.ENOSYS);
        };
    }

    private static Reply done(ByteBuffer message) {
        return new Reply(message, 0, 0);
    }

    private static Reply refused(Request request, int error) {
        return new Reply(Wire.reply(request.unique(), error, 0), error, 0);
    }

    private Reply lookup(Request request) {
        String name = request.name();
        if (request.node() != Served.ROOT || !name.matches("[a-z][a-z0-9-]*")) {
            return refused(request, Errno.ENOENT);
        }
        long node = served.node(name);
        return done(Wire.entry(request.unique(), node, served.size(node)));
    }

    private static Reply write(Request request, MemoryFile file) {
        int size = request.u32(16);
        ByteBuffer data = request.body().duplicate();
        data.limit(request.data() + size).position(request.data());
        return file != null && file.write(request.u64(8), data)
                ? done(Wire.written(request.unique(), size))
                : refused(request, Errno.EINVAL);
    }

    private static Reply fallocate(Request request, MemoryFile file) {
        int mode = request.u32(24);
        long offset = request.u64(8);
        long length = request.u64(16);
        if (file == null || (mode & ~(KEEP_SIZE | PUNCH_HOLE)) != 0) {
            return refused(request, Errno.ENOSYS);
        }
        if ((mode & PUNCH_HOLE) != 0) {
            file.punch(offset, length);
        } else if ((mode & KEEP_SIZE) == 0 && offset + length > file.size()) {
            file.resize(offset + length);
        }
        return done(Wire.reply(request.unique(), 0, 0));
    }
}
