import nowrite.model.kernel.FuseDir;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;

/** Fuse_do_setattr releases nowrite before it writes i_size. */
public class ReleasesBeforeItWritesTheSizeFuseDir extends FuseDir {
    /** Makes the component. */
    public ReleasesBeforeItWritesTheSizeFuseDir(Kernel k) {
        super(k);
    }

    @Override
    protected void applyReply(boolean isTruncate, int size) {
        FuseConn fc = k.conn();
        lock(fc.lock, "fuse_do_setattr:apply");
        int oldsize = k.inode().iSize;
        local("oldsize", oldsize);
        if (isTruncate) {
            k.fuseDir.releaseNowriteLocked();
        }
        unlock(fc.lock);
        lock(fc.lock, "fuse_do_setattr:i_size");
        writeSize(size);
        unlock(fc.lock);
        resizePageCache(oldsize, size);
    }
}
