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
    public void doWritepages(boolean syncAll) {
        String lockPage = "write_cache_pages:lock_page";
        enter("write_cache_pages");
        int index = 0;
        for (; ; ) {
            step(lockPage);
            Page page = k.mapping().findGetDirty(seam, index);
            if (page == null) {
                break;
            }
            local("page", page);
            lockPageHere(page, lockPage);
            index = page.index + 1;
            local("index", index);
            writeLocked(page, syncAll);
            putPage(page);
            local("page", null);
        }
        leave();
    }

    private void writeLocked(Page page, boolean syncAll) {
        boolean writeback = page.isWriteback();
        if (!inCache(page) || writeback && !syncAll) {
            unlockPage(page);
            return;
        }
        if (writeback) {
            waitOnPageWriteback(page);
            step("write_cache_pages:written");
        }
        if (clearPageDirtyForIo(page)) {
            k.fs.writepage(page);
        } else {
            step("write_cache_pages:unlock_page");
            unlockPage(page);
        }
    }
}
