import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;

/** As M-04, and fuse_set_nowrite does not wait for the WRITEs in flight, which hides it. */
public class ReleaseSubtractsAndNobodyWaitsFuseDir extends FuseDir {
    /** Makes the component. */
    public ReleaseSubtractsAndNobodyWaitsFuseDir(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSetNowrite() {
        FuseConn fc = k.conn();
        enter("fuse_set_nowrite");
        lock(fc.lock, "fuse_set_nowrite:bias");
        k.inode().writectr += FuseInode.FUSE_NOWRITE;
        unlock(fc.lock);
        leave();
    }

    @Override
    public void releaseNowriteLocked() {
        FuseInode fi = k.inode();
        fi.writectr -= FuseInode.FUSE_NOWRITE;
        k.fuseFile.fuseFlushWritepages();
    }
}
