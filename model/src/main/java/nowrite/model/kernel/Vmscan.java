package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.model.state.PageTable;

/**
 * What tasks do that have nothing to do with the file system and meet a page of its file, in Linux
 * 2.6.26: mm/vmscan.c, reclaim as any task that allocates memory may run it; page migration in
 * mm/migrate.c; the throttling of allocators in mm/page-writeback.c; the pass of sync(2) in
 * fs/fs-writeback.c.
 *
 * <p>Not modelled: the LRU lists, the decision to reclaim at all. A page that was written is left
 * to a later pass.
 */
public class Vmscan extends KernelCode {
    private static final String FILE = "mm/vmscan.c";

    /** Makes the component. */
    public Vmscan(Kernel k) {
        super(k);
    }

    /**
     * Tries to get rid of a page: it never waits for the page's lock.
     *
     * @param costly the allocation is above PAGE_ALLOC_COSTLY_ORDER (PAGEOUT_IO_SYNC): PG_writeback
     *     is waited for
     * @param mayEnterFs the allocation has __GFP_FS: a dirty page may be written
     */
    @KernelFunction(
            name = "shrink_page_list",
            file = FILE,
            maySleep = true,
            simplified = "one page, and as if it were on an LRU list; pageout is a part of it")
    public void shrinkPageList(int index, boolean costly, boolean mayEnterFs) {
        enter("shrink_page_list");
        step("shrink_page_list:trylock_page");
        Page page = k.mapping().findGet(seam, index);
        if (page != null && (costly || !page.isWriteback()) && trylock(page)) {
            local("page", page);
            if (page.isWriteback()) {
                k.pageWriteback.waitOnPageWriteback(page);
                step("shrink_page_list:written");
            }
            if (isMapped(page)) {
                tryToUnmap(page);
            }
            if (page.isDirty() && !mayEnterFs) {
                step("shrink_page_list:keep_locked");
                unlockPage(page);
            } else if (page.isDirty() && k.pageWriteback.clearPageDirtyForIo(page)) {
                k.fs.writepage(page);
            } else {
                step("__remove_mapping:remove");
                removeMapping(page);
                unlockPage(page);
            }
        }
        if (page != null) {
            putPage(page);
        }
        leave();
    }

    /** Unmaps a locked page everywhere; the dirty bit of an entry goes to the page. */
    @KernelFunction(
            name = "try_to_unmap",
            file = "mm/rmap.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            simplified = "the accessed bit does not keep a page mapped")
    public void tryToUnmap(Page page) {
        enter("try_to_unmap");
        for (int m = 1; m <= k.state.mms.length; m++) {
            local("vma", m);
            step("try_to_unmap:unmap");
            PageTable mm = k.state.mms[m - 1];
            seam.lockInside(mm.ptl);
            int pte = mm.pte[page.index];
            if (Math.abs(pte) == page.number) {
                mm.pte[page.index] = 0;
                if (pte > 0) {
                    k.pageWriteback.setPageDirty(page);
                }
                putPage(page);
            }
            seam.unlock(mm.ptl);
        }
        leave();
    }

    /** Evicts a clean page that nobody else refers to; true if it did. No boundary. */
    @KernelFunction(
            name = "__remove_mapping",
            file = FILE,
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public boolean removeMapping(Page page) {
        return k.mapping().removeUnused(seam, page);
    }

    /**
     * Moves a page to another frame, as memory hot-unplug or compaction does: waits for its lock
     * and its writeback; a dirty page is written and left for a later try.
     */
    @KernelFunction(
            name = "migrate_pages",
            file = "mm/migrate.c",
            maySleep = true,
            simplified =
                    "one page, with force (unmap_and_move); the new frame has the old one's number; a"
                            + " fault does not wait for a migration entry")
    public void migratePages(int index) {
        String lockPage = "migrate_pages:lock_page";
        enter("migrate_pages");
        step(lockPage);
        Page page = k.mapping().findGet(seam, index);
        if (page != null) {
            local("page", page);
            lockPageHere(page, lockPage);
            if (inCache(page)) {
                migrateLocked(page);
            } else {
                unlockPage(page);
            }
            putPage(page);
        }
        leave();
    }

    /** The page is locked and in the file: what follows, to its unlocking. */
    private void migrateLocked(Page page) {
        if (page.isWriteback()) {
            k.pageWriteback.waitOnPageWriteback(page);
            step("migrate_pages:written");
        }
        if (isMapped(page)) {
            tryToUnmap(page);
        }
        migrateUnmapped(page);
    }

    /** Moves a locked page that nobody has mapped; a dirty one is written instead. */
    protected void migrateUnmapped(Page page) {
        if (page.isDirty() && k.pageWriteback.clearPageDirtyForIo(page)) {
            k.fs.writepage(page);
        } else {
            step("migrate_pages:move");
            unlockPage(page);
        }
    }

    /** An allocator in reclaim sleeps and looks again while too much is under writeback. */
    @KernelFunction(
            name = "throttle_vm_writeout",
            file = "mm/page-writeback.c",
            maySleep = true,
            simplified =
                    "the limit is 0 pages: what a scenario has of them fills the machine's memory;"
                            + " congestion_wait's timeout is the next look")
    public void throttleVmWriteout() {
        enter("throttle_vm_writeout");
        seam.stepWhen(
                "throttle_vm_writeout:congestion_wait", () -> k.vmstat().readWriteback() == 0);
        leave();
    }

    /** sync(2): writes every dirty page of the inode and waits for PG_writeback of each. */
    @KernelFunction(
            name = "sync_inodes_sb",
            file = "fs/fs-writeback.c",
            maySleep = true,
            simplified = "the one inode of the file, WB_SYNC_ALL")
    public void syncInodesSb() {
        enter("sync_inodes_sb");
        step("sync_inodes_sb:start");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        leave();
    }
}
