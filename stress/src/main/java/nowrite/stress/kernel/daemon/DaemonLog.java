package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import nowrite.stress.kernel.line.LineLog;

/**
 * What the daemon writes down: each request when it was read, each reply with the time around it.
 */
final class DaemonLog {

    private static final int PAGE = 4096;

    private final LineLog log;
    private final int slots;

    /**
     * Begins the log.
     *
     * @param slots how many 8-byte values at the start of each page are written down with a WRITE;
     *     the one in the middle of the page is, too
     */
    DaemonLog(Path file, int slots) {
        this.log = new LineLog(file);
        this.slots = slots;
    }

    void request(Request request) {
        StringBuilder line = new StringBuilder(200);
        line.append("{\"e\":\"req\",\"n\":").append(request.number());
        line.append(",\"u\":").append(request.unique()).append(",\"t\":").append(request.read());
        line.append(",\"op\":\"").append(Opcode.name(request.opcode()));
        line.append("\",\"ino\":").append(request.node()).append(",\"pid\":").append(request.pid());
        switch (request.opcode()) {
            case Opcode.WRITE -> write(line, request);
            case Opcode.READ -> number(line, "off", request.u64(8), "size", request.u32(16));
            case Opcode.SETATTR -> {
                line.append(",\"valid\":").append(request.u32(0));
                if (request.setsSize()) {
                    line.append(",\"sz\":").append(request.u64(16));
                }
            }
            case Opcode.OPEN -> line.append(",\"fl\":").append(request.u32(0));
            case Opcode.RELEASE, Opcode.FLUSH, Opcode.FSYNC ->
                    line.append(",\"fh\":").append(request.u64(0));
            case Opcode.FALLOCATE -> {
                number(line, "off", request.u64(8), "size", request.u64(16));
                line.append(",\"mode\":").append(request.u32(24));
            }
            default -> {
                if (Opcode.name(request.opcode()).equals("OTHER")) {
                    line.append(",\"opc\":").append(request.opcode());
                }
            }
        }
        log.add(line.append('}'));
    }

    private static void number(StringBuilder line, String a, long x, String b, long y) {
        line.append(",\"").append(a).append("\":").append(x);
        line.append(",\"").append(b).append("\":").append(y);
    }

    private void write(StringBuilder line, Request request) {
        long offset = request.u64(8);
        int size = request.u32(16);
        number(line, "off", offset, "size", size);
        line.append(",\"wf\":").append(request.u32(20)).append(",\"fh\":").append(request.u64(0));
        line.append(",\"w\":[");
        ByteBuffer body = request.body();
        String comma = "";
        for (long page = offset / PAGE; page * PAGE < offset + size; page++) {
            for (int i = 0; i < slots + 1; i++) {
                // The second half page, which a thread never has for its own, comes last.
                long at = page * PAGE + (i < slots ? 8L * i : PAGE / 2);
                if (at >= offset && at + 8 <= offset + size) {
                    long value = body.getLong(request.data() + (int) (at - offset));
                    line.append(comma).append('[').append(at).append(',').append(value).append(']');
                    comma = ",";
                }
            }
        }
        line.append(']');
    }

    /** What was agreed on. */
    void init(long time, int major, int minor, long flags, boolean writebackCache) {
        log.add(
                "{\"e\":\"init\",\"t\":"
                        + time
                        + ",\"major\":"
                        + major
                        + ",\"minor\":"
                        + minor
                        + ",\"kflags\":"
                        + flags
                        + ",\"wb\":"
                        + (writebackCache ? 1 : 0)
                        + "}");
    }

    /**
     * A reply.
     *
     * @param before before the reply was given to the kernel
     * @param after after it
     * @param error 0, or the error number
     * @param refused whether the kernel did not take it: it no longer waits for it
     * @param handle the handle that an OPEN gave; 0 for all others
     */
    void reply(Request request, long before, long after, int error, boolean refused, long handle) {
        StringBuilder line = new StringBuilder(120);
        line.append("{\"e\":\"rep\",\"n\":").append(request.number());
        line.append(",\"t0\":").append(before).append(",\"t1\":").append(after);
        line.append(",\"op\":\"").append(Opcode.name(request.opcode())).append("\",\"err\":");
        line.append(error == 0 ? 0 : -error).append(",\"wr\":").append(refused ? 1 : 0);
        if (handle != 0) {
            line.append(",\"fh\":").append(handle);
        }
        log.add(line.append('}'));
    }

    /** The end mark: why there are no more requests. */
    void end(long time, String why) {
        log.add("{\"e\":\"end\",\"t\":" + time + ",\"why\":\"" + why + "\"}");
        log.close();
    }
}
