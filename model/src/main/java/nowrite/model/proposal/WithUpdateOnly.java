package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.v3_13.FuseFile;

/** A copy that the daemon has not read is updated; behind one that it has, a second goes out. */
public final class WithUpdateOnly extends FuseFile {
    /** Makes the component. */
    public WithUpdateOnly(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayChain() {
        return false;
    }
}
