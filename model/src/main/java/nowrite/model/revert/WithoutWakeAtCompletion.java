package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;

/** Nobody is told that a WRITE has ended. */
public final class WithoutWakeAtCompletion extends FuseFile {
    /** Makes the component. */
    public WithoutWakeAtCompletion(Kernel k) {
        super(k);
    }

    @Override
    public void fuseWritepageFinish(FuseReq req) {
        k.inode().writepages.remove(req);
        accountFinish(req.numPages);
        step("fuse_writepage_finish:wake");
    }
}
