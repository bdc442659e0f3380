import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseInode;

/** As M-04, and fuse_sync_writes releases twice, which nothing asserts. */
public class ReleaseSubtractsOnceTooOftenFuseDir extends FuseDir {
    /** Makes the component. */
    public ReleaseSubtractsOnceTooOftenFuseDir(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSyncWrites() {
        k.fuseDir.fuseSetNowrite();
        k.fuseDir.fuseReleaseNowrite();
        enter("fuse_sync_writes");
        k.fuseDir.fuseReleaseNowrite();
        leave();
    }

    @Override
    public void releaseNowriteLocked() {
        FuseInode fi = k.inode();
        fi.writectr -= FuseInode.FUSE_NOWRITE;
        k.fuseFile.fuseFlushWritepages();
    }
}
