package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_15.FuseDir;

/**
 * The size in the reply to a SETATTR that asked for none is believed, whatever the mount's mode.
 */
public final class WithoutTrustedSize extends FuseDir {
    /** Makes the component. */
    public WithoutTrustedSize(Kernel k) {
        super(k);
    }

    @Override
    protected boolean believesSize(boolean isTruncate) {
        return true;
    }

    @Override
    protected void applyReply(boolean isTruncate, int size) {
        if (isTruncate) {
            super.applyReply(true, size);
            return;
        }
        lock(k.conn().lock, "fuse_do_setattr:apply");
        int oldsize = k.inode().iSize;
        local("oldsize", oldsize);
        k.inode().writeISize(size); // no truncation that anybody asked for
        unlock(k.conn().lock);
        resizePageCache(oldsize, size);
    }
}
