package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;

/** fuse_set_nowrite overwrites the counter and forgets what is in flight. */
public final class WithoutBias extends FuseDir {
    /** Makes the component. */
    public WithoutBias(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSetNowrite() {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        enter("fuse_set_nowrite");
        lock(fc.lock, "fuse_set_nowrite:bias");
        bugOn(fi.writectr < 0, "BUG_ON(writectr < 0) in fuse_set_nowrite");
        fi.writectr = FuseInode.FUSE_NOWRITE;
        unlock(fc.lock);
        waitEvent(
                fi.pageWaitq,
                "fuse_set_nowrite:wait",
                () -> fi.readWritectr() == FuseInode.FUSE_NOWRITE);
        leave();
    }
}
