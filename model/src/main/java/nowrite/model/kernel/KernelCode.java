package nowrite.model.kernel;

import java.util.function.BooleanSupplier;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.model.seam.WaitQueue;
import nowrite.model.state.Page;
import nowrite.model.state.PageTable;

/** What the kernel's code is written with: steps, locks, wait queues, the page lock, assertions. */
public abstract class KernelCode {
    /** The kernel that this component is part of. */
    protected final Kernel k;

    /** The runtime. */
    protected final Seam seam;

    /** Makes a component of a kernel. */
    protected KernelCode(Kernel k) {
        this.k = k;
        this.seam = k.seam;
    }

    /** Enters a kernel function. */
    protected final void enter(String function) {
        seam.enter(function);
    }

    /** Leaves the innermost kernel function. */
    protected final void leave() {
        seam.leave();
    }

    /** Declares a live local of the innermost function; 0 says that it is dead. */
    protected final void local(String name, int value) {
        seam.local(name, value);
    }

    /** Declares a live local that points to a page; null says that it is dead. */
    protected final void local(String name, Page page) {
        seam.local(name, page == null ? 0 : page.number);
    }

    /** Here another task may run; the step that follows has this name. */
    protected final void step(String label) {
        seam.step(label);
    }

    /** spin_lock or mutex_lock. */
    protected final void lock(Lock lock, String label) {
        seam.lock(lock, label);
    }

    /** spin_unlock or mutex_unlock. */
    protected final void unlock(Lock lock) {
        seam.unlock(lock);
    }

    /** BUG_ON: kills the running context if the condition holds. */
    protected final void bugOn(boolean condition, String text) {
        if (condition) {
            seam.lockInside(k.ghost().lock);
            k.ghost().assertionFailed(text);
            seam.unlock(k.ghost().lock);
            throw new KernelBug(text);
        }
    }

    /**
     * wait_event: returns once the condition holds. It is looked at without a lock; the caller is
     * on the queue before it looks for the second time, so no wake-up can be lost.
     */
    protected final void waitEvent(WaitQueue queue, String label, BooleanSupplier condition) {
        for (; ; ) {
            seam.sleepOn(queue, label);
            if (condition.getAsBoolean()) {
                return;
            }
            seam.prepareToWait(queue);
            step(label + ".test");
            if (condition.getAsBoolean()) {
                seam.finishWait(queue);
                return;
            }
        }
    }

    /** wait_event whose condition takes a spinlock to look. */
    protected final void waitEvent(
            WaitQueue queue, Lock lock, String label, BooleanSupplier condition) {
        for (; ; ) {
            seam.sleepOnThenLock(queue, lock, label);
            boolean met = condition.getAsBoolean();
            if (!met) {
                seam.prepareToWait(queue);
            }
            unlock(lock);
            if (met) {
                return;
            }
            lock(lock, label + ".test");
            met = condition.getAsBoolean();
            if (met) {
                seam.finishWait(queue);
            }
            unlock(lock);
            if (met) {
                return;
            }
        }
    }

    /** wake_up: every waiter of the queue. */
    protected final void wakeUp(WaitQueue queue) {
        seam.wakeAll(queue);
    }

    /** lock_page. */
    protected final void lockPage(Page page, String label) {
        seam.sleepOn(page.lockq, label);
        lockPageHere(page, label);
    }

    /** lock_page for a caller that has just passed the boundary with this label. */
    protected final void lockPageHere(Page page, String label) {
        while (!trylock(page)) {
            seam.prepareToWaitExclusive(page.lockq);
            step(label + ".test");
            if (trylock(page)) {
                seam.finishWait(page.lockq);
                return;
            }
            seam.sleepOn(page.lockq, label);
        }
    }

    /** TestSetPageLocked: true if the running context got the lock. */
    protected final boolean trylock(Page page) {
        seam.tries(page);
        while (!page.trylock(seam.self())) {
            if (!seam.mayTryAgain(page, page.holder())) {
                return false;
            }
        }
        return true;
    }

    /** unlock_page: wakes one who wants the lock, and all who only wait for it to be free. */
    protected final void unlockPage(Page page) {
        page.clearLocked();
        seam.wakeOneExclusive(page.lockq);
    }

    /**
     * Copies a page's content, both halves at once: stores wait for the ghost lock. No boundary.
     *
     * @param at where the first half goes
     */
    protected final void copyPage(Page page, int[] to, int at) {
        seam.lockInside(k.ghost().lock);
        to[at] = page.load(0);
        to[at + 1] = page.load(1);
        seam.unlock(k.ghost().lock);
    }

    /** page_cache_release. */
    protected final void putPage(Page page) {
        k.mapping().put(seam, page);
    }

    /** Whether the page is still in the file (page->mapping). */
    protected final boolean inCache(Page page) {
        return k.mapping().holds(page);
    }

    /** page_mapped: whether some page-table entry refers to the page. */
    protected final boolean isMapped(Page page) {
        boolean mapped = false;
        for (PageTable mm : k.state.mms) {
            seam.lockInside(mm.ptl);
            mapped |= Math.abs(mm.pte[page.index]) == page.number;
            seam.unlock(mm.ptl);
        }
        return mapped;
    }

    /** Number of pages that the file's size touches. */
    protected final int pagesIn(int size) {
        return (size + 1) / 2;
    }
}
