package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseDir;

/** fsync looks for errors before the WRITEs in flight are answered, and not after (until 2016). */
public final class WithoutAc7f052b9e15 extends FuseDir {
    /** Makes the component. */
    public WithoutAc7f052b9e15(Kernel k) {
        super(k);
    }

    @Override
    protected boolean failedMeanwhile() {
        return false;
    }
}
