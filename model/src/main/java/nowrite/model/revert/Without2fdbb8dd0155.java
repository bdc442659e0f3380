package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** open with O_TRUNC truncates the page cache under nowrite (until 2022). */
public final class Without2fdbb8dd0155 extends FuseFops {
    /** Makes the component. */
    public Without2fdbb8dd0155(Kernel k) {
        super(k);
    }

    @Override
    public void finishOpen(boolean truncates) {
        super.finishOpen(truncates);
        if (truncates) {
            k.fuseDir.fuseTruncate(0);
        }
    }

    @Override
    protected void afterRelease(boolean truncates) {
        if (!truncates) {
            super.afterRelease(false);
        }
    }
}
