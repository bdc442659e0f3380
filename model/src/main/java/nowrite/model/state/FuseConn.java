package nowrite.model.state;

import nowrite.model.seam.Lock;

/** struct fuse_conn: its lock, the queue to the daemon, and the request slots. */
public final class FuseConn {
    /** fc->lock. */
    public final Lock lock = new Lock("fc->lock");

    /** fc->pending: what the daemon has not read yet. */
    public final ReqList pending;

    /** Requests that the daemon has read and whose completion has not ended. */
    public int active;

    /** All request slots, by number - 1. */
    public final FuseReq[] slots;

    FuseConn(int slotCount, int contexts) {
        pending = new ReqList(slotCount);
        slots = new FuseReq[slotCount];
        for (int i = 0; i < slotCount; i++) {
            slots[i] = new FuseReq(i + 1, contexts);
        }
    }
}
