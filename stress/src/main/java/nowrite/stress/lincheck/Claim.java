package nowrite.stress.lincheck;

import java.util.function.BooleanSupplier;
import nowrite.model.Machine;
import nowrite.model.state.FuseReq;

/** Which thread of the daemon reads the request at the head of fc->pending. */
final class Claim {
    private final Machine machine;
    private final LincheckSeam seam;
    private FuseReq claimed;
    private boolean closing;

    Claim(Machine machine, LincheckSeam seam) {
        this.machine = machine;
        this.seam = seam;
    }

    /** Waits for a request and claims it; null when the tasks are done and there is none left. */
    FuseReq next() {
        FuseReq[] got = new FuseReq[1];
        BooleanSupplier condition =
                () -> {
                    FuseReq first = machine.kernel().conn().pending.first();
                    if (first != null && claimed == null) {
                        claimed = first;
                        got[0] = first;
                    }
                    return got[0] != null || first == null && closing;
                };
        seam.await(condition);
        return got[0];
    }

    /** The claimed request has left fc->pending: another thread may claim the next. */
    void isRead() {
        claimed = null;
        seam.changed();
    }

    /** No task will ask for anything any more. */
    void close() {
        closing = true;
        seam.changed();
    }
}
