import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseConn;
import nowrite.model.state.FuseInode;
import nowrite.model.state.FuseReq;

/** A WRITE is cropped when it is queued, not when it is sent. */
public class CroppedWhenQueuedFuseFile extends FuseFile {
    /** Makes the component. */
    public CroppedWhenQueuedFuseFile(Kernel k) {
        super(k);
    }

    @Override
    protected void queueWritepage(FuseReq req) {
        FuseConn fc = k.conn();
        FuseInode fi = k.inode();
        lock(fc.lock, "fuse_writepage_locked:queue");
        req.length = super.sendLength(req, fi.readISize());
        fi.writepages.addHead(req);
        fi.queuedWrites.addTail(req);
        local("req", 0);
        k.fuseFile.fuseFlushWritepages();
        unlock(fc.lock);
    }

    @Override
    protected int sendLength(FuseReq req, int size) {
        return req.length;
    }
}
