package nowrite.stress.selftest.bytecode;

/**
 * Stops a loop of a mutant that never comes to a step. Calls of this are woven into the classes of
 * the model; each mutant has a copy of its own, in its own class loader.
 */
public final class Fuel {
    private static final int FULL = 2_000_000;

    private static int left = FULL;

    private Fuel() {}

    /** A loop begins another turn. */
    public static void burn() {
        if (--left < 0) {
            left = FULL;
            throw new IllegalStateException(
                    "a loop does not end, nor come to a step, at "
                            + StackWalker.getInstance()
                                    .walk(frames -> frames.skip(1).findFirst())
                                    .map(StackWalker.StackFrame::toStackTraceElement)
                                    .orElse(null));
        }
    }

    /** A step begins. */
    public static void refill() {
        left = FULL;
    }
}
