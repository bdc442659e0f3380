import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;

/** The page cache is invalidated while nowrite is set. */
public class InvalidatesBeforeReleaseFuseDir extends FuseDir {
    /** Makes the component. */
    public InvalidatesBeforeReleaseFuseDir(Kernel k) {
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
