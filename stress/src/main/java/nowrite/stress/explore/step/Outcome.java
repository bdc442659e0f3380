package nowrite.stress.explore.step;

/** What a step leads to, packed in a long: the local and the shared state after it. */
public final class Outcome {
    /** The context cannot move. */
    public static final long BLOCKED = 1L << 61;

    /** The pair was executed again and came out the same. */
    static final long CHECKED = 1L << 62;

    private static final long ENDED = 1L << 60;
    private static final int LOCAL_MASK = (1 << 28) - 1;

    private Outcome() {}

    static long of(int local, int shared, boolean ended) {
        if (local > LOCAL_MASK) {
            throw new IllegalStateException("too many local states");
        }
        return (long) local << 32 | shared | (ended ? ENDED : 0);
    }

    /** Whether the context cannot move. */
    public static boolean isBlocked(long outcome) {
        return (outcome & BLOCKED) != 0;
    }

    /** The number of the local state after the step. */
    public static int local(long outcome) {
        return (int) (outcome >>> 32) & LOCAL_MASK;
    }

    /** The number of the shared state after the step. */
    public static int shared(long outcome) {
        return (int) outcome;
    }

    /** Whether the step was the last of its operation. */
    public static boolean ended(long outcome) {
        return (outcome & ENDED) != 0;
    }
}
