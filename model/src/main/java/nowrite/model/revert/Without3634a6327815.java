package nowrite.model.revert;

import nowrite.model.kernel.FuseFops;
import nowrite.model.kernel.Kernel;

/** A punched hole stays in the page cache (until 2013). */
public final class Without3634a6327815 extends FuseFops {
    /** Makes the component. */
    public Without3634a6327815(Kernel k) {
        super(k);
    }

    @Override
    protected void dropCache(int index) {}
}
