import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v3_13.FuseFile;

/** No copy is updated: a new one is given to the daemon when the old one has ended. */
public class OnlyChainsFuseFile extends FuseFile {
    /** Makes the component. */
    public OnlyChainsFuseFile(Kernel k) {
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
