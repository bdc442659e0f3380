package nowrite.model.state;

import nowrite.model.seam.Lock;
import nowrite.spec.scenario.Scenario;

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

    FuseConn(Scenario scenario) {
        pending = new ReqList(scenario.slots());
        slots = new FuseReq[scenario.slots()];
        for (int i = 0; i < slots.length; i++) {
            int pages = scenario.isWriteback(i + 1) ? scenario.maxPages() : 1;
            slots[i] = new FuseReq(i + 1, pages, scenario.contexts());
        }
    }
}
