package nowrite.model.revert;

import nowrite.model.kernel.FuseFile;
import nowrite.model.kernel.Kernel;

/** A WRITE is put on the queue of a connection that was aborted; nobody will ever end it. */
public final class WithoutConnectedCheck extends FuseFile {
    /** Makes the component. */
    public WithoutConnectedCheck(Kernel k) {
        super(k);
    }

    @Override
    protected boolean isConnected() {
        return true;
    }
}
