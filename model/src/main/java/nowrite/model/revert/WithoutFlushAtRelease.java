package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseInode;

/** nowrite is released, and what was queued stays queued. */
public final class WithoutFlushAtRelease extends FuseDir {
    /** Makes the component. */
    public WithoutFlushAtRelease(Kernel k) {
        super(k);
    }

    @Override
    public void releaseNowriteLocked() {
        bugOn(
                k.inode().writectr != FuseInode.FUSE_NOWRITE,
                "BUG_ON(writectr != FUSE_NOWRITE) in __fuse_release_nowrite");
        k.inode().writectr = 0;
    }
}
