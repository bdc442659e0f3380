package nowrite.model.v2_6_30;

import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelFunction;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;

/**
 * mm/memory.c of Linux 2.6.30, after b827e496c893 (and c2ec175c39f6, which changed the prototype of
 * page_mkwrite): page_mkwrite may return with the page locked, and the page stays locked until it
 * is marked dirty.
 */
public class Fault extends nowrite.model.kernel.Fault {
    private static final String FILE = "mm/memory.c";
    private static final String SINCE = "2.6.30";
    private static final String COMMIT = "b827e496c893";

    /** Makes the component. */
    public Fault(Kernel k) {
        super(k);
    }

    @Override
    @KernelFunction(
            name = "do_wp_page",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            maySleep = true,
            locksOnEntry = "mmap_sem (read)",
            locksOnExit = "mmap_sem (read)",
            simplified = "shared writable file mappings only; no time stamp, no throttling")
    public boolean doWpPage(PageTable mm, Page page) {
        enter("do_wp_page");
        local("page", page);
        int ret = k.fs.pageMkwrite(page);
        if (isLockedThen(ret, page, "do_wp_page:lock_page")) {
            step("do_wp_page:set_pte");
            if (replacePte(mm, page, -page.number)) {
                step("do_wp_page:set_page_dirty");
                k.pageWriteback.setPageDirty(page);
                step("do_wp_page:unlock_page");
            }
            unlockPage(page);
        }
        putPage(page);
        leave();
        return (ret & VM_FAULT_SIGBUS) == 0;
    }

    @Override
    @KernelFunction(
            name = "__do_fault",
            file = FILE,
            since = SINCE,
            commit = COMMIT,
            maySleep = true,
            locksOnEntry = "mmap_sem (read)",
            locksOnExit = "mmap_sem (read)",
            simplified = "write faults of shared mappings only; no time stamp, no throttling")
    public boolean doFault(PageTable mm, int index) {
        Page page = filemapFault(index);
        if (page == null) {
            return false;
        }
        enter("__do_fault");
        local("page", page);
        unlockPage(page);
        int ret = k.fs.pageMkwrite(page);
        if (isLockedThen(ret, page, "__do_fault:lock_page")) {
            step("__do_fault:set_pte");
            if (replacePte(mm, page, 0)) {
                k.mapping().get(seam, page);
                step("__do_fault:set_page_dirty");
                k.pageWriteback.setPageDirty(page);
                step("__do_fault:unlock_page");
            }
            unlockPage(page);
        }
        putPage(page);
        leave();
        return (ret & VM_FAULT_SIGBUS) == 0;
    }

    /**
     * What page_mkwrite's return asks for: after LOCKED nothing; after 0 the core locks the page
     * and sees whether it is still in the file; after NOPAGE or an error the fault ends.
     *
     * @return whether the page is locked and may be mapped
     */
    protected final boolean isLockedThen(int ret, Page page, String label) {
        if ((ret & (VM_FAULT_SIGBUS | VM_FAULT_NOPAGE)) != 0) {
            return false;
        }
        if ((ret & VM_FAULT_LOCKED) != 0) {
            return true;
        }
        lockPage(page, label);
        if (mayInstall(page)) {
            return true;
        }
        unlockPage(page);
        return false;
    }
}
