package nowrite.model.state;

import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;

/**
 * struct address_space: the page cache of the file, and the page frames it can use. The radix tree
 * and its tags, and the reference counts, change under the tree lock, which is never held from one
 * step to the next.
 */
public final class AddressSpace {
    /** mapping->tree_lock. */
    public final Lock treeLock = new Lock("tree_lock");

    /** The frame cached at each index; null if there is none. */
    public final Page[] cache;

    /** All frames, by number - 1. */
    public final Page[] frames;

    /**
     * mapping->wb_err: bits of the tasks whose fsync has not been told of the last error; bit 0 is
     * AS_EIO, which the first close takes away that sees it, and an fsync that fails.
     */
    public int wbErr;

    /** Bits of the tasks whose own pass of writeback had no handle to write with. */
    public int passFailed;

    private final transient int framesPerPage;

    AddressSpace(int pages, int framesPerPage, int contexts) {
        this.framesPerPage = framesPerPage;
        this.cache = new Page[pages];
        this.frames = new Page[pages * framesPerPage];
        for (int i = 0; i < frames.length; i++) {
            String name = "frame" + i / framesPerPage + "." + (i % framesPerPage + 1);
            frames[i] = new Page(i + 1, i / framesPerPage, name, contexts);
        }
    }

    /** Number of pages that the cache can hold. */
    public int pages() {
        return cache.length;
    }

    /** page->mapping is this file's: the frame has not been truncated. */
    public boolean holds(Page page) {
        return cache[page.index] == page;
    }

    /** The cached page with a reference taken, or null (find_get_page). */
    public Page findGet(Seam seam, int index) {
        seam.lockInside(treeLock);
        Page page = cache[index];
        if (page != null) {
            page.count++;
        }
        seam.unlock(treeLock);
        return page;
    }

    /** The first cached page from an index on that is tagged dirty, with a reference, or null. */
    public Page findGetDirty(Seam seam, int from) {
        seam.lockInside(treeLock);
        Page found = null;
        for (int index = from; index < cache.length && found == null; index++) {
            Page page = cache[index];
            if (page != null && page.tag != 0) {
                page.count++;
                found = page;
            }
        }
        seam.unlock(treeLock);
        return found;
    }

    /** Tags TOWRITE what is tagged dirty now (tag_pages_for_writeback). */
    public void tagForWriteback(Seam seam) {
        seam.lockInside(treeLock);
        for (Page page : cache) {
            if (page != null && page.tag != 0) {
                page.towrite = 1;
            }
        }
        seam.unlock(treeLock);
    }

    /** The first cached page from an index on tagged TOWRITE, with a reference, or null. */
    public Page findGetTowrite(Seam seam, int from) {
        seam.lockInside(treeLock);
        Page found = null;
        for (int index = from; index < cache.length && found == null; index++) {
            Page page = cache[index];
            if (page != null && page.towrite != 0) {
                page.count++;
                found = page;
            }
        }
        seam.unlock(treeLock);
        return found;
    }

    /** The first cached page from an index on under writeback, with a reference, or null. */
    public Page findGetWriteback(Seam seam, int from) {
        seam.lockInside(treeLock);
        Page found = null;
        for (int index = from; index < cache.length && found == null; index++) {
            Page page = cache[index];
            if (page != null && page.isWriteback()) {
                page.count++;
                found = page;
            }
        }
        seam.unlock(treeLock);
        return found;
    }

    /**
     * A free frame, locked by the running context and put into the cache at an index where there is
     * none; null if another context was faster (add_to_page_cache).
     */
    public Page addLocked(Seam seam, int index) {
        for (; ; ) {
            seam.lockInside(treeLock);
            Page page = cache[index] == null ? freeFrame(index) : null;
            boolean add = page != null;
            if (add) {
                page.locked = seam.self();
                page.count = 2;
                cache[index] = page;
            }
            boolean done = add || cache[index] != null;
            seam.unlock(treeLock);
            if (done) {
                return page;
            }
            if (!seam.letStepsEnd()) {
                throw new IllegalStateException("no free page frame for page " + index);
            }
        }
    }

    private Page freeFrame(int index) {
        for (int c = 0; c < framesPerPage; c++) {
            Page page = frames[index * framesPerPage + c];
            if (page.isFree()) {
                return page;
            }
        }
        return null;
    }

    /** Takes one more reference (get_page). */
    public void get(Seam seam, Page page) {
        seam.lockInside(treeLock);
        page.count++;
        seam.unlock(treeLock);
    }

    /** Drops a reference (put_page); the last one frees the frame. */
    public void put(Seam seam, Page page) {
        seam.lockInside(treeLock);
        drop(page);
        seam.unlock(treeLock);
    }

    private static void drop(Page page) {
        if (--page.count == 0) {
            page.free();
        }
    }

    /**
     * Takes a clean page out of the cache if only the cache and the caller refer to it
     * (__remove_mapping); drops the cache's reference. The caller has locked it.
     */
    public boolean removeUnused(Seam seam, Page page) {
        seam.lockInside(treeLock);
        boolean unused = page.count == 2 && !page.isDirty();
        if (unused) {
            take(page);
            drop(page);
        }
        seam.unlock(treeLock);
        return unused;
    }

    private void take(Page page) {
        cache[page.index] = null;
        page.tag = 0;
        page.towrite = 0;
    }

    /** Takes a page out of the cache and drops the cache's reference (remove_from_page_cache). */
    public void remove(Seam seam, Page page) {
        seam.lockInside(treeLock);
        take(page);
        drop(page);
        seam.unlock(treeLock);
    }
}
