package nowrite.stress.explore.table;

import java.util.Arrays;

/**
 * Interns int vectors of one width: equal vectors get the same id, ids count up from 0 in the order
 * of first appearance. Rows lie in pages of primitive ints, the index is open addressing whose
 * slots keep the hash beside the id, so a foreign row is hardly ever looked at.
 */
public final class VectorTable {
    private static final int PAGE_BITS = 10;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final long ID_MASK = 0xFFFFFFFFL;

    private final int width;
    private int[][] pages = new int[16][];
    private long[] slots = new long[1 << 6];
    private int size;

    /**
     * Makes an empty table.
     *
     * @param width ints per vector
     */
    public VectorTable(int width) {
        this.width = width;
    }

    /**
     * The id of the vector that starts at {@code offset}; a vector not seen before is copied in and
     * gets the next id, which is {@link #size} before the call.
     */
    public int intern(int[] vector, int offset) {
        long hash = hash(vector, offset);
        int mask = slots.length - 1;
        int at = (int) hash & mask;
        for (long slot = slots[at]; slot != 0; slot = slots[at]) {
            if (slot >>> 32 == hash >>> 32) {
                int id = (int) ((slot & ID_MASK) - 1);
                if (sameRow(id, vector, offset)) {
                    return id;
                }
            }
            at = (at + 1) & mask;
        }
        return append(vector, offset, hash, at);
    }

    /** Element {@code i} of the vector with this id. */
    public int at(int id, int i) {
        return pages[id >>> PAGE_BITS][(id & PAGE_MASK) * width + i];
    }

    /** Copies the vector with this id to {@code to[offset...]}. */
    public void copy(int id, int[] to, int offset) {
        System.arraycopy(pages[id >>> PAGE_BITS], (id & PAGE_MASK) * width, to, offset, width);
    }

    /** How many different vectors there are. */
    public int size() {
        return size;
    }

    /** Ints per vector. */
    public int width() {
        return width;
    }

    private long hash(int[] vector, int offset) {
        long hash = width;
        for (int i = offset; i < offset + width; i++) {
            hash = (hash ^ vector[i]) * MIX;
            hash ^= hash >>> 29;
        }
        // The upper half is kept beside the id, the lower half chooses the slot.
        return hash * MIX;
    }

    private boolean sameRow(int id, int[] vector, int offset) {
        int[] page = pages[id >>> PAGE_BITS];
        int row = (id & PAGE_MASK) * width;
        for (int i = 0; i < width; i++) {
            if (page[row + i] != vector[offset + i]) {
                return false;
            }
        }
        return true;
    }

    private int append(int[] vector, int offset, long hash, int at) {
        int id = size;
        int page = id >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        if (pages[page] == null) {
            pages[page] = new int[width << PAGE_BITS];
        }
        System.arraycopy(vector, offset, pages[page], (id & PAGE_MASK) * width, width);
        size++;
        if (size * 5L > slots.length * 3L) {
            grow();
            place(slots, (hash & ~ID_MASK) | (id + 1L), vector, offset);
        } else {
            slots[at] = (hash & ~ID_MASK) | (id + 1L);
        }
        return id;
    }

    private void place(long[] into, long slot, int[] vector, int offset) {
        int mask = into.length - 1;
        int at = (int) hash(vector, offset) & mask;
        while (into[at] != 0) {
            at = (at + 1) & mask;
        }
        into[at] = slot;
    }

    private void grow() {
        long[] bigger = new long[slots.length * 2];
        for (long slot : slots) {
            if (slot != 0) {
                int id = (int) ((slot & ID_MASK) - 1);
                place(bigger, slot, pages[id >>> PAGE_BITS], (id & PAGE_MASK) * width);
            }
        }
        slots = bigger;
    }
}
