import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/** same-page-rewrites on 3.13 without 8b284dc47291: v3_13.FuseFile. */
public class SamePageRewritesFuseFile extends FuseFile {
    /** Makes the component; new fields get their first values here. */
    public SamePageRewritesFuseFile(Kernel k) {
        super(k);
    }

    /**
     * Adds a page, locked and clean, to the batch; unlocks it.
     *
     * fuse_writepages_fill, fs/fuse/file.c (26d614df1da9).
     * Locks on entry: page lock; on exit: none; it may sleep.
     * The model: allocation does not fail; one atomic copy.
     */
    @Override
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
    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        boolean inFlight = looksInFlight(page);
        local("in_flight", inFlight ? 1 : 0);
        sendIfNotNext(page, data, inFlight);
        copyToBatch(page, data, inFlight);
    }

    /** Copies the page into the batch's request, or into one that is on its way, or behind it. */
    @Override
    protected void copyToBatch(Page page, Batch data, boolean inFlight) {
        if (data.req == null) {
            begin(page, data);
        }
        step("fuse_writepages_fill:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        step("fuse_writepages_fill:copy");
        FuseReq req = data.req;
        copyPage(page, req.data, 2 * req.filled++);
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

    /** Looks for a copy of the page in flight, in a section of fc->lock. */
    @Override
    protected boolean looksInFlight(Page page) {
        lock(k.conn().lock, "fuse_writepages_fill:in_flight");
        boolean inFlight = fillInFlight(page);
        unlock(k.conn().lock);
        return inFlight;
    }

    @Override
    protected boolean fillInFlight(Page page) {
        return fusePageIsWriteback(page.index);
    }

    /** Sends what the batch has if this page cannot join it; true if it did. */
    @Override
    protected boolean sendIfNotNext(Page page, Batch data, boolean inFlight) {
        if (data.req == null || !inFlight && data.takes(page.index, k.scenario.maxPages())) {
            return false;
        }
        fuseWritepagesSend(data);
        return true;
    }

    // Copies of what the functions above use and only their class sees.

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

    private void declare(Batch data) {
        local("req", data.req == null ? 0 : data.req.slot);
        local("ff", data.handle);
        local("orig", data.req == null ? 0 : data.first + 1);
        local("num", data.req == null ? 0 : data.pages);
    }
}
