package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.v2_6_30.Fault;
import nowrite.model.v2_6_30.FaultSteps;

/** page_mkwrite is called with the page locked, which it stays. */
public final class WithMkwriteEnteredLocked extends Fault {
    /** Makes the component. */
    public WithMkwriteEnteredLocked(Kernel k) {
        super(k);
    }

    @Override
    protected void beforeMkwrite(Page page) {}

    @Override
    protected int mkwrite(Page page, FaultSteps steps) {
        if (steps == FaultSteps.DO_WP_PAGE) {
            lockPage(page, steps.lockPage);
            if (!mayInstall(page)) {
                unlockPage(page);
                return VM_FAULT_NOPAGE;
            }
        }
        int ret = k.fs.pageMkwrite(page);
        if (ret != 0) {
            unlockPage(page);
            return ret;
        }
        return VM_FAULT_LOCKED;
    }
}
