package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_13.FuseFile;

/** ->writepages does not look for a copy in flight (2013, handle same page rewrites). */
public final class Without8b284dc47291 extends FuseFile {
    /** Makes the component. */
    public Without8b284dc47291(Kernel k) {
        super(k);
    }

    @Override
    protected boolean fillInFlight(Page page) {
        return false;
    }
}
