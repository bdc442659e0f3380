package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** A single page's writeback ends for the VM before its WRITE is queued (2013). */
public final class Without4a4ac4eba101 extends FuseFile {
    /** Makes the component. */
    public Without4a4ac4eba101(Kernel k) {
        super(k);
    }

    @Override
    protected void afterCopy(Page page, FuseReq req) {
        step("fuse_writepage_locked:end_writeback");
        k.pageWriteback.endPageWriteback(page);
        queueWritepage(req);
    }
}
