package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** open with O_TRUNC forbids WRITEs on any mount, not only with writeback_cache. */
public final class WithOTruncNowrite extends FuseFops {
    /** Makes the component. */
    public WithOTruncNowrite(Kernel k) {
        super(k);
    }

    @Override
    protected boolean underNowrite() {
        return true;
    }
}
