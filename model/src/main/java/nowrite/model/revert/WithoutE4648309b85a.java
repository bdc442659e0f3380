package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** open with O_TRUNC neither takes i_mutex nor forbids WRITEs (until 2019). */
public final class WithoutE4648309b85a extends FuseFops {
    /** Makes the component. */
    public WithoutE4648309b85a(Kernel k) {
        super(k);
    }

    @Override
    protected boolean underNowrite() {
        return false;
    }
}
