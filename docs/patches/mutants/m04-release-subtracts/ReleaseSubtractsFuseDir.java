import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseInode;

/** __fuse_release_nowrite subtracts FUSE_NOWRITE and asserts nothing. */
public class ReleaseSubtractsFuseDir extends FuseDir {
    /** Makes the component. */
    public ReleaseSubtractsFuseDir(Kernel k) {
        super(k);
    }

    @Override
    public void releaseNowriteLocked() {
        FuseInode fi = k.inode();
        fi.writectr -= FuseInode.FUSE_NOWRITE;
        k.fuseFile.fuseFlushWritepages();
    }
}
