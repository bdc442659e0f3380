package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v3_13.FuseFile;

/**
 * No copy is updated: each new one is chained, and given to the daemon when the one before it ends.
 */
public final class WithChainOnly extends FuseFile {
    /** Makes the component. */
    public WithChainOnly(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayUpdate(FuseReq old) {
        return false;
    }

    @Override
    protected void unchain(FuseReq req, FuseReq next) {
        req.next = null;
    }
}
