package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** copy_file_range leaves its target in the page cache (until 2020). */
public final class Without9b46418c40fe extends FuseFops {
    /** Makes the component. */
    public Without9b46418c40fe(Kernel k) {
        super(k);
    }

    @Override
    protected void dropTarget(int index) {}
}
