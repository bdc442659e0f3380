package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.model.state.PageTable;

/**
 * mm/vmscan.c of Linux 2.6.26: reclaim of one page of the file, as any task that allocates memory
 * may run it; and the pass of sync(2) in fs/fs-writeback.c. These tasks have nothing to do with the
 * file system.
 *
 * <p>Not modelled: the LRU lists, the decision to reclaim at all, synchronous reclaim, which waits
 * for PG_writeback. A page that was written is left to a later pass.
 */
public class Vmscan extends KernelCode {
    private static final String FILE = "mm/vmscan.c";

    /** Makes the component. */
    public Vmscan(Kernel k) {
        super(k);
    }

    /** Tries to get rid of a page: it never waits for the page's lock. */
    @KernelFunction(
            name = "shrink_page_list",
            file = FILE,
            maySleep = true,
            simplified = "one page, and as if it were on an LRU list; pageout is a part of it")
    public void shrinkPageList(int index) {
        enter("shrink_page_list");
        step("shrink_page_list:trylock_page");
        Page page = k.mapping().findGet(seam, index);
        if (page != null && !page.isWriteback() && trylock(page)) {
            local("page", page);
            if (isMapped(page)) {
                tryToUnmap(page);
            }
            if (page.isDirty() && k.pageWriteback.clearPageDirtyForIo(page)) {
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
