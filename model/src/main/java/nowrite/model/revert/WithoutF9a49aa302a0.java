package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_18.Vmscan;

/**
 * sync(2) has the dirty pages of the file written, and waits until each page's writeback is over:
 * neither this fix of 2026 nor 76f9377cd2ab, which has taken its place.
 */
public final class WithoutF9a49aa302a0 extends Vmscan {
    /** Makes the component. */
    public WithoutF9a49aa302a0(Kernel k) {
        super(k);
    }

    @Override
    protected void syncPages() {
        k.pageWriteback.doWritepages(true);
        k.pageWriteback.filemapFdatawait();
    }
}
