package nowrite.model.kernel;

import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.spec.scenario.DirtyLimits;

/**
 * mm/page-writeback.c, mm/rmap.c and the waiting half of mm/filemap.c of Linux 2.6.26: how a dirty
 * page is found, made clean and handed to the file system.
 */
public class PageWriteback extends KernelCode {
    /** Makes the component. */
    public PageWriteback(Kernel k) {
        super(k);
    }

    /** Marks a page dirty; never sleeps and cannot fail. No boundary. */
    @KernelFunction(
            name = "__set_page_dirty_nobuffers",
            file = "mm/page-writeback.c",
            simplified = "flag, radix tree tag and counter in one step; no inode dirtying")
    public void setPageDirty(Page page) {
        seam.lockInside(k.mapping().treeLock); // in the C only for the tag; one step here
        if (!page.testSetDirty() && inCache(page)) {
            page.tag = 1;
            k.vmstat().addFileDirty(1);
        }
        seam.unlock(k.mapping().treeLock);
    }

    /**
     * Marks a page dirty that the caller has only a reference on: the lock keeps it in the file.
     */
    @KernelFunction(name = "set_page_dirty_lock", file = "mm/page-writeback.c", maySleep = true)
    public void setPageDirtyLock(Page page, String label) {
        lockPage(page, label);
        k.pageWriteback.setPageDirty(page);
        unlockPage(page);
    }

    /** Makes every mapping's entry of a page read-only and clean; true if one was writable. */
    @KernelFunction(
            name = "page_mkclean",
            file = "mm/rmap.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public boolean pageMkclean(Page page) {
        enter("page_mkclean");
        boolean cleaned = false;
        for (int m = 1; m <= k.state.mms.length; m++) {
            local("vma", m);
            step("page_mkclean:clean");
            PageTable mm = k.state.mms[m - 1];
            seam.lockInside(mm.ptl);
            if (mm.pte[page.index] == page.number) {
                mm.pte[page.index] = -page.number;
                cleaned = true;
            }
            seam.unlock(mm.ptl);
            local("cleaned", cleaned ? 1 : 0);
        }
        leave();
        return cleaned;
    }

    /** Takes the dirty flag for I/O; true if the page was dirty, by its flag or a mapping. */
    @KernelFunction(
            name = "clear_page_dirty_for_io",
            file = "mm/page-writeback.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            simplified = "the radix tree tag stays until set_page_writeback")
    public boolean clearPageDirtyForIo(Page page) {
        enter("clear_page_dirty_for_io");
        if (pageMkclean(page)) {
            step("clear_page_dirty_for_io:set_page_dirty");
            setPageDirty(page);
        }
        step("clear_page_dirty_for_io:test_and_clear");
        boolean dirty = cancelDirtyPage(page);
        leave();
        return dirty;
    }

    /** Takes the dirty flag and counts the page off; true if it was set. No boundary. */
    @KernelFunction(
            name = "cancel_dirty_page",
            file = "mm/truncate.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            simplified = "the part that clear_page_dirty_for_io has in common with it, too")
    public boolean cancelDirtyPage(Page page) {
        boolean dirty = page.testClearDirty();
        if (dirty && inCache(page)) {
            k.vmstat().addFileDirty(-1);
        }
        return dirty;
    }

    /** Sets PG_writeback; the dirty tag goes unless the page got dirty again. No boundary. */
    @KernelFunction(
            name = "set_page_writeback",
            file = "mm/page-writeback.c",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public void setPageWriteback(Page page) {
        seam.lockInside(k.mapping().treeLock);
        if (!page.testSetWriteback()) {
            k.vmstat().addWriteback(1);
            if (!k.fs.accountsWritebackByHand()) {
                k.vmstat().incBdiWriteback(1);
            }
        }
        if (!page.isDirty()) {
            page.tag = 0;
        }
        page.towrite = 0;
        seam.unlock(k.mapping().treeLock);
    }

    /** Clears PG_writeback and wakes who waits for it. No boundary. */
    @KernelFunction(name = "end_page_writeback", file = "mm/filemap.c")
    public void endPageWriteback(Page page) {
        if (page.testClearWriteback()) {
            k.vmstat().addWriteback(-1);
            if (!k.fs.accountsWritebackByHand()) {
                k.vmstat().decBdiWriteback(1);
                k.vmstat().bdiWriteoutInc(1);
            }
        }
        wakeUp(page.wbq);
    }

    /**
     * Holds up who makes pages dirty, as long as the device has more pages dirty or under writeback
     * than it may and the machine more than its free run: it writes back and looks again.
     */
    @KernelFunction(
            name = "balance_dirty_pages",
            file = "mm/page-writeback.c",
            maySleep = true,
            simplified =
                    "the limits are pages of the one file; the flusher that the task wakes works in"
                            + " its place; nobody wakes it, it looks again")
    public void balanceDirtyPages() {
        enter("balance_dirty_pages");
        for (; ; ) {
            seam.stepWhen(
                    "balance_dirty_pages:test",
                    () -> !isOverLimit() || k.vmstat().readFileDirty() > 0);
            if (!isOverLimit()) {
                leave();
                return;
            }
            k.pageWriteback.doWritepages(false);
        }
    }

    private boolean isOverLimit() {
        DirtyLimits limits = k.scenario.dirtyLimits();
        return k.vmstat().ofDevice() > limits.bdi() && k.vmstat().ofMachine() > limits.freeRun();
    }

    /** Waits until the page, which the caller has locked, is not under writeback. */
    @KernelFunction(name = "wait_on_page_writeback", file = "mm/filemap.c", maySleep = true)
    public void waitOnPageWriteback(Page page) {
        enter("wait_on_page_writeback");
        waitEvent(page.wbq, "wait_on_page_writeback:wait", () -> !page.isWriteback());
        leave();
    }

    /**
     * One pass of writeback over the file.
     *
     * @param syncAll WB_SYNC_ALL, else WB_SYNC_NONE
     */
    @KernelFunction(name = "do_writepages", file = "mm/page-writeback.c", maySleep = true)
    public void doWritepages(boolean syncAll) {
        k.fs.writepages(syncAll);
    }

    /**
     * Writes every page that is tagged dirty, from the start of the file.
     *
     * @param syncAll WB_SYNC_ALL, else WB_SYNC_NONE
     */
    @KernelFunction(
            name = "write_cache_pages",
            file = "mm/page-writeback.c",
            maySleep = true,
            simplified =
                    "pages are looked up one at a time; WB_SYNC_ALL differs from WB_SYNC_NONE only by"
                            + " a wait for PG_writeback under the page lock, where it is never set")
    public void writeCachePages(boolean syncAll) {
        String lockPage = "write_cache_pages:lock_page";
        enter("write_cache_pages");
        int index = 0;
        for (; ; ) {
            step(lockPage);
            Page page = k.mapping().findGetDirty(seam, index);
            if (page == null) {
                break;
            }
            local("page", page);
            lockPageHere(page, lockPage);
            index = page.index + 1;
            local("index", index);
            if (inCache(page) && mayWrite(page, syncAll)) {
                if (clearPageDirtyForIo(page)) {
                    k.fs.writepage(page);
                } else {
                    step("write_cache_pages:unlock_page");
                    unlockPage(page);
                }
            } else {
                unlockPage(page);
            }
            putPage(page);
            local("page", null);
        }
        leave();
    }

    /**
     * Whether a pass writes a page that it has locked: here always, for whoever has the page lock
     * never sees PG_writeback.
     */
    protected boolean mayWrite(Page page, boolean syncAll) {
        return true;
    }

    /** Waits until no page of the file is under writeback. */
    @KernelFunction(name = "filemap_fdatawait", file = "mm/filemap.c", maySleep = true)
    public void filemapFdatawait() {
        String wait = "filemap_fdatawait:wait";
        enter("filemap_fdatawait");
        for (; ; ) {
            step(wait);
            Page page = k.mapping().findGetWriteback(seam, 0);
            if (page == null) {
                break;
            }
            local("page", page);
            do {
                seam.prepareToWait(page.wbq);
                step(wait + ".test");
                if (!page.isWriteback()) {
                    seam.finishWait(page.wbq);
                    break;
                }
                seam.sleepOn(page.wbq, wait);
            } while (page.isWriteback());
            putPage(page);
            local("page", null);
        }
        leave();
    }
}
