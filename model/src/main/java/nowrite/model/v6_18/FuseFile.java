package nowrite.model.v6_18;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;

/**
 * fs/fuse/file.c of Linux 6.18 and fs/iomap/buffered-io.c: ->writepages by iomap (ef7e7cbb323f). A
 * page is held against i_size when it is written back, and its tail zeroed; it is under writeback
 * before the batch so far is sent.
 *
 * <p>Not modelled: dirty ranges of a folio (a page is one block); the pass that is skipped when the
 * connection is congested.
 */
public class FuseFile extends nowrite.model.v6_16.FuseFile {
    private static final String IOMAP = "fs/iomap/buffered-io.c";
    private static final String SINCE = "6.18";
    private static final String COMMIT = "ef7e7cbb323f";

    /** Makes the component. */
    public FuseFile(Kernel k) {
        super(k);
    }

    /** One page of a pass; it is unlocked. */
    @Override
    protected void fuseWritepagesFill(Page page, Batch data, boolean syncAll) {
        writeFolio(page, data);
        step("fuse_writepages_fill:unlock_page");
        unlockPage(page);
    }

    /** Writes one page, which is locked and was taken clean. */
    @Override
    @KernelFunction(
            name = "iomap_writeback_folio",
            file = IOMAP,
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            locksOnExit = "page lock",
            simplified = "a folio is one page and one block")
    protected void writeFolio(Page page, Batch data) {
        step("iomap_writeback_folio:i_size");
        int size = k.inode().readISize();
        if (2 * page.index >= size) {
            return; // truncated, or about to be: whoever made the file shorter drops the page
        }
        local("end_pos", size);
        step("iomap_writeback_folio:set_writeback");
        if (2 * page.index + 1 == size) {
            page.store(1, 0);
        }
        local("end_pos", 0);
        k.pageWriteback.setPageWriteback(page);
        if (!fuseIomapWritebackRange(page, data)) {
            step("iomap_writeback_folio:end_writeback");
            k.pageWriteback.endPageWriteback(page);
        }
    }

    /** ->writeback_range: the page joins the batch; false if there is no handle to write with. */
    @KernelFunction(
            name = "fuse_iomap_writeback_range",
            file = "fs/fuse/file.c",
            since = SINCE,
            commit = COMMIT,
            locksOnEntry = "page lock",
            locksOnExit = "page lock")
    protected boolean fuseIomapWritebackRange(Page page, Batch data) {
        if (data.handle == 0 && k.inode().handles.length > 0) {
            data.handle = k.fuseHandle.fuseWriteFileGet();
            local("ff", data.handle);
            if (data.handle == 0) {
                return false;
            }
        }
        if (data.req != null && !data.takes(page.index, k.scenario.maxPages())) {
            fuseWritepagesSend(data);
        }
        step("fuse_iomap_writeback_range:add");
        addPage(page, data);
        return true;
    }
}
