package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepage does not look for a copy in flight (2013, skip already in flight). */
public final class WithoutFf17be086477 extends FuseFile {
    /** Makes the component. */
    public WithoutFf17be086477(Kernel k) {
        super(k);
    }

    @Override
    protected boolean writepageInFlight(Page page) {
        return false;
    }
}
