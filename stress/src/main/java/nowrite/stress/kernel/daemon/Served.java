package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * The files of the mount. Every plain name is a file, which is empty when it is first looked up;
 * the file {@link #SOURCE} is made up as it is read.
 */
final class Served {

    static final long ROOT = 1;

    /**
     * A file for direct I/O to read: each page begins with the value that thread 0 would store as
     * its operation of the page's number, and is zero otherwise.
     */
    static final String SOURCE = "source";

    private static final long SOURCE_SIZE = 1L << 44;
    private static final int PAGE = 4096;

    private final Map<String, Long> nodes = new HashMap<>();
    private final Map<Long, MemoryFile> files = new HashMap<>();
    private long source;

    /** The inode of a name. */
    synchronized long node(String name) {
        return nodes.computeIfAbsent(
                name,
                any -> {
                    long node = ROOT + 1 + nodes.size();
                    if (name.equals(SOURCE)) {
                        source = node;
                    } else {
                        files.put(node, new MemoryFile());
                    }
                    return node;
                });
    }

    /** The file; null for the root, the source and what nobody has looked up. */
    synchronized MemoryFile file(long node) {
        return files.get(node);
    }

    synchronized long size(long node) {
        MemoryFile file = files.get(node);
        return file != null ? file.size() : node == source ? SOURCE_SIZE : 0;
    }

    /** What READ gets. */
    byte[] read(long node, long offset, int size) {
        MemoryFile file = file(node);
        if (file != null) {
            return file.read(offset, size);
        }
        ByteBuffer made = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        for (long at = (offset + PAGE - 1) / PAGE * PAGE; at + 8 <= offset + size; at += PAGE) {
            made.putLong((int) (at - offset), 1L << 48 | at / PAGE);
        }
        return made.array();
    }
}
