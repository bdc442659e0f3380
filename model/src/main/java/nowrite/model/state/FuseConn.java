package nowrite.model.state;

import nowrite.model.seam.Lock;
import nowrite.model.seam.WaitQueue;
import nowrite.spec.scenario.Scenario;

/** struct fuse_conn: its lock, the queue to the daemon, and the request slots. */
public final class FuseConn {
    /** fc->lock. */
    public final Lock lock = new Lock("fc->lock");

    /** Not fc->connected: the connection was aborted, and no request gets an answer any more. */
    public boolean aborted;

    /** fc->pending: what the daemon has not read yet. */
    public final ReqList pending;

    /** Requests that the daemon has read and whose completion has not ended. */
    public int active;

    /** The count of each sync bucket, by number - 1; one more than there are calls of syncfs. */
    public final int[] buckets;

    /** fc->curr_bucket: its number, from 1. */
    public int currBucket = 1;

    /** Who waits for a bucket to drain. */
    public final WaitQueue bucketWaitq;

    /** All request slots, by number - 1. */
    public final FuseReq[] slots;

    FuseConn(Scenario scenario) {
        buckets = new int[scenario.syncs() == 0 ? 0 : scenario.syncs() + 1];
        if (buckets.length > 0) {
            buckets[0] = 1;
        }
        bucketWaitq =
                new WaitQueue("bucket->waitq", scenario.syncs() == 0 ? 0 : scenario.contexts());
        pending = new ReqList(scenario.slots());
        slots = new FuseReq[scenario.slots()];
        for (int i = 0; i < slots.length; i++) {
            int pages = scenario.isWriteback(i + 1) ? scenario.maxPages() : 1;
            slots[i] = new FuseReq(i + 1, pages, scenario.contexts());
        }
    }
}
