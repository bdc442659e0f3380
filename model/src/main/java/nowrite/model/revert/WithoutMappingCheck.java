package nowrite.model.revert;

import nowrite.model.kernel.Fault;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;

/** The fault maps a page though it has left the file meanwhile. */
public final class WithoutMappingCheck extends Fault {
    /** Makes the component. */
    public WithoutMappingCheck(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayInstall(Page page) {
        return true;
    }
}
