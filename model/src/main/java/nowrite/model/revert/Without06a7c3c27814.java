package nowrite.model.revert;

import nowrite.model.kernel.FuseFops;
import nowrite.model.kernel.Kernel;

/** The size in a reply is believed while another task changes the size (until 2013). */
public final class Without06a7c3c27814 extends FuseFops {
    /** Makes the component. */
    public Without06a7c3c27814(Kernel k) {
        super(k);
    }

    @Override
    protected boolean isUnstable() {
        return false;
    }
}
