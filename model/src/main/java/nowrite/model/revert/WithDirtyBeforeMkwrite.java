package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.model.v2_6_30.Fault;
import nowrite.model.v2_6_30.FaultSteps;

/**
 * The entry becomes writable before page_mkwrite is called. If that fails, it is made read-only
 * again.
 */
public final class WithDirtyBeforeMkwrite extends Fault {
    /** Makes the component. */
    public WithDirtyBeforeMkwrite(Kernel k) {
        super(k);
    }

    @Override
    protected void beforeMkwrite(Page page) {}

    @Override
    protected boolean fault(PageTable mm, Page page, int old, FaultSteps steps) {
        step(steps.setPte);
        boolean same = install(mm, page, old);
        if (steps == FaultSteps.DO_FAULT) {
            unlockPage(page);
        }
        if (!same) {
            return true;
        }
        int ret = k.fs.pageMkwrite(page);
        if (isLockedThen(ret, page, steps.lockPage)) {
            step(steps.setPageDirty);
            k.pageWriteback.setPageDirty(page);
            step(steps.unlockPage);
            unlockPage(page);
        }
        if ((ret & VM_FAULT_SIGBUS) == 0) {
            return true;
        }
        seam.lockInside(mm.ptl);
        if (mm.pte[page.index] == page.number) {
            mm.pte[page.index] = -page.number;
        }
        seam.unlock(mm.ptl);
        return false;
    }
}
