package nowrite.model.revert;

import nowrite.model.kernel.FuseFops;
import nowrite.model.kernel.Kernel;

/** An O_DIRECT read does not wait for copies of its pages in flight (until 2013). */
public final class WithoutEa8cd33390fa extends FuseFops {
    /** Makes the component. */
    public WithoutEa8cd33390fa(Kernel k) {
        super(k);
    }

    @Override
    protected void waitForRange(int index) {}
}
