package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** A copy that was merged into another does not count as written (2013). */
public final class Without41b6e41fc609 extends FuseFile {
    /** Makes the component. */
    public Without41b6e41fc609(Kernel k) {
        super(k);
    }

    @Override
    protected void mergedWriteout() {}
}
