package nowrite.stress.kernel.daemon;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A file in memory: bytes up to its size, zeros where nothing was written. */
final class MemoryFile {

    /** Nothing here needs more; a larger offset is refused. */
    static final int MOST = 1 << 26;

    private byte[] bytes = new byte[0];
    private int size;

    synchronized long size() {
        return size;
    }

    /** Makes it longer with zeros or cuts it off. */
    synchronized void resize(long wanted) {
        int to = Math.toIntExact(Math.min(wanted, MOST));
        reserve(to);
        if (to < size) {
            Arrays.fill(bytes, to, size, (byte) 0);
        }
        size = to;
    }

    /**
     * Writes and extends.
     *
     * @return whether there was room
     */
    synchronized boolean write(long offset, ByteBuffer data) {
        long end = offset + data.remaining();
        if (offset < 0 || end > MOST) {
            return false;
        }
        reserve((int) end);
        int length = data.remaining();
        data.get(bytes, (int) offset, length);
        size = Math.max(size, (int) end);
        return true;
    }

    /** Makes zeros inside the file. */
    synchronized void punch(long offset, long length) {
        int from = (int) Math.min(size, Math.max(0, offset));
        int to = (int) Math.min(size, Math.max(from, offset + length));
        Arrays.fill(bytes, from, to, (byte) 0);
    }

    /** The bytes from an offset on, fewer at the end of the file. */
    synchronized byte[] read(long offset, int length) {
        int from = (int) Math.min(size, offset);
        return Arrays.copyOfRange(bytes, from, (int) Math.min(size, (long) from + length));
    }

    private void reserve(int wanted) {
        if (wanted > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(wanted, Math.min(MOST, 2 * bytes.length)));
        }
    }
}
