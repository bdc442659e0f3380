package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_18.Vmscan;

/**
 * sync(2) has the dirty pages of the file written, and does not wait for their writeback
 * (f9a49aa302a0, the fix before).
 */
public final class Without76f9377cd2ab extends Vmscan {
    /** Makes the component. */
    public Without76f9377cd2ab(Kernel k) {
        super(k);
    }

    @Override
    protected void syncPages() {
        k.pageWriteback.doWritepages(true);
    }
}
