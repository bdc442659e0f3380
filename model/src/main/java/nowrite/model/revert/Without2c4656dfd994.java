package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseFops;

/** copy_file_range flushes with writeback_cache only (until 2020). */
public final class Without2c4656dfd994 extends FuseFops {
    /** Makes the component. */
    public Without2c4656dfd994(Kernel k) {
        super(k);
    }

    @Override
    protected void flushSource(int index) {
        if (k.fuseFile.writebackCache()) {
            super.flushSource(index);
        }
    }

    @Override
    protected void flushTarget(int index) {
        if (k.fuseFile.writebackCache()) {
            super.flushTarget(index);
        }
    }
}
