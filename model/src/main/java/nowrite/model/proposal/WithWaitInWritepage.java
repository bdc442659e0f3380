package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.Batch;
import nowrite.model.v3_13.FuseFile;

/**
 * Whoever writes a page back, reclaim too, waits for its copy in flight (September 2013, the first
 * idea; rejected because the daemon's own allocation would wait for the daemon).
 */
public final class WithWaitInWritepage extends FuseFile {
    /** Makes the component. */
    public WithWaitInWritepage(Kernel k) {
        super(k);
    }

    @Override
    protected void fill(Page page, Batch data, boolean syncAll) {
        fillOrWait(page, data, false);
    }

    @Override
    public void fuseWritepage(Page page) {
        enter("fuse_writepage");
        lock(k.conn().lock, "fuse_writepage:in_flight");
        unlock(k.conn().lock);
        fuseWaitOnPageWriteback(page.index);
        k.fuseFile.fuseWritepageLocked(page);
        step("fuse_writepage:unlock_page");
        unlockPage(page);
        leave();
    }
}
