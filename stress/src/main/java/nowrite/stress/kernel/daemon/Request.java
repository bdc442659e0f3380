package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request as the daemon has read it.
 *
 * @param number its place among all requests that were read, from 1
 * @param read when it had been read, CLOCK_MONOTONIC in ns
 * @param opcode what is asked
 * @param unique the kernel's number of it
 * @param node the inode's number
 * @param pid the process, 0 for the kernel's own
 * @param body what follows the header, in the machine's byte order
 */
record Request(
        long number, long read, int opcode, long unique, long node, int pid, ByteBuffer body) {

    private static final int HEADER = 40;

    private static final int WRITE_CACHE = 1;
    private static final int FATTR_SIZE = 8;
    private static final int O_TRUNC = 01000;
    private static final int WRITE_DATA = 40;

    /**
     * Reads the header.
     *
     * @param message what came from the device, from its position to its limit; it is copied
     */
    static Request of(long number, long read, ByteBuffer message) {
        ByteBuffer copy = ByteBuffer.allocate(message.remaining()).order(message.order());
        copy.put(message).flip();
        int opcode = copy.getInt(4);
        long unique = copy.getLong(8);
        long node = copy.getLong(16);
        int pid = copy.getInt(32);
        ByteBuffer body = copy.position(HEADER).slice().order(copy.order());
        return new Request(number, read, opcode, unique, node, pid, body);
    }

    int u32(int at) {
        return body.getInt(at);
    }

    long u64(int at) {
        return body.getLong(at);
    }

    /** The name that LOOKUP asks for. */
    String name() {
        byte[] bytes = new byte[Math.max(0, body.limit() - 1)];
        body.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Whether a WRITE comes from writeback of the page cache. */
    boolean isWriteback() {
        return opcode == Opcode.WRITE && (u32(20) & WRITE_CACHE) != 0;
    }

    /** Whether a SETATTR sets the size. */
    boolean setsSize() {
        return opcode == Opcode.SETATTR && (u32(0) & FATTR_SIZE) != 0;
    }

    /** Whether an OPEN truncates. */
    boolean truncates() {
        return opcode == Opcode.OPEN && (u32(0) & O_TRUNC) != 0;
    }

    /** Where the data of a WRITE begin in the body. */
    int data() {
        return WRITE_DATA;
    }
}
