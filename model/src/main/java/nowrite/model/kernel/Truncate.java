package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.model.state.PageTable;

/**
 * mm/truncate.c and unmap_mapping_range of Linux 2.6.26: pages that leave the page cache.
 *
 * <p>Not modelled: the trylock pass of truncate_inode_pages (the blocking pass does the same work),
 * the second unmap_mapping_range of a truncation (it is for private copies).
 */
public class Truncate extends KernelCode {
    /** Makes the component. */
    public Truncate(Kernel k) {
        super(k);
    }

    /** Unmaps every page from an index on, wherever it is mapped. */
    @KernelFunction(name = "unmap_mapping_range", file = "mm/memory.c", maySleep = true)
    public void unmapMappingRange(int from) {
        unmapMappingRange(from, k.mapping().pages());
    }

    private void unmapMappingRange(int from, int to) {
        enter("unmap_mapping_range");
        for (int index = from; index < to; index++) {
            local("index", index);
            for (int m = 1; m <= k.state.mms.length; m++) {
                local("vma", m);
                step("unmap_mapping_range:unmap");
                zapPte(m, index);
            }
        }
        leave();
    }

    private void zapPte(int m, int index) {
        PageTable mm = k.state.mms[m - 1];
        seam.lockInside(mm.ptl);
        int pte = mm.pte[index];
        mm.pte[index] = 0;
        seam.unlock(mm.ptl);
        if (pte != 0) {
            putPage(k.mapping().frames[Math.abs(pte) - 1]);
        }
    }

    /** Unmaps one locked page, an address space a step. */
    private void unmapPage(Page page, String label) {
        if (isMapped(page)) {
            for (int m = 1; m <= k.state.mms.length; m++) {
                local("vma", m);
                step(label);
                zapPte(m, page.index);
            }
            local("vma", 0);
        }
    }

    /**
     * Waits for PG_writeback of a page whose lock was just taken; the first look at it belongs to
     * the step that took the lock. PG_writeback is set only under the page lock.
     *
     * @param label the step that follows a wait
     */
    private void waitForWriteback(Page page, String label) {
        if (page.isWriteback()) {
            k.pageWriteback.waitOnPageWriteback(page);
            step(label);
        }
    }

    /** Zeroes the tail of the page that the new size cuts; half pages, so the tail is one half. */
    @KernelFunction(name = "truncate_partial_page", file = "mm/truncate.c", maySleep = true)
    public void truncatePartialPage(int index) {
        String lockPage = "truncate_partial_page:lock_page";
        enter("truncate_partial_page");
        local("index", index);
        step(lockPage);
        Page page = k.mapping().findGet(seam, index);
        if (page != null) {
            local("page", page);
            lockPageHere(page, lockPage);
            if (inCache(page)) {
                waitForWriteback(page, "truncate_partial_page:zero");
                page.store(1, 0);
                k.fs.invalidatepage(page, 1);
            }
            unlockPage(page);
            putPage(page);
        }
        leave();
    }

    /** Takes every page wholly beyond the new size out of the cache. */
    @KernelFunction(name = "truncate_inode_pages", file = "mm/truncate.c", maySleep = true)
    public void truncateInodePages(int size) {
        if (size % 2 == 1) {
            truncatePartialPage(size / 2);
        }
        truncateInodePagesRange(pagesIn(size), k.mapping().pages());
    }

    /** Unmaps one page and takes it out of the cache: a hole is punched. */
    @KernelFunction(
            name = "truncate_pagecache_range",
            file = "mm/truncate.c",
            since = "3.15",
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true,
            simplified = "one page")
    public void truncatePagecacheRange(int index) {
        unmapMappingRange(index, index + 1);
        truncateInodePagesRange(index, index + 1);
    }

    private void truncateInodePagesRange(int from, int to) {
        String lockPage = "truncate_inode_pages:lock_page";
        enter("truncate_inode_pages");
        for (int index = from; index < to; index++) {
            local("index", index);
            step(lockPage);
            Page page = k.mapping().findGet(seam, index);
            if (page == null) {
                continue;
            }
            local("page", page);
            lockPageHere(page, lockPage);
            if (inCache(page)) {
                waitForWriteback(page, "truncate_inode_pages:written");
                unmapPage(page, "truncate_inode_pages:unmap");
                step("truncate_complete_page:remove");
                truncateCompletePage(page);
            }
            unlockPage(page);
            putPage(page);
            local("page", null);
        }
        leave();
    }

    /** Drops the dirty flag and takes the page out of the cache. No boundary. */
    @KernelFunction(
            name = "truncate_complete_page",
            file = "mm/truncate.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public void truncateCompletePage(Page page) {
        k.fs.invalidatepage(page, 0);
        k.pageWriteback.cancelDirtyPage(page);
        k.mapping().remove(seam, page);
    }

    /** Unmaps every page, writes back what is dirty, and takes it out of the cache. */
    @KernelFunction(name = "invalidate_inode_pages2", file = "mm/truncate.c", maySleep = true)
    public void invalidateInodePages2() {
        String lockPage = "invalidate_inode_pages2:lock_page";
        enter("invalidate_inode_pages2");
        for (int index = 0; index < k.mapping().pages(); index++) {
            local("index", index);
            step(lockPage);
            Page page = k.mapping().findGet(seam, index);
            if (page == null) {
                continue;
            }
            local("page", page);
            lockPageHere(page, lockPage);
            if (inCache(page)) {
                waitForWriteback(page, "invalidate_inode_pages2:written");
                unmapPage(page, "invalidate_inode_pages2:unmap");
                if (page.isDirty()) {
                    k.fs.launderPage(page);
                }
                step("invalidate_complete_page2:remove");
                invalidateCompletePage2(page);
            }
            unlockPage(page);
            putPage(page);
            local("page", null);
        }
        leave();
    }

    /** Takes a clean page out of the cache; one that got dirty again stays. No boundary. */
    @KernelFunction(
            name = "invalidate_complete_page2",
            file = "mm/truncate.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public boolean invalidateCompletePage2(Page page) {
        if (page.isDirty()) {
            return false;
        }
        k.mapping().remove(seam, page);
        return true;
    }
}
