package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;

/** A WRITE goes out as long as it was prepared. */
public final class WithoutCrop extends FuseFile {
    /** Makes the component. */
    public WithoutCrop(Kernel k) {
        super(k);
    }

    @Override
    protected int sendLength(FuseReq req, int size) {
        return fullLength(req);
    }
}
