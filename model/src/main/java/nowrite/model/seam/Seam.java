package nowrite.model.seam;

import java.util.function.BooleanSupplier;

/**
 * The runtime seam: everything through which model code blocks, wakes, or lets another context run.
 *
 * <p>One source of the kernel's functions serves every engine, because the model calls nothing but
 * this interface. Two runtimes stand behind it: real threads ({@link ThreadedSeam}) and a
 * controlled scheduler that runs one context from one step to the next.
 *
 * <p>A <b>context</b> is a task of the scenario or the daemon handling one request slot; contexts
 * are numbered from 1 (0 is "nobody"). A <b>step</b> is the code from one boundary to the next. A
 * boundary is a call of {@code step}, {@code stepWhen}, {@code choose}, {@code lock} or {@code
 * sleepOn}; its label names the code that <i>follows</i> it, as {@code kernel_function:what}.
 */
public interface Seam {

    /** The number of the context that is running. */
    int self();

    /** Enters a kernel function: its name goes on the context's call stack. */
    void enter(String function);

    /** Leaves the innermost kernel function; its locals are forgotten. */
    void leave();

    /**
     * Declares a live local of the innermost kernel function under its C name. Locals are part of
     * the state of a task; one that is forgotten is found by the explorer's self-check, not
     * guessed. The value 0 means "dead": a local that is 0 is not part of the state.
     */
    void local(String name, int value);

    /** A boundary; the step that follows is always enabled. */
    void step(String label);

    /**
     * A boundary; the step that follows is enabled while {@code enabled} holds. The predicate reads
     * kernel state and must not change it. With real threads this polls, and what held when it was
     * asked may not hold any more: whoever relies on it looks again under a lock. Use it for the
     * daemon and for mmap_sem only, other kernel code blocks with {@link #lock} and {@link
     * #sleepOn}.
     */
    void stepWhen(String label, BooleanSupplier enabled);

    /**
     * A boundary with a choice that is nobody's to predict (an allocation that may fail, what the
     * daemon answers). Every label is a step of its own.
     *
     * @return the index of the label taken
     */
    int choose(String... labels);

    /** A boundary, enabled while {@code lock} is free; then takes it. */
    void lock(Lock lock, String label);

    /**
     * Takes a lock that is only ever held inside one step (a page-table lock, the tree lock): no
     * boundary. The controlled runtime fails when such a lock is found taken.
     */
    void lockInside(Lock lock);

    /** Releases a lock of either kind; no boundary. */
    void unlock(Lock lock);

    /**
     * The running context is about to try a lock that may be held from step to step; no boundary.
     */
    default void tries(Object lock) {}

    /**
     * Whether a lock that could not be had may be tried again at once, in the same step: its holder
     * took it in the step that it is in. That step is let end first, for what it gives back before
     * its end it never had for others. No boundary.
     *
     * @param holder the context that holds it, 0 if it is free by now
     */
    default boolean mayTryAgain(Object lock, int holder) {
        return false;
    }

    /**
     * Lets other contexts come to the end of their steps, if they can be in the middle of one. No
     * boundary.
     *
     * @return whether they can
     */
    default boolean letStepsEnd() {
        return false;
    }

    /** Puts the running context at the end of the queue; no boundary. */
    void prepareToWait(WaitQueue queue);

    /** The same for a waiter that wants the lock: of those, a wake-up wakes one. */
    void prepareToWaitExclusive(WaitQueue queue);

    /** Takes the running context off the queue if it is still there; no boundary. */
    void finishWait(WaitQueue queue);

    /** Whether the running context is on the queue (a waker has not taken it off). */
    boolean isQueued(WaitQueue queue);

    /** A boundary: sleeps while the running context is on the queue. */
    void sleepOn(WaitQueue queue, String label);

    /**
     * A boundary: sleeps while the running context is on the queue, and goes on with {@code lock}
     * taken (wait_event whose condition is looked at under a spinlock).
     */
    default void sleepOnThenLock(WaitQueue queue, Lock lock, String label) {
        stepWhen(label, () -> !isQueued(queue) && lock.holder == 0);
        lockInside(lock);
    }

    /** Takes every context off the queue: all wake. No boundary. */
    void wakeAll(WaitQueue queue);

    /**
     * Takes the contexts that wait without wanting the lock, and the first that wants it, off the
     * queue (wake_up of a page's wait queue: all non-exclusive waiters and one exclusive one). No
     * boundary.
     */
    void wakeOneExclusive(WaitQueue queue);
}
