package nowrite.model.state;

import nowrite.model.seam.Lock;

/**
 * The page-table entries of one address space that map the file: 0 is none, +frame read-write and
 * dirty, -frame read-only. An entry holds a reference on its frame. They change under the
 * page-table lock, which is never held from one step to the next.
 */
public final class PageTable {
    /** The page-table lock. */
    public final Lock ptl = new Lock("ptl");

    /** The entry of each page of the file. */
    public final int[] pte;

    PageTable(int pages) {
        pte = new int[pages];
    }
}
