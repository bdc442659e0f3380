package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v6_1.FuseFile;

/** A WRITE that is dropped because the connection is gone is an error of the mapping, too. */
public final class WithDropRecordsError extends FuseFile {
    /** Makes the component. */
    public WithDropRecordsError(Kernel k) {
        super(k);
    }

    @Override
    protected void lost(FuseReq req) {
        super.lost(req);
        if (!isConnected()) {
            setWbErr();
        }
    }
}
