package nowrite.stress.fsx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import nowrite.spec.file.Call;
import nowrite.stress.kernel.client.Helper;
import nowrite.stress.kernel.client.MappedFile;

/** A file on a mount. A half page holds 256 times the number of the operation that stored it. */
final class KernelFile implements TestedFile {

    private static final int HALF = MappedFile.PAGE / 2;

    private final MappedFile file;

    KernelFile(Path path, int halves, Path scratch, boolean helped) {
        try {
            file = new MappedFile(path, halves / 2, scratch, helped ? new Helper(path) : null);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + path, e);
        }
    }

    @Override
    public boolean can(Deed.Kind kind) {
        return kind != Deed.Kind.PUNCH && kind != Deed.Kind.WRITEPAGES || file.hasHelper();
    }

    @Override
    public String run(Deed deed, int value) {
        long offset = (long) deed.half() * HALF;
        return switch (deed.kind()) {
            case STORE -> moved(file.storeBytes(offset, filled(value)));
            case WRITE -> moved(file.writeBytes(offset, filled(value)));
            case LOAD -> content(file.loadBytes(offset, HALF), Call.SIGBUS);
            case READ -> content(file.readBytes(offset, HALF), "EIO");
            case TRUNCATE -> done(file.truncate(offset));
            case PUNCH -> done(file.punch(offset, HALF));
            case FSYNC -> done(file.fsync());
            case WRITEPAGES -> done(file.startWriteback(0, 0));
            case DROP -> done(file.reopenAndClose());
            case DURABLE -> {
                // Opening drops the page cache, after what is dirty was written; then the server
                // has
                // to say what it has.
                int dropped = file.reopenAndClose();
                yield dropped == 0 ? content(file.readBytes(offset, HALF), "EIO") : done(dropped);
            }
        };
    }

    private static byte[] filled(int value) {
        ByteBuffer bytes = ByteBuffer.allocate(HALF).order(ByteOrder.nativeOrder());
        while (bytes.hasRemaining()) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    private static String moved(int result) {
        return result == HALF ? Call.OK : result == -14 ? Call.SIGBUS : "error " + result;
    }

    private static String done(int result) {
        return result == 0 ? Call.OK : "error " + result;
    }

    private static String content(byte[] bytes, String none) {
        if (bytes == null) {
            return none;
        }
        if (bytes.length == 0) {
            return Call.EOF;
        }
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        long first = words.remaining() >= 8 ? words.getLong() : -1;
        while (words.remaining() >= 8) {
            long next = words.getLong();
            if (next != first) {
                return "a mixture of "
                        + TestedFile.content(first)
                        + " and "
                        + TestedFile.content(next)
                        + " from byte "
                        + (words.position() - 8);
            }
        }
        return bytes.length == HALF ? TestedFile.content(first) : bytes.length + " bytes";
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close", e);
        }
    }
}
