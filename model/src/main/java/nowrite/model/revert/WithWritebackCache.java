package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_15.FuseFile;

/** The mount has writeback_cache: a mode, no change of the code. */
public final class WithWritebackCache extends FuseFile {
    /** Makes the component. */
    public WithWritebackCache(Kernel k) {
        super(k);
    }

    @Override
    public boolean writebackCache() {
        return true;
    }
}
