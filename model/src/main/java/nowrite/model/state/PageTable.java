package nowrite.model.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import nowrite.model.seam.Lock;

/**
 * The page-table entries of one address space that map the file: 0 is none, +frame read-write and
 * dirty, -frame read-only. An entry holds a reference on its frame. They change under the
 * page-table lock, which is never held from one step to the next.
 */
public final class PageTable {
    private static final VarHandle READERS;

    static {
        try {
            READERS = MethodHandles.lookup().findVarHandle(PageTable.class, "readers", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The page-table lock. */
    public final Lock ptl = new Lock("ptl");

    /** The entry of each page of the file. */
    public final int[] pte;

    /**
     * mmap_sem: the tasks that hold it for reading, as bits of their numbers; under the page-table
     * lock. Kept only where some task unmaps, for nobody else wants it for writing.
     */
    public int readers;

    /** The mapping was unmapped. */
    public boolean gone;

    PageTable(int pages) {
        pte = new int[pages];
    }

    /** Whether no task is in a fault of this address space. */
    public boolean isMmapSemFree() {
        return (int) READERS.getVolatile(this) == 0;
    }
}
