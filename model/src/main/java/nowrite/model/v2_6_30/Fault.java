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
            simplified = "shared writable file mappings only; no time stamp")
    public boolean doWpPage(PageTable mm, Page page) {
        enter("do_wp_page");
        local("page", page);
        boolean good = fault(mm, page, -page.number, FaultSteps.DO_WP_PAGE);
        putPage(page);
        leave();
        return good;
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
            simplified = "write faults of shared mappings only; no time stamp")
    public boolean doFault(PageTable mm, int index) {
        Page page = filemapFault(index);
        if (page == null) {
            return false;
        }
        enter("__do_fault");
        local("page", page);
        beforeMkwrite(page);
        boolean good = fault(mm, page, 0, FaultSteps.DO_FAULT);
        putPage(page);
        leave();
        return good;
    }

    /** filemap_fault has returned the page locked; page_mkwrite is called unlocked. */
    protected void beforeMkwrite(Page page) {
        unlockPage(page);
    }

    /**
     * What both faults have in common: page_mkwrite, the page lock, the entry, the dirty flag.
     *
     * @param old the entry that trapped
     * @param steps the names of the steps
     * @return false for SIGBUS
     */
    protected boolean fault(PageTable mm, Page page, int old, FaultSteps steps) {
        int ret = mkwrite(page, steps);
        if (isLockedThen(ret, page, steps.lockPage)) {
            finishMkwrite(mm, page, old, steps);
        }
        return (ret & VM_FAULT_SIGBUS) == 0;
    }

    /** Calls page_mkwrite; what it returns. */
    protected int mkwrite(Page page, FaultSteps steps) {
        return k.fs.pageMkwrite(page);
    }

    /** With the page locked: the entry becomes writable, the page dirty; then it is unlocked. */
    protected void finishMkwrite(PageTable mm, Page page, int old, FaultSteps steps) {
        step(steps.setPte);
        if (install(mm, page, old)) {
            step(steps.setPageDirty);
            k.pageWriteback.setPageDirty(page);
            step(steps.unlockPage);
        }
        unlockPage(page);
    }

    /** A writable entry if it is still the old one; an entry that is new refers to the page. */
    protected boolean install(PageTable mm, Page page, int old) {
        boolean same = replacePte(mm, page, old);
        if (same && old == 0) {
            k.mapping().get(seam, page);
        }
        return same;
    }

    /**
     * What page_mkwrite's return asks for: after LOCKED nothing; after 0 the core locks the page
     * and sees whether it is still in the file; after NOPAGE or an error the fault ends.
     *
     * @return whether the page is locked and may be mapped
     */
    protected boolean isLockedThen(int ret, Page page, String label) {
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
