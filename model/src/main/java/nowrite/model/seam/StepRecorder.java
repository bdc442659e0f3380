package nowrite.model.seam;

/**
 * Hears of every step of a run on real threads, each in the thread of the context that takes it.
 * Stamps are readings of one counter: what a step does lies between the two of its own.
 */
public interface StepRecorder {
    /** A step begins: its boundary is passed, its locks are taken. */
    void begins(int context, String label, long stamp);

    /**
     * A step has ended; the context still holds the {@link #isKept kept} locks that it gave back.
     *
     * @param next the label of the boundary that it has come to
     */
    void ends(int context, String next, long stamp);

    /** The context was stopped in the middle of a step. */
    void cutOff(int context);

    /** The context enters a kernel function. */
    void enters(int context, String function);

    /** The context leaves the innermost kernel function. */
    void leaves(int context);

    /** The context declares a live local of the innermost function; 0 says that it is dead. */
    void local(int context, String name, int value);

    /** The context has taken a lock. */
    void locked(int context, Lock lock);

    /** The context gives a lock back and still holds it. */
    void unlocks(int context, Lock lock);

    /**
     * Whether a lock that a step gives back stays with it until the step has ended. Otherwise
     * others would see the step in the middle: it goes on after the unlock.
     */
    boolean isKept(Lock lock);
}
