package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** The end of a flush is -1: filemap_fdatawait_range ends before it begins (2021). */
public final class WithoutE388164ea385 extends FuseFops {
    /** Makes the component. */
    public WithoutE388164ea385(Kernel k) {
        super(k);
    }

    @Override
    protected void waitForRange() {}
}
