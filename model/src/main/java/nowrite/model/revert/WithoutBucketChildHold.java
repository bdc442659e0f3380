package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** A new bucket does not live as long as the one before it. */
public final class WithoutBucketChildHold extends FuseFops {
    /** Makes the component. */
    public WithoutBucketChildHold(Kernel k) {
        super(k);
    }

    @Override
    protected int childHold() {
        return 0;
    }
}
