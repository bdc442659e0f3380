package nowrite.model.v6_16;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.model.v2_6_30.Fault;
import nowrite.model.v3_13.Batch;

/**
 * fs/fuse/file.c of Linux 6.16 (0c58a97f919c): a WRITE of writeback has the pages of the page cache
 * themselves, which stay under writeback until it ends. There is no tree of WRITEs, nothing is
 * chained, and who waited for a copy waits for PG_writeback.
 *
 * <p>Not modelled: what {@link nowrite.model.v6_1.FuseFile} does not model; folios of several
 * pages.
 */
public class FuseFile extends nowrite.model.v6_1.FuseFile {
    private static final String FILE = "fs/fuse/file.c";
    private static final String SINCE = "6.16";
    private static final String COMMIT = "0c58a97f919c";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    @Override
    public boolean hasTemporaryPages() {
        return false;
    }

    /** filemap_range_has_writeback. */
    @Override
    public boolean fusePageIsWriteback(int index) {
        Page page = k.mapping().cache[index];
        return page != null && page.isWriteback();
    }

    @Override
    @KernelFunction(
            name = "fuse_page_mkwrite",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            maySleep = true,
            locksOnExit = "page lock")
    public int fusePageMkwrite(Page page) {
        enter("fuse_page_mkwrite");
        lockPage(page, "fuse_page_mkwrite:lock_page");
        int ret = Fault.VM_FAULT_LOCKED;
        if (inCache(page)) {
            k.pageWriteback.waitOnPageWriteback(page);
        } else {
            unlockPage(page);
            ret = Fault.VM_FAULT_NOPAGE;
        }
        leave();
        return ret;
    }

    /** For who has the page locked: its writeback is what is waited for. */
    @Override
    public void fuseWaitOnPageWriteback(int index) {
        k.pageWriteback.waitOnPageWriteback(k.mapping().cache[index]);
    }

    /** A page that is read has no WRITE: it would be in the cache. */
    @Override
    @KernelFunction(
            name = "fuse_readpage",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            maySleep = true,
            simplified = "READ fails only when the connection is aborted")
    public boolean fuseReadpage(Page page) {
        enter("fuse_readpage");
        boolean good = readFromDaemon(page);
        leave();
        return good;
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        if (data.req != null && !data.takes(page.index, k.scenario.maxPages())) {
            fuseWritepagesSend(data);
        }
        step("fuse_writepages_fill:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        addPage(page, data);
    }

    /** The page joins the batch, of which nobody knows yet. No boundary, but for buckets. */
    protected final void addPage(Page page, Batch data) {
        if (data.req == null) {
            begin(page, data);
            ((nowrite.model.v6_1.FuseFops) k.fuseFops).addToBucket(data.req);
        }
        data.req.filled++;
        data.req.numPages++;
        data.pages++;
        local("num", data.pages);
    }

    /** Queues the batch's WRITE; its pages are under writeback until it ends. */
    @Override
    @KernelFunction(name = "fuse_writepages_send", file = FILE, since = SINCE, commit = COMMIT)
    protected void fuseWritepagesSend(Batch data) {
        FuseConn fc = k.conn();
        lock(fc.lock, "fuse_writepages_send:queue");
        if (data.handle != 0) {
            k.fuseHandle.fuseFileGet(data.handle);
            data.req.handle = data.handle;
        }
        k.inode().queuedWrites.addTail(data.req);
        data.req = null;
        data.pages = 0;
        declare(data);
        k.fuseFile.fuseFlushWritepages();
        unlock(fc.lock);
    }

    /** The writeback of all pages of a WRITE ends, and who waits for nowrite is woken. */
    @Override
    @KernelFunction(
            name = "fuse_writepage_finish",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "fc->lock",
            locksOnExit = "fc->lock",
            simplified =
                    "the writeback of several pages ends in one step; the VM counts it, as since"
                            + " 494d2f508883")
    public void fuseWritepageFinish(FuseReq req) {
        step("fuse_writepage_finish:end_writeback");
        for (int i = 0; i < req.numPages; i++) {
            k.pageWriteback.endPageWriteback(k.mapping().cache[req.offset / 2 + i]);
        }
        step("fuse_writepage_finish:wake");
        wakeUp(k.inode().pageWaitq);
    }

    /** A WRITE was answered. */
    @Override
    @KernelFunction(name = "fuse_writepage_end", file = FILE, since = SINCE, commit = COMMIT)
    public void fuseWritepageEnd(FuseReq req) {
        FuseConn fc = k.conn();
        enter("fuse_writepage_end");
        mappingSetError(req);
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

    @Override
    @KernelFunction(
            name = "fuse_launder_folio",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            maySleep = true)
    public void fuseLaunderPage(Page page) {
        enter("fuse_launder_folio");
        if (k.pageWriteback.clearPageDirtyForIo(page)) {
            Batch data = new Batch();
            writeFolio(page, data);
            if (data.req != null) {
                fuseWritepagesSend(data);
            }
            putHandle(data);
            k.pageWriteback.waitOnPageWriteback(page);
        }
        leave();
    }

    /** Puts one page into a batch of its own. */
    protected void writeFolio(Page page, Batch data) {
        data.handle = k.fuseHandle.fuseWriteFileGet();
        local("ff", data.handle);
        if (data.handle != 0 || k.inode().handles.length == 0) {
            fill(page, data, true);
        }
    }

    private void putHandle(Batch data) {
        if (data.handle != 0) {
            lock(k.conn().lock, "fuse_writepages:put");
            k.fuseHandle.fuseFilePut(data.handle);
            unlock(k.conn().lock);
            local("ff", 0);
        }
    }

    // What went with the temporary pages. It is named here so that no change of it seems to be one
    // of this generation.

    private static AssertionError gone() {
        return new AssertionError("gone with 0c58a97f919c");
    }

    @Override
    protected boolean fillInFlight(Page page) {
        throw gone();
    }

    @Override
    protected boolean writepageInFlight(Page page) {
        throw gone();
    }

    @Override
    protected void unlockSkipped(Page page) {
        throw gone();
    }

    @Override
    protected void unchain(FuseReq req, FuseReq next) {
        throw gone();
    }

    @Override
    protected int holdFor(int handle) {
        throw gone();
    }

    @Override
    protected int secondaryCrop(FuseReq parent) {
        throw gone();
    }

    @Override
    protected void mergedTempDec() {
        throw gone();
    }

    @Override
    protected void mergedWriteout() {
        throw gone();
    }

    @Override
    protected void accountDropped(FuseReq aux) {
        throw gone();
    }

    @Override
    protected void eraseFirst(FuseReq req) {
        throw gone();
    }

    @Override
    protected void serialize(Page page) {
        throw gone();
    }

    @Override
    protected void afterCopy(Page page, FuseReq req) {
        throw gone();
    }
}
