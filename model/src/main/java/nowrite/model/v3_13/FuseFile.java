package nowrite.model.v3_13;

import nowrite.model.kernel.Fault;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;

/**
 * fs/fuse/file.c of Linux 3.13: ->writepages, which puts several pages into one WRITE and handles
 * pages that were dirtied again while their copy is in flight; page_mkwrite under the page lock.
 *
 * <p>The shape is that of 6eaf4782eb09, with ce128de6260f (a chained request holds the handle) and
 * d5880c7a8620 (a skipped page is unlocked).
 *
 * <p>Not modelled: writeback_cache (3.15), errors of WRITE, allocation failure.
 */
public class FuseFile extends nowrite.model.kernel.FuseFile {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "3.13";
    private static final String WRITEPAGES = "26d614df1da9";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    /** Before a page becomes writable: waits for its copy with the page locked, returns LOCKED. */
    @Override
    @KernelFunction(
            name = "fuse_page_mkwrite",
            file = FILE,
            since = SINCE,
            commit = "cca2437045dd",
            maySleep = true,
            locksOnExit = "page lock")
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        lockPage(page, "fuse_page_mkwrite:lock_page");
        int ret = Fault.VM_FAULT_LOCKED;
        if (inCache(page)) {
            fuseWaitOnPageWriteback(page.index);
        } else {
            unlockPage(page);
            ret = Fault.VM_FAULT_NOPAGE;
        }
        leave();
        return ret;
    }

    /** ->writepage, which only reclaim calls: leaves a page alone whose copy is in flight. */
    @Override
    @KernelFunction(
            name = "fuse_writepage",
            file = FILE,
            since = SINCE,
            commit = "ff17be086477",
            locksOnEntry = "page lock",
            maySleep = true)
    public void fuseWritepage(Page page) {
        enter("fuse_writepage");
        lock(k.conn().lock, "fuse_writepage:in_flight");
        boolean inFlight = writepageInFlight(page);
        unlock(k.conn().lock);
        if (inFlight) {
            redirtyPageForWritepage(page);
            unlockSkipped(page);
        } else {
            k.fuseFile.fuseWritepageLocked(page);
            step("fuse_writepage:unlock_page");
            unlockPage(page);
        }
        leave();
    }

    /** Whether ->writepage sees a copy of the page in flight; the caller holds fc->lock. */
    protected boolean writepageInFlight(Page page) {
        return fusePageIsWriteback(page.index);
    }

    /** The page is dirty again; nobody has dirtied it. */
    @KernelFunction(
            name = "redirty_page_for_writepage",
            file = "mm/page-writeback.c",
            since = SINCE,
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    public void redirtyPageForWritepage(Page page) {
        step("redirty_page_for_writepage:redirty");
        k.pageWriteback.setPageDirty(page);
    }

    /** ->writepage unlocks a page that it has skipped (since d5880c7a8620). */
    protected void unlockSkipped(Page page) {
        step("fuse_writepage:unlock_page");
        unlockPage(page);
    }

    /** No handle to write with: EIO, and the page's content is lost. */
    @Override
    protected void gotFile(Page page, int handle) {
        if (handle == 0 && k.inode().handles.length > 0) {
            step("fuse_writepage_locked:end_writeback");
            k.pageWriteback.endPageWriteback(page);
        } else {
            super.gotFile(page, handle);
        }
    }

    /** The WRITE is queued before the page's writeback ends for the VM (4a4ac4eba101). */
    @Override
    protected void afterCopy(Page page, FuseReq req) {
        queueWritepage(req);
        step("fuse_writepage_locked:end_writeback");
        k.pageWriteback.endPageWriteback(page);
    }

    /** ->writepages: puts the dirty pages of the file into as few WRITEs as it can. */
    @KernelFunction(
            name = "fuse_writepages",
            file = FILE,
            since = SINCE,
            commit = WRITEPAGES,
            maySleep = true)
    public void fuseWritepages(boolean syncAll) {
        Batch data = new Batch();
        enter("fuse_writepages");
        ((PageWriteback) k.pageWriteback)
                .writeCachePages(syncAll, page -> fuseWritepagesFill(page, data, syncAll));
        declare(data);
        if (data.req != null) {
            fuseWritepagesSend(data);
        }
        if (data.handle != 0) {
            lock(k.conn().lock, "fuse_writepages:put");
            k.fuseHandle.fuseFilePut(data.handle);
            unlock(k.conn().lock);
        }
        leave();
    }

    /** Declares what a pass has of its batch. */
    protected final void declare(Batch data) {
        local("req", data.req == null ? 0 : data.req.slot);
        local("ff", data.handle);
        local("orig", data.req == null ? 0 : data.first + 1);
        local("num", data.req == null ? 0 : data.pages);
    }

    /** Adds a page, locked and clean, to the batch; unlocks it. */
    @KernelFunction(
            name = "fuse_writepages_fill",
            file = FILE,
            since = SINCE,
            commit = WRITEPAGES,
            locksOnEntry = "page lock",
            maySleep = true,
            simplified = "allocation does not fail; one atomic copy")
    protected void fuseWritepagesFill(Page page, Batch data, boolean syncAll) {
        if (data.handle == 0 && k.inode().handles.length > 0) {
            data.handle = k.fuseHandle.fuseWriteFileGet();
            local("ff", data.handle);
        }
        if (data.handle != 0 || k.inode().handles.length == 0) {
            fill(page, data, syncAll);
        }
        step("fuse_writepages_fill:unlock_page");
        unlockPage(page);
    }

    /** The part of fuse_writepages_fill that has a handle to write with. */
    protected void fill(Page page, Batch data, boolean syncAll) {
        boolean inFlight = looksInFlight(page);
        local("in_flight", inFlight ? 1 : 0);
        sendIfNotNext(page, data, inFlight);
        copyToBatch(page, data, inFlight);
    }

    /**
     * As {@link #fill}, but a copy in flight is waited for with the page locked, or, to skip, the
     * page is left dirty.
     */
    protected void fillOrWait(Page page, Batch data, boolean skip) {
        boolean inFlight;
        do {
            inFlight = looksInFlight(page);
            if (skip && inFlight) {
                redirtyPageForWritepage(page);
                return;
            }
        } while (sendIfNotNext(page, data, inFlight));
        if (inFlight) {
            fuseWaitOnPageWriteback(page.index);
        }
        copyToBatch(page, data, false);
    }

    /** Looks for a copy of the page in flight, in a section of fc->lock. */
    protected boolean looksInFlight(Page page) {
        lock(k.conn().lock, "fuse_writepages_fill:in_flight");
        boolean inFlight = fillInFlight(page);
        unlock(k.conn().lock);
        return inFlight;
    }

    /** Whether ->writepages sees a copy of the page in flight; the caller holds fc->lock. */
    protected boolean fillInFlight(Page page) {
        return fusePageIsWriteback(page.index);
    }

    /** Sends what the batch has if this page cannot join it; true if it did. */
    protected boolean sendIfNotNext(Page page, Batch data, boolean inFlight) {
        if (data.req == null || !inFlight && data.takes(page.index, k.scenario.maxPages())) {
            return false;
        }
        fuseWritepagesSend(data);
        return true;
    }

    /** Copies the page into the batch's request, or into one that is on its way, or behind it. */
    protected void copyToBatch(Page page, Batch data, boolean inFlight) {
        if (data.req == null) {
            begin(page, data);
        }
        step("fuse_writepages_fill:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        step("fuse_writepages_fill:copy");
        FuseReq req = data.req;
        copyPage(page, req.data, 2 * req.filled++);
        accountCopy();
        if (inFlight && fuseWritepageInFlight(page, data)) {
            step("fuse_writepages_fill:end_writeback");
            k.pageWriteback.endPageWriteback(page);
            return;
        }
        lock(k.conn().lock, "fuse_writepages_fill:count");
        req.numPages++;
        data.pages++;
        local("num", data.pages);
        unlock(k.conn().lock);
    }

    /** A new request is on writepages before it has a page. */
    private void begin(Page page, Batch data) {
        lock(k.conn().lock, "fuse_writepages_fill:alloc");
        FuseReq req = allocate(page.index);
        req.offset = 2 * page.index;
        k.inode().writepages.addHead(req);
        data.req = req;
        data.first = page.index;
        data.pages = 0;
        declare(data);
        unlock(k.conn().lock);
    }

    /**
     * A copy of the page was seen in flight: its request gets the new content, if the daemon has
     * not read it, or the batch's request is chained behind it.
     *
     * @return false if it has been answered meanwhile: the batch's request is one like any other
     */
    @KernelFunction(
            name = "fuse_writepage_in_flight",
            file = FILE,
            since = SINCE,
            commit = "8b284dc47291",
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    protected boolean fuseWritepageInFlight(Page page, Batch data) {
        FuseInode fi = k.inode();
        lock(k.conn().lock, "fuse_writepage_in_flight:merge");
        local("in_flight", 0);
        FuseReq req = data.req;
        fi.writepages.remove(req);
        FuseReq old = lastOf(page.index);
        boolean update = old != null && mayUpdate(old);
        boolean found = update || old != null && mayChain();
        if (update) {
            copyPage(page, old.data, 0);
            req.numPages = 1;
            accountMerged();
            freed(req);
        } else if (found) {
            req.numPages = 1;
            req.next = old.next;
            old.next = req;
        } else {
            fi.writepages.addHead(req);
        }
        if (found) {
            data.req = null;
            declare(data);
        }
        unlock(k.conn().lock);
        return found;
    }

    /**
     * The request on writepages that covers the page; of its chain the last with that page only.
     */
    private FuseReq lastOf(int index) {
        FuseReq found = null;
        for (FuseReq req : k.inode().writepages.entries) {
            if (found == null && req != null && req.holdsPage(index)) {
                found = req;
            }
        }
        for (FuseReq next = found; next != null; next = next.next) {
            if (next.numPages == 1 && next.offset / 2 == index) {
                found = next;
            }
        }
        return found;
    }

    /** Whether a request may still get new content: it has one page and nobody has read it. */
    protected boolean mayUpdate(FuseReq old) {
        return old.numPages == 1
                && (old.state == FuseReq.State.INIT || old.state == FuseReq.State.PENDING);
    }

    /** What is merged into another request is counted off: one temporary page. No boundary. */
    protected final void accountMerged() {
        k.vmstat().decBdiWriteback(1);
        mergedTempDec();
        mergedWriteout();
    }

    /** NR_WRITEBACK_TEMP goes down in the zone of the temporary page (a2ebba824106). */
    protected void mergedTempDec() {
        k.vmstat().addWritebackTemp(-1);
    }

    /** What is merged counts as written (41b6e41fc609). */
    protected void mergedWriteout() {
        k.vmstat().bdiWriteoutInc(1);
    }

    /** Whether a request may be chained behind another. */
    protected boolean mayChain() {
        return true;
    }

    /** Queues the batch's WRITE; then its pages' writeback ends for the VM. */
    @KernelFunction(name = "fuse_writepages_send", file = FILE, since = SINCE, commit = WRITEPAGES)
    protected void fuseWritepagesSend(Batch data) {
        FuseConn fc = k.conn();
        lock(fc.lock, "fuse_writepages_send:queue");
        if (data.handle != 0) {
            k.fuseHandle.fuseFileGet(data.handle);
            data.req.handle = data.handle;
        }
        k.inode().queuedWrites.addTail(data.req);
        data.req = null;
        local("req", 0);
        k.fuseFile.fuseFlushWritepages();
        unlock(fc.lock);
        for (; data.pages > 0; data.pages--) {
            step("fuse_writepages_send:end_writeback");
            k.pageWriteback.endPageWriteback(k.mapping().cache[data.first++]);
            local("orig", data.pages == 1 ? 0 : data.first + 1);
            local("num", data.pages - 1);
        }
    }

    /** Sends what is queued, while nobody forbids it; i_size is read once. */
    @Override
    @KernelFunction(
            name = "fuse_flush_writepages",
            file = FILE,
            since = SINCE,
            commit = "6eaf4782eb09",
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    public void fuseFlushWritepages() {
        FuseInode fi = k.inode();
        enter("fuse_flush_writepages");
        int crop = cropLimit();
        local("crop", crop);
        while (fi.writectr >= 0 && !fi.queuedWrites.isEmpty()) {
            step("fuse_flush_writepages:send");
            send(
                    fi.queuedWrites.pop(),
                    crop,
                    "fuse_send_writepage:drop",
                    "fuse_send_writepage:relock");
        }
        leave();
    }

    /** A WRITE of writeback was answered: what is chained behind it is sent first. */
    @Override
    @KernelFunction(
            name = "fuse_writepage_end",
            file = FILE,
            since = SINCE,
            commit = "6eaf4782eb09",
            simplified = "errors are not recorded in the mapping")
    public void fuseWritepageEnd(FuseReq req) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_writepage_end");
        lock(fc.lock, "fuse_writepage_end:lock");
        boolean chained = req.next != null;
        while (req.next != null) {
            step("fuse_writepage_end:next");
            FuseReq next = req.next;
            unchain(req, next);
            next.handle = holdFor(req.handle);
            fi.writepages.addHead(next);
            send(
                    next,
                    secondaryCrop(req),
                    "fuse_send_writepage:drop_secondary",
                    "fuse_send_writepage:relock_secondary");
        }
        if (chained) {
            step("fuse_writepage_end:decrement");
        }
        fi.writectr--;
        k.fuseFile.fuseWritepageFinish(req);
        step("fuse_writepage_end:unlock");
        k.fuseHandle.fuseFilePut(req.handle);
        freed(req);
        k.fuseDev.completed();
        unlock(fc.lock);
        leave();
    }

    /** Takes the next request out of the chain behind one. */
    protected void unchain(FuseReq req, FuseReq next) {
        req.next = next.next;
        next.next = null;
    }

    /**
     * The handle for a chained request, with a reference of its own (ce128de6260f).
     *
     * @return the number for the request, negative if it holds no reference
     */
    protected int holdFor(int handle) {
        if (handle > 0) {
            k.fuseHandle.fuseFileGet(handle);
        }
        return handle;
    }

    /** Where a chained request is cropped: at the end of the one in front of it. */
    protected int secondaryCrop(FuseReq parent) {
        return parent.offset + parent.length;
    }
}
