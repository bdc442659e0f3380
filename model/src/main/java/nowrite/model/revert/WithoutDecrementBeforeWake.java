package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseReq;

/** A sleeper is woken before writectr is what it waits for. */
public final class WithoutDecrementBeforeWake extends FuseFile {
    /** Makes the component. */
    public WithoutDecrementBeforeWake(Kernel k) {
        super(k);
    }

    @Override
    public void fuseWritepageEnd(FuseReq req) {
        FuseConn fc = k.conn();
        enter("fuse_writepage_end");
        lock(fc.lock, "fuse_writepage_end:lock");
        k.fuseFile.fuseWritepageFinish(req);
        step("fuse_writepage_end:unlock");
        k.inode().writectr--;
        k.fuseHandle.fuseFilePut(req.handle);
        freed(req);
        k.fuseDev.completed();
        unlock(fc.lock);
        leave();
    }
}
