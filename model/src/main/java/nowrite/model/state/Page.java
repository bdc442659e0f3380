package nowrite.model.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import nowrite.model.seam.WaitQueue;

/**
 * struct page: one page frame. The flags that tasks test and set without the page lock go through
 * atomic operations, as in the kernel. PG_locked holds the number of the owner.
 */
public final class Page {
    private static final VarHandle LOCKED;
    private static final VarHandle DIRTY;
    private static final VarHandle WRITEBACK;
    private static final VarHandle DATA = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            LOCKED = lookup.findVarHandle(Page.class, "locked", int.class);
            DIRTY = lookup.findVarHandle(Page.class, "dirty", int.class);
            WRITEBACK = lookup.findVarHandle(Page.class, "writeback", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Number of the frame, from 1. */
    public final transient int number;

    /** page->index. */
    public final transient int index;

    /** PG_locked: the context that holds the page lock, 0 if free. */
    public int locked;

    /** PG_uptodate. */
    public int uptodate;

    /** PG_dirty. */
    public int dirty;

    /** PAGECACHE_TAG_DIRTY of the page's slot in the radix tree; under the tree lock. */
    public int tag;

    /** PAGECACHE_TAG_TOWRITE of the page's slot in the radix tree; under the tree lock. */
    public int towrite;

    /** PG_writeback, which the radix tree's writeback tag equals. */
    public int writeback;

    /** References: the page cache, page-table entries, and tasks that hold a pointer. */
    public int count;

    /** Content of the two half pages. */
    public final int[] data = new int[2];

    /** Who waits for PG_locked. */
    public final WaitQueue lockq;

    /** Who waits for PG_writeback. */
    public final WaitQueue wbq;

    Page(int number, int index, String name, int contexts) {
        this.number = number;
        this.index = index;
        this.lockq = new WaitQueue(name + ".lockq", contexts);
        this.wbq = new WaitQueue(name + ".wbq", contexts);
    }

    /** TestSetPageLocked by a context: true if it got the lock. */
    public boolean trylock(int context) {
        return LOCKED.compareAndSet(this, 0, context);
    }

    /** Clears PG_locked; waking is the caller's. */
    public void clearLocked() {
        LOCKED.setRelease(this, 0);
    }

    /** Whether somebody holds the page lock. */
    public boolean isLocked() {
        return holder() != 0;
    }

    /** The context that holds the page lock, 0 if it is free. */
    public int holder() {
        return (int) LOCKED.getVolatile(this);
    }

    /** TestSetPageDirty: the flag's old value. */
    public boolean testSetDirty() {
        return (int) DIRTY.getAndSet(this, 1) != 0;
    }

    /** TestClearPageDirty: the flag's old value. */
    public boolean testClearDirty() {
        return (int) DIRTY.getAndSet(this, 0) != 0;
    }

    /** PageDirty. */
    public boolean isDirty() {
        return (int) DIRTY.getVolatile(this) != 0;
    }

    /** TestSetPageWriteback: the flag's old value. */
    public boolean testSetWriteback() {
        return (int) WRITEBACK.getAndSet(this, 1) != 0;
    }

    /** TestClearPageWriteback: the flag's old value. */
    public boolean testClearWriteback() {
        return (int) WRITEBACK.getAndSet(this, 0) != 0;
    }

    /** PageWriteback. */
    public boolean isWriteback() {
        return (int) WRITEBACK.getVolatile(this) != 0;
    }

    /** Reads one half page, as a processor loads memory. */
    public int load(int half) {
        return (int) DATA.getOpaque(data, half);
    }

    /** Writes one half page, as a processor stores to memory. */
    public void store(int half, int content) {
        DATA.setOpaque(data, half, content);
    }

    /** Whether nobody has a use for the frame. */
    public boolean isFree() {
        return count == 0;
    }

    void free() {
        locked = 0;
        uptodate = 0;
        dirty = 0;
        tag = 0;
        towrite = 0;
        writeback = 0;
        data[0] = 0;
        data[1] = 0;
    }
}
