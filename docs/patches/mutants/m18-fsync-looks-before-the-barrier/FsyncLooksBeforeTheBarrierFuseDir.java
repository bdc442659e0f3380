import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v6_1.FuseDir;

/** Fsync looks for an error before the barrier only. */
public class FsyncLooksBeforeTheBarrierFuseDir extends FuseDir {
    /** Makes the component. */
    public FsyncLooksBeforeTheBarrierFuseDir(Kernel k) {
        super(k);
    }

    @Override
    public void fuseFsync() {
        enter("fuse_fsync");
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
        if (!failedBefore()) {
            k.fuseDir.fuseSyncWrites();
            lock(k.conn().lock, "fuse_fsync:send");
            FuseReq req = k.fuseDev.foreground();
            req.init(FuseReq.Opcode.FSYNC);
            k.fuseDev.requestSend(req);
            req.free();
        }
        leave();
    }
}
