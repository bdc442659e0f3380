package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The replies of FUSE's protocol (version 7), as bytes. */
final class Wire {

    static final int MAJOR = 7;

    /** Older kernels speak shorter replies than these. */
    static final int OLDEST_MINOR = 23;

    /** The newest minor version whose replies are known here. */
    static final int NEWEST_MINOR = 45;

    static final int MAX_WRITE = 128 * 1024;

    /** Room for a WRITE with its headers. */
    static final int MESSAGE = MAX_WRITE + 4096;

    private static final int HEADER = 16;
    private static final int PAGES = MAX_WRITE / 4096;
    private static final long FOREVER_SECONDS = 1_000_000;
    private static final int DIRECTORY = 0040755;
    private static final int REGULAR = 0100666;

    private Wire() {}

    /** An empty reply of so many bytes behind the header, positioned there. */
    static ByteBuffer reply(long unique, int error, int length) {
        ByteBuffer reply =
                ByteBuffer.allocateDirect(HEADER + length).order(ByteOrder.nativeOrder());
        reply.putInt(HEADER + length).putInt(error == 0 ? 0 : -error).putLong(unique);
        return reply;
    }

    /** The answer to INIT. */
    static ByteBuffer init(long unique, int minor, int readahead, int flags) {
        ByteBuffer reply = reply(unique, 0, 64);
        reply.putInt(MAJOR).putInt(Math.min(minor, NEWEST_MINOR)).putInt(readahead).putInt(flags);
        reply.putShort((short) 16).putShort((short) 12).putInt(MAX_WRITE).putInt(1);
        reply.putShort((short) PAGES);
        return reply;
    }

    /** The answer to LOOKUP. */
    static ByteBuffer entry(long unique, long node, long size) {
        ByteBuffer reply = reply(unique, 0, 128);
        reply.putLong(node).putLong(0).putLong(FOREVER_SECONDS).putLong(FOREVER_SECONDS);
        reply.putInt(0).putInt(0);
        attributes(reply, node, size);
        return reply;
    }

    /** The answer to GETATTR and SETATTR. */
    static ByteBuffer attr(long unique, long node, long size) {
        ByteBuffer reply = reply(unique, 0, 104);
        reply.putLong(FOREVER_SECONDS).putInt(0).putInt(0);
        attributes(reply, node, size);
        return reply;
    }

    private static void attributes(ByteBuffer reply, long node, long size) {
        boolean root = node == Served.ROOT;
        reply.putLong(node).putLong(size).putLong((size + 511) / 512);
        reply.putLong(0).putLong(0).putLong(0).putInt(0).putInt(0).putInt(0);
        reply.putInt(root ? DIRECTORY : REGULAR).putInt(root ? 2 : 1).putInt(0).putInt(0);
        reply.putInt(0).putInt(4096).putInt(0);
    }

    /** The answer to OPEN. */
    static ByteBuffer opened(long unique, long handle) {
        return reply(unique, 0, 16).putLong(handle).putInt(0).putInt(0);
    }

    /** The answer to WRITE. */
    static ByteBuffer written(long unique, int size) {
        return reply(unique, 0, 8).putInt(size).putInt(0);
    }

    /** The answer to READ. */
    static ByteBuffer data(long unique, byte[] bytes) {
        return reply(unique, 0, bytes.length).put(bytes);
    }

    /** The answer to STATFS. */
    static ByteBuffer statfs(long unique) {
        ByteBuffer reply = reply(unique, 0, 80);
        for (int i = 0; i < 5; i++) {
            reply.putLong(1 << 20);
        }
        reply.putInt(4096).putInt(255).putInt(4096);
        return reply;
    }
}
