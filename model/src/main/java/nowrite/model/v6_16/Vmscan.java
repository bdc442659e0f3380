package nowrite.model.v6_16;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.Page;

/**
 * mm/vmscan.c of Linux 6.16: reclaim writes no dirty pages of a file. It waits for PG_writeback
 * only for a memory cgroup of version 1 without dirty throttling, and there not for a mapping with
 * AS_WRITEBACK_MAY_DEADLOCK_ON_RECLAIM.
 */
public class Vmscan extends nowrite.model.kernel.Vmscan {
    private static final String FILE = "mm/vmscan.c";

    /** Makes the component. */
    public Vmscan(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "shrink_page_list",
            file = FILE,
            since = "6.16",
            maySleep = true,
            simplified =
                    "one page, and as if it were on an LRU list and marked for reclaim before; the"
                            + " order of the allocation is of no importance any more")
    public void shrinkPageList(int index, boolean costly, boolean mayEnterFs) {
        enter("shrink_page_list");
        step("shrink_page_list:trylock_page");
        Page page = k.mapping().findGet(seam, index);
        if (page != null && page.isWriteback()) {
            if (mayEnterFs && waitsForWriteback()) {
                local("page", page);
                k.pageWriteback.waitOnPageWriteback(page);
            }
        } else if (page != null && trylock(page)) {
            local("page", page);
            if (isMapped(page)) {
                tryToUnmap(page);
            }
            if (page.isDirty()) {
                step("shrink_page_list:keep_locked");
            } else {
                step("__remove_mapping:remove");
                removeMapping(page);
            }
            unlockPage(page);
        }
        if (page != null) {
            putPage(page);
        }
        leave();
    }

    /** A dirty page is moved as it is (filemap_migrate_folio). */
    @Override
    protected void migrateUnmapped(Page page) {
        step("migrate_pages:move");
        unlockPage(page);
    }

    /** Whether a page under writeback is waited for; it is left to a later pass then. */
    protected boolean waitsForWriteback() {
        return false;
    }
}
