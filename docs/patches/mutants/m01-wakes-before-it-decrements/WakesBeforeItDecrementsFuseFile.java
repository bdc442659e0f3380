import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseReq;

/** Fuse_writepage_end wakes the sleepers, then decrements writectr. */
public class WakesBeforeItDecrementsFuseFile extends FuseFile {
    /** Makes the component. */
    public WakesBeforeItDecrementsFuseFile(Kernel k) {
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
        req.free();
        fc.active--;
        unlock(fc.lock);
        leave();
    }
}
