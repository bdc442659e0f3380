package nowrite.stress.explore.table;

import java.util.Arrays;

/** A list of ints that only grows, in pages, so that growing copies nothing large. */
public final class IntPages {
    private static final int PAGE_BITS = 14;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    private int[][] pages = new int[16][];
    private int size;

    /** Appends a value. */
    public void add(int value) {
        int page = size >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page * 2);
        }
        if (pages[page] == null) {
            pages[page] = new int[1 << PAGE_BITS];
        }
        pages[page][size & PAGE_MASK] = value;
        size = Math.addExact(size, 1);
    }

    /** The value at an index below {@link #size}. */
    public int get(int index) {
        return pages[index >>> PAGE_BITS][index & PAGE_MASK];
    }

    /** How many values there are. */
    public int size() {
        return size;
    }
}
