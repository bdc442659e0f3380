package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** syncfs does not wait for WRITEs that are with the daemon (until 2021). */
public final class Without660585b56e63 extends FuseFops {
    /** Makes the component. */
    public Without660585b56e63(Kernel k) {
        super(k);
    }

    @Override
    public void fuseSyncFsWrites() {}
}
