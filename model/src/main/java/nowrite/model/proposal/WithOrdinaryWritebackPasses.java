package nowrite.model.proposal;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.PageWriteback;
import nowrite.model.state.Page;

/**
 * ordinary-writeback: a pass meets pages whose writeback lasts until the daemon answers. It skips
 * them for WB_SYNC_NONE and waits for them for WB_SYNC_ALL, as write_cache_pages does.
 */
public final class WithOrdinaryWritebackPasses extends PageWriteback {
    /** Makes the component. */
    public WithOrdinaryWritebackPasses(Kernel k) {
        super(k);
    }

    @Override
    protected boolean mayWrite(Page page, boolean syncAll) {
        if (page.isWriteback() && syncAll) {
            waitOnPageWriteback(page);
            step("write_cache_pages:written");
        }
        return !page.isWriteback();
    }
}
