package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v3_15.FuseFile;

/** write(2) into the cache does not wait for the page's copy in flight. */
public final class WithoutWbWait extends FuseFile {
    /** Makes the component. */
    public WithoutWbWait(Kernel k) {
        super(k);
    }

    @Override
    protected void waitForCopy(Page page) {}
}
