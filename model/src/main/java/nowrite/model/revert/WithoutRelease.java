package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;

/** fuse_release_nowrite (error path of setattr, fsync) releases nothing. */
public final class WithoutRelease extends FuseDir {
    /** Makes the component. */
    public WithoutRelease(Kernel k) {
        super(k);
    }

    @Override
    public void fuseReleaseNowrite() {
        lock(k.conn().lock, "fuse_release_nowrite:release");
        unlock(k.conn().lock);
    }
}
