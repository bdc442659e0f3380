package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseHandle;

/** close does not write back if the daemon does not know FLUSH (until 2020). */
public final class Without614c026e8a46 extends FuseHandle {
    /** Makes the component. */
    public Without614c026e8a46(Kernel k) {
        super(k);
    }

    @Override
    protected boolean flushesAlways() {
        return false;
    }
}
