package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_18.Vmscan;

/** Where sync(2) has pages written, it waits until each page's writeback is over (until 2026). */
public final class WithoutF9a49aa302a0 extends Vmscan {
    /** Makes the component. */
    public WithoutF9a49aa302a0(Kernel k) {
        super(k);
    }

    @Override
    protected boolean waitsForPages() {
        return true;
    }
}
