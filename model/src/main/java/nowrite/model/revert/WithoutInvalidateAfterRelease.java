package nowrite.model.revert;

import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;

/** setattr launders pages while nowrite is still set. */
public final class WithoutInvalidateAfterRelease extends FuseDir {
    /** Makes the component. */
    public WithoutInvalidateAfterRelease(Kernel k) {
        super(k);
    }

    @Override
    protected void applyReply(boolean isTruncate, int size) {
        FuseConn fc = k.conn();
        lock(fc.lock, "fuse_do_setattr:apply");
        int oldsize = k.inode().iSize;
        local("oldsize", oldsize);
        writeSize(size);
        unlock(fc.lock);
        resizePageCache(oldsize, size);
        if (isTruncate) {
            k.fuseDir.fuseReleaseNowrite();
        }
    }
}
