package nowrite.model.kernel;

import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.spec.scenario.Op;

/**
 * fs/fuse/file.c of Linux 2.6.26 (3be5a52b30aa): writeback through a temporary page, queued_writes,
 * completion, the wait for a page's copy, ->readpage, write(2).
 *
 * <p>The file handle of a WRITE matters only where some task closes its file, see {@link
 * FuseHandle}. Not modelled: errors of WRITE, allocation failure of the temporary page.
 */
public class FuseFile extends KernelCode {
    private static final String FILE = "fs/fuse/file.c";
    private static final String COMMIT = "3be5a52b30aa";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    /** Whether a WRITE of writeback has copies of its pages; until 6.16 it has. */
    public boolean hasTemporaryPages() {
        return true;
    }

    /** Whether the pages that a WRITE names are copies, which fuse counts by hand. */
    public boolean copiesPages() {
        return hasTemporaryPages();
    }

    /** A temporary page is allocated and filled. No boundary. */
    protected final void accountCopy() {
        k.vmstat().addTemporaryPages(1);
        k.vmstat().incBdiWriteback(1);
        k.vmstat().addWritebackTemp(1);
    }

    /** The WRITE of some temporary pages is over. No boundary. */
    protected final void accountFinish(int pages) {
        if (copiesPages()) {
            k.vmstat().decBdiWriteback(pages);
            k.vmstat().addWritebackTemp(-pages);
            k.vmstat().bdiWriteoutInc(pages);
        }
    }

    /** fuse_writepage_free: the temporary pages of a request go, and the request. No boundary. */
    protected void freed(FuseReq req) {
        if (copiesPages()) {
            k.vmstat().addTemporaryPages(-req.numPages);
        }
        req.free();
    }

    /** fc->writeback_cache: a mode of a mount since 3.15. */
    public boolean writebackCache() {
        return false;
    }

    /** Whether a copy of the page is queued or with the daemon; the caller holds fc->lock. */
    @KernelFunction(
            name = "fuse_page_is_writeback",
            file = FILE,
            commit = COMMIT,
            simplified = "the caller takes fc->lock")
    public boolean fusePageIsWriteback(int index) {
        for (FuseReq req : k.inode().writepages.entries) {
            if (req != null && req.holdsPage(index)) {
                return true;
            }
        }
        return false;
    }

    /** Sleeps until no copy of the page is queued or with the daemon. */
    @KernelFunction(
            name = "fuse_wait_on_page_writeback",
            file = FILE,
            commit = COMMIT,
            maySleep = true)
    public void fuseWaitOnPageWriteback(int index) {
        enter("fuse_wait_on_page_writeback");
        waitEvent(
                k.inode().pageWaitq,
                k.conn().lock,
                "fuse_wait_on_page_writeback:wait",
                () -> !fusePageIsWriteback(index));
        leave();
    }

    /**
     * Before a page becomes writable: waits for its copy, without the page lock.
     *
     * @return 0
     */
    @KernelFunction(name = "fuse_page_mkwrite", file = FILE, commit = COMMIT, maySleep = true)
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        fuseWaitOnPageWriteback(page.index);
        leave();
        return 0;
    }

    /** ->writepage: writes a copy, unlocks the page. */
    @KernelFunction(
            name = "fuse_writepage",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            maySleep = true)
    public void fuseWritepage(Page page) {
        enter("fuse_writepage");
        k.fuseFile.fuseWritepageLocked(page);
        step("fuse_writepage:unlock_page");
        unlockPage(page);
        leave();
    }

    /** Copies a page to a temporary one, ends its writeback for the VM, queues the WRITE. */
    @KernelFunction(
            name = "fuse_writepage_locked",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            maySleep = true,
            simplified = "allocation does not fail; one atomic copy")
    public void fuseWritepageLocked(Page page) {
        enter("fuse_writepage_locked");
        step("fuse_writepage_locked:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        int handle = k.fuseHandle.fuseWriteFileGet();
        local("ff", handle);
        gotFile(page, handle);
        leave();
    }

    /** The second half of fuse_writepage_locked, when the handle is there: copy, end, queue. */
    protected void gotFile(Page page, int handle) {
        step("fuse_writepage_locked:copy");
        FuseReq req = writepageRequest(page, handle);
        local("ff", 0);
        local("req", req.slot);
        afterCopy(page, req);
    }

    /** What follows the copy, in the order of the generation: for the VM the page is written. */
    protected void afterCopy(Page page, FuseReq req) {
        step("fuse_writepage_locked:end_writeback");
        k.pageWriteback.endPageWriteback(page);
        queueWritepage(req);
    }

    /** Puts a WRITE on writepages and on queued_writes, and flushes. */
    protected void queueWritepage(FuseReq req) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        lock(fc.lock, "fuse_writepage_locked:queue");
        fi.writepages.addHead(req);
        fi.queuedWrites.addTail(req);
        local("req", 0);
        k.fuseFile.fuseFlushWritepages();
        unlock(fc.lock);
    }

    /** Allocates the request with its temporary page and copies the page. No boundary. */
    protected FuseReq writepageRequest(Page page, int handle) {
        FuseReq req = allocate(page.index);
        req.offset = 2 * page.index;
        req.numPages = 1;
        req.filled = 1;
        req.handle = handle;
        copyPage(page, req.data, 0);
        accountCopy();
        return req;
    }

    /** A free request for a WRITE whose first page is this one. No boundary. */
    protected final FuseReq allocate(int index) {
        int first = k.scenario.slot(index, 1) - 1;
        seam.lockInside(k.mapping().treeLock);
        try {
            for (int c = 0; c < k.scenario.copies(); c++) {
                FuseReq req = k.conn().slots[first + c];
                if (req.isFree()) {
                    req.init(FuseReq.Opcode.WRITE);
                    return req;
                }
            }
        } finally {
            seam.unlock(k.mapping().treeLock);
        }
        throw new IllegalStateException("no free request slot for page " + index);
    }

    /** Sends what is queued, while nobody forbids it. The caller holds fc->lock. */
    @KernelFunction(
            name = "fuse_flush_writepages",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    public void fuseFlushWritepages() {
        FuseInode fi = k.inode();
        enter("fuse_flush_writepages");
        while (fi.writectr >= 0 && !fi.queuedWrites.isEmpty()) {
            step("fuse_flush_writepages:send");
            k.fuseFile.fuseSendWritepage(fi.queuedWrites.pop());
        }
        leave();
    }

    /**
     * Sends one WRITE, cropped at the file's size; one that lies wholly beyond it is dropped, and
     * for that fc->lock is let go.
     */
    @KernelFunction(
            name = "fuse_send_writepage",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    public void fuseSendWritepage(FuseReq req) {
        send(req, cropLimit(), "fuse_send_writepage:drop", "fuse_send_writepage:relock");
    }

    /**
     * fuse_send_writepage with the size at which to crop.
     *
     * @param drop the step of a drop that frees the request; callers differ in what follows it
     * @param relock the step that takes fc->lock again
     */
    @KernelFunction(
            name = "fuse_send_writepage",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    protected void send(FuseReq req, int limit, String drop, String relock) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_send_writepage");
        req.length = isConnected() ? sendLength(req, limit) : 0;
        if (req.length == 0) {
            lost(req);
            local("req", req.slot);
            k.fuseFile.fuseWritepageFinish(req);
            step(drop);
            k.fuseHandle.fuseFilePut(req.handle);
            unlock(fc.lock);
            freed(req);
            local("req", 0);
            lock(fc.lock, relock);
            leave();
            return;
        }
        fi.writectr++;
        k.fuseDev.requestSendBackgroundLocked(req);
        leave();
    }

    /** fc->connected, as it is looked at before a WRITE is sent. */
    protected boolean isConnected() {
        return !k.conn().aborted;
    }

    /** A WRITE is dropped; if that is for want of a connection, nobody is told. No boundary. */
    protected void lost(FuseReq req) {
        k.fuseDev.dropped(req);
    }

    /** The size at which a WRITE is cropped: that of the moment in which it is sent. */
    protected int cropLimit() {
        return k.inode().readISize();
    }

    /** Length of a WRITE in half pages when it is not cropped. */
    protected int fullLength(FuseReq req) {
        return 2 * req.numPages;
    }

    /**
     * How long a WRITE goes out, in half pages, when the file ends at a size; 0 if it is dropped.
     */
    protected int sendLength(FuseReq req, int size) {
        return Math.max(0, Math.min(fullLength(req), size - req.offset));
    }

    /** Takes a WRITE off writepages and wakes who waits for it. The caller holds fc->lock. */
    @KernelFunction(
            name = "fuse_writepage_finish",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock")
    public void fuseWritepageFinish(FuseReq req) {
        FuseInode fi = k.inode();
        fi.writepages.remove(req);
        accountFinish(req.numPages);
        step("fuse_writepage_finish:wake");
        wakeUp(fi.pageWaitq);
    }

    /** A WRITE of writeback was answered; runs in the daemon's own context. */
    @KernelFunction(
            name = "fuse_writepage_end",
            file = FILE,
            commit = COMMIT,
            simplified = "errors are not recorded in the mapping")
    public void fuseWritepageEnd(FuseReq req) {
        FuseConn fc = k.conn();
        enter("fuse_writepage_end");
        lock(fc.lock, "fuse_writepage_end:lock");
        k.inode().writectr--;
        k.fuseFile.fuseWritepageFinish(req);
        step("fuse_writepage_end:unlock");
        k.fuseHandle.fuseFilePut(req.handle);
        freed(req);
        k.fuseDev.completed();
        unlock(fc.lock);
        leave();
    }

    /** Writes a dirty page of which the caller holds the lock, and waits until that is done. */
    @KernelFunction(
            name = "fuse_launder_page",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            maySleep = true)
    public void fuseLaunderPage(Page page) {
        enter("fuse_launder_page");
        if (k.pageWriteback.clearPageDirtyForIo(page)) {
            k.fuseFile.fuseWritepageLocked(page);
            fuseWaitOnPageWriteback(page.index);
        }
        leave();
    }

    /**
     * ->readpage: waits for the page's copy, reads it from the daemon, unlocks it.
     *
     * @return false if READ failed: the page is not up to date
     */
    @KernelFunction(
            name = "fuse_readpage",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            maySleep = true,
            simplified = "READ fails only when the connection is aborted")
    public boolean fuseReadpage(Page page) {
        enter("fuse_readpage");
        fuseWaitOnPageWriteback(page.index);
        boolean good = readFromDaemon(page);
        leave();
        return good;
    }

    /**
     * The second half of fuse_readpage: READ, then the page is up to date and unlocked.
     *
     * @return false if READ failed
     */
    protected boolean readFromDaemon(Page page) {
        boolean good = readLocked(page, "fuse_readpage:send", "fuse_readpage:done");
        if (good) {
            page.uptodate = 1;
        }
        unlockPage(page);
        return good;
    }

    /**
     * READ of a page that stays locked.
     *
     * @return false if it failed
     */
    protected final boolean readLocked(Page page, String send, String done) {
        FuseReq req = k.fuseDev.foreground();
        lock(k.conn().lock, send);
        req.init(FuseReq.Opcode.READ);
        req.offset = 2 * page.index;
        req.page = page;
        k.fuseDev.requestSend(req);
        int err = req.error;
        req.free();
        local("err", err);
        step(done);
        return err == 0;
    }

    /** write(2), write-through: page lock and i_mutex are held until the daemon has answered. */
    @KernelFunction(
            name = "generic_file_aio_write",
            file = "mm/filemap.c",
            maySleep = true,
            simplified =
                    "one page a call; WRITE fails only when the connection is aborted; the shape of 3be5a52b30aa, before"
                            + " ea9b9907b82a (also in 2.6.26) wrote several pages at once")
    public void genericFileAioWrite(Op op) {
        enter("generic_file_aio_write");
        lock(k.inode().iMutex, "generic_file_aio_write:i_mutex");
        k.fuseFile.fuseBufferedWrite(op);
        unlock(k.inode().iMutex);
        leave();
    }

    /** Writes one page of write(2)'s data to the cache and to the daemon. */
    @KernelFunction(
            name = "fuse_buffered_write",
            file = FILE,
            commit = COMMIT,
            locksOnEntry = "i_mutex",
            locksOnExit = "i_mutex",
            maySleep = true)
    public void fuseBufferedWrite(Op op) {
        FuseInode fi = k.inode();
        enter("fuse_buffered_write");
        Page page = grabCachePage(op.half() / 2, "fuse_buffered_write:lock_page");
        copyIn(op, page);
        fuseWaitOnPageWriteback(page.index);
        FuseReq req = k.fuseDev.foreground();
        lock(k.conn().lock, "fuse_buffered_write:send");
        req.init(FuseReq.Opcode.WRITE);
        req.offset = op.half();
        req.length = op.length();
        req.page = page;
        k.fuseDev.requestSend(req);
        int err = req.error;
        req.free();
        local("err", err);
        lock(k.conn().lock, "fuse_buffered_write:i_size");
        if (err == 0) {
            fi.writeISize(Math.max(fi.iSize, op.half() + op.length()));
        } else {
            failed(op);
        }
        unlock(k.conn().lock);
        step("fuse_buffered_write:unlock_page");
        if (op.length() == 2 && err == 0) {
            page.uptodate = 1;
        }
        unlockPage(page);
        putPage(page);
        leave();
    }

    /** Finds or makes a page for write(2), locked. */
    protected final Page grabCachePage(int index, String lockPage) {
        Page page = null;
        while (page == null) {
            step(lockPage);
            page = k.mapping().findGet(seam, index);
            if (page == null) {
                page = k.mapping().addLocked(seam, index);
            } else {
                local("page", page);
                lockPageHere(page, lockPage);
                if (!inCache(page)) {
                    unlockPage(page);
                    putPage(page);
                    page = null;
                }
            }
            local("page", page);
        }
        return page;
    }

    /** A write(2) that fails has promised nothing. No boundary. */
    protected final void failed(Op op) {
        seam.lockInside(k.ghost().lock);
        for (int half = op.half(); half < op.half() + op.length(); half++) {
            k.ghost().exempt |= k.ghost().cellMask(op.id(), half);
        }
        seam.unlock(k.ghost().lock);
    }

    /** Copies the user's data of a write(2) into its locked page. No boundary. */
    protected final void copyIn(Op op, Page page) {
        seam.lockInside(k.ghost().lock);
        for (int half = op.half(); half < op.half() + op.length(); half++) {
            page.store(half % 2, op.id());
            k.ghost().stored(op.id(), half, false);
        }
        seam.unlock(k.ghost().lock);
    }
}
