package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;

/**
 * ->writepage unlocks the page where its writeback ends for the VM, before the WRITE is queued. The
 * schedule that 4a4ac4eba101 describes needs that.
 */
public final class WithEarlyUnlock extends FuseFile {
    /** Makes the component. */
    public WithEarlyUnlock(Kernel k) {
        super(k);
    }

    @Override
    public void fuseWritepage(Page page) {
        enter("fuse_writepage");
        enter("fuse_writepage_locked");
        step("fuse_writepage_locked:set_writeback");
        k.pageWriteback.setPageWriteback(page);
        int handle = k.fuseHandle.fuseWriteFileGet();
        local("ff", handle);
        step("fuse_writepage_locked:copy");
        FuseReq req = writepageRequest(page, handle);
        local("ff", 0);
        local("req", req.slot);
        step("fuse_writepage_locked:end_writeback");
        k.pageWriteback.endPageWriteback(page);
        step("fuse_writepage_locked:unlock_page");
        unlockPage(page);
        queueWritepage(req);
        leave();
        step("fuse_writepage:unlock_page");
        leave();
    }
}
