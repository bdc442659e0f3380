package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** A chained WRITE names the handle and does not hold it (2013). */
public final class WithoutCe128de6260f extends FuseFile {
    /** Makes the component. */
    public WithoutCe128de6260f(Kernel k) {
        super(k);
    }

    @Override
    protected int holdFor(int handle) {
        return -Math.abs(handle);
    }
}
