package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.model.v2_6_30.Fault;
import nowrite.model.v2_6_30.FaultSteps;

/** The fault unlocks the page when the entry is writable, and marks it dirty afterwards. */
public final class WithoutDirtyLocked extends Fault {
    /** Makes the component. */
    public WithoutDirtyLocked(Kernel k) {
        super(k);
    }

    @Override
    protected void finishMkwrite(PageTable mm, Page page, int old, FaultSteps steps) {
        step(steps.setPte);
        boolean same = install(mm, page, old);
        unlockPage(page);
        if (same) {
            step(steps.setPageDirty);
            k.pageWriteback.setPageDirty(page);
        }
    }
}
