package nowrite.model.kernel;

import java.util.function.Consumer;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;
import nowrite.spec.scenario.Op;

/**
 * mm/memory.c and mm/filemap.c of Linux 2.6.26: a store through a shared writable mapping, or the
 * pinning of a page of one for direct I/O, and the fault.
 *
 * <p>Not modelled: read faults, private mappings, time stamps, throttling (balance_dirty_pages).
 */
public class Fault extends KernelCode {
    /** page_mkwrite failed: the task gets SIGBUS. */
    public static final int VM_FAULT_SIGBUS = 0x2;

    /** page_mkwrite installed nothing and the access is to be tried again; since 2.6.30. */
    public static final int VM_FAULT_NOPAGE = 0x100;

    /** page_mkwrite returned with the page locked, and it is still in the file; since 2.6.30. */
    public static final int VM_FAULT_LOCKED = 0x200;

    /** Makes the component. */
    public Fault(Kernel k) {
        super(k);
    }

    /**
     * One store by the processor to a half page: through a writable entry it succeeds, else it
     * traps and is tried again after the fault.
     *
     * @return false if the task got SIGBUS, or SIGSEGV because the mapping is gone
     */
    public boolean store(Op op) {
        return access(
                "store:access",
                op,
                page -> {
                    seam.lockInside(k.ghost().lock);
                    page.store(op.half() % 2, op.id());
                    k.ghost().stored(op.id(), op.half(), op.half() >= k.state.promisedSize());
                    seam.unlock(k.ghost().lock);
                });
    }

    /**
     * Pins the page that an operation of direct I/O writes to, faulting it in for writing.
     *
     * @return the page with a reference; null if the fault failed or the mapping is gone
     */
    @KernelFunction(
            name = "get_user_pages",
            file = "mm/memory.c",
            maySleep = true,
            simplified =
                    "one page a call; mmap_sem is taken for each fault, not around all of them")
    public Page getUserPages(Op op) {
        Page[] pinned = new Page[1];
        access(
                "get_user_pages:access",
                op,
                page -> {
                    k.mapping().get(seam, page);
                    pinned[0] = page;
                });
        return pinned[0];
    }

    /**
     * An access that needs a writable entry: tried, and after each fault tried again.
     *
     * @param label the step in which the entry is looked at
     * @param through what is done through a writable entry, under the page-table lock
     * @return false if a fault failed or the mapping is gone
     */
    private boolean access(String label, Op op, Consumer<Page> through) {
        PageTable mm = k.state.mms[op.mapping() - 1];
        int index = op.half() / 2;
        for (; ; ) {
            step(label);
            seam.lockInside(mm.ptl);
            int pte = mm.pte[index];
            Page page = pte == 0 ? null : k.mapping().frames[Math.abs(pte) - 1];
            boolean trap = pte <= 0 && !mm.gone;
            if (pte > 0) {
                through.accept(page);
            } else if (trap) {
                downRead(mm);
                if (page != null) {
                    k.mapping().get(seam, page);
                }
            }
            seam.unlock(mm.ptl);
            if (!trap) {
                return pte > 0;
            }
            boolean retry = handleMmFault(mm, index, page);
            if (retry && k.scenario.dirtyLimits().isThere()) {
                k.pageWriteback.balanceDirtyPages();
            }
            seam.lockInside(mm.ptl);
            upRead(mm);
            seam.unlock(mm.ptl);
            if (!retry) {
                return false;
            }
        }
    }

    private void downRead(PageTable mm) {
        if (k.scenario.handles() > 0) {
            mm.readers |= 1 << seam.self();
        }
    }

    private void upRead(PageTable mm) {
        if (k.scenario.handles() > 0) {
            mm.readers &= ~(1 << seam.self());
        }
    }

    /**
     * A write fault.
     *
     * @param page the page that is mapped read-only, with a reference, which is dropped; else null
     * @return whether to try the access again; false is SIGBUS
     */
    @KernelFunction(
            name = "handle_mm_fault",
            file = "mm/memory.c",
            maySleep = true,
            locksOnEntry = "mmap_sem (read)",
            locksOnExit = "mmap_sem (read)")
    public boolean handleMmFault(PageTable mm, int index, Page page) {
        return page != null ? doWpPage(mm, page) : doFault(mm, index);
    }

    /**
     * A store to a page that is mapped read-only; the caller took a reference on it.
     *
     * @return false for SIGBUS
     */
    @KernelFunction(
            name = "do_wp_page",
            file = "mm/memory.c",
            maySleep = true,
            locksOnEntry = "mmap_sem (read)",
            locksOnExit = "mmap_sem (read)",
            simplified = "shared writable file mappings only; no time stamp")
    public boolean doWpPage(PageTable mm, Page page) {
        enter("do_wp_page");
        local("page", page);
        boolean good = (k.fs.pageMkwrite(page) & VM_FAULT_SIGBUS) == 0;
        if (good) {
            step("do_wp_page:set_pte");
            if (replacePte(mm, page, -page.number)) {
                waitEvent(page.lockq, "do_wp_page:wait_on_page_locked", () -> !page.isLocked());
                step("do_wp_page:set_page_dirty");
                k.pageWriteback.setPageDirty(page);
            }
        }
        putPage(page);
        leave();
        return good;
    }

    /** Under the page-table lock: a writable entry if it is still the old one. No boundary. */
    protected boolean replacePte(PageTable mm, Page page, int old) {
        seam.lockInside(mm.ptl);
        boolean same = mm.pte[page.index] == old;
        if (same) {
            mm.pte[page.index] = page.number;
        }
        seam.unlock(mm.ptl);
        return same;
    }

    /**
     * A store to a page that is not mapped.
     *
     * @return false for SIGBUS
     */
    @KernelFunction(
            name = "__do_fault",
            file = "mm/memory.c",
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
        unlockPage(page);
        boolean good = (k.fs.pageMkwrite(page) & VM_FAULT_SIGBUS) == 0;
        if (good) {
            lockPage(page, "__do_fault:lock_page");
            if (mayInstall(page)) {
                installPage(mm, page);
            } else {
                unlockPage(page);
            }
        }
        putPage(page);
        leave();
        return good;
    }

    private void installPage(PageTable mm, Page page) {
        step("__do_fault:set_pte");
        boolean unchanged = replacePte(mm, page, 0);
        if (unchanged) {
            k.mapping().get(seam, page);
        }
        unlockPage(page);
        if (unchanged) {
            step("__do_fault:set_page_dirty");
            k.pageWriteback.setPageDirty(page);
        }
    }

    /** page->mapping, looked at under the page lock: whether the page is still in the file. */
    protected boolean mayInstall(Page page) {
        return inCache(page);
    }

    /**
     * Finds the page of the file or reads it.
     *
     * @return the page, locked and with a reference; null for SIGBUS (beyond EOF, or READ failed)
     */
    @KernelFunction(
            name = "filemap_fault",
            file = "mm/filemap.c",
            maySleep = true,
            locksOnExit = "page lock",
            simplified =
                    "no readahead; page_cache_read is the branch for a page that is not cached")
    public Page filemapFault(int index) {
        String findLockPage = "filemap_fault:find_lock_page";
        enter("filemap_fault");
        step("filemap_fault:size");
        Page found = null;
        boolean sigbus = index >= pagesIn(k.inode().readISize());
        while (found == null && !sigbus) {
            step(findLockPage);
            Page page = k.mapping().findGet(seam, index);
            if (page == null) {
                page = k.mapping().addLocked(seam, index);
                if (page != null) {
                    local("page", page);
                    sigbus = !k.fs.readpage(page);
                    putPage(page);
                }
            } else {
                local("page", page);
                lockPageHere(page, findLockPage);
                if (inCache(page) && page.uptodate == 0) {
                    sigbus = !k.fs.readpage(page);
                    putPage(page);
                } else if (inCache(page) && index < pagesIn(k.inode().readISize())) {
                    found = page;
                } else {
                    sigbus = inCache(page); // beyond EOF
                    unlockPage(page);
                    putPage(page);
                }
            }
            local("page", null);
        }
        leave();
        return found;
    }
}
