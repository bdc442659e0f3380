package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.v6_1.FuseHandle;

/** ->flush does not look for errors: close(2) returns success though a WRITE has failed. */
public final class WithoutFlushCheck extends FuseHandle {
    /** Makes the component. */
    public WithoutFlushCheck(Kernel k) {
        super(k);
    }

    @Override
    protected boolean flushChecks() {
        return false;
    }
}
