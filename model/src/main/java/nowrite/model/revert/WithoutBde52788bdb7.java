package nowrite.model.revert;

import nowrite.model.kernel.FuseFops;
import nowrite.model.kernel.Kernel;

/** A hole is punched with nowrite held around it, and nothing is written before (until 2013). */
public final class WithoutBde52788bdb7 extends FuseFops {
    /** Makes the component. */
    public WithoutBde52788bdb7(Kernel k) {
        super(k);
    }

    @Override
    protected void beforePunch() {
        k.fuseDir.fuseSetNowrite();
    }

    @Override
    protected void afterPunch() {
        k.fuseDir.fuseReleaseNowrite();
    }
}
