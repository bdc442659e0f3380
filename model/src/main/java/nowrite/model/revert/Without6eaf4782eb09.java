package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.model.v3_13.FuseFile;

/** A chained WRITE is cropped at i_size (2013, crop secondary requests). */
public final class Without6eaf4782eb09 extends FuseFile {
    /** Makes the component. */
    public Without6eaf4782eb09(Kernel k) {
        super(k);
    }

    @Override
    protected int secondaryCrop(FuseReq parent) {
        return cropLimit();
    }
}
