package nowrite.model.revert;

import nowrite.model.kernel.Kernel;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.model.v2_6_30.Fault;
import nowrite.model.v2_6_30.FaultSteps;

/** Under the page lock the fault marks the page dirty first, and then makes it writable. */
public final class WithDirtyBeforePte extends Fault {
    /** Makes the component. */
    public WithDirtyBeforePte(Kernel k) {
        super(k);
    }

    @Override
    protected void finishMkwrite(PageTable mm, Page page, int old, FaultSteps steps) {
        step(steps.setPageDirty);
        k.pageWriteback.setPageDirty(page);
        step(steps.setPte);
        if (install(mm, page, old)) {
            step(steps.unlockPage);
        }
        unlockPage(page);
    }
}
