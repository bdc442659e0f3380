package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says every few seconds how far JCStress is, one plain line each. */
final class StressProgress {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final long start;
    private final PrintWriter err;
    private final int tests;
    private long told;

    StressProgress(long start, PrintWriter err, int tests) {
        this.start = start;
        this.err = err;
        this.tests = tests;
        told = start;
    }

    /**
     * Called every second or so.
     *
     * @param done JVMs that have ended
     * @param planned JVMs there will be; 0 while that is not known
     */
    void at(int done, int planned) {
        long now = System.nanoTime();
        if (now - told < EVERY_NANOS) {
            return;
        }
        told = now;
        double seconds = (now - start) / 1e9;
        if (planned == 0) {
            err.printf(
                    Locale.ROOT,
                    "stress: %d tests, JCStress looks at the JDK and the processors, %.0f s%n",
                    tests,
                    seconds);
        } else {
            String left =
                    done == 0
                            ? "time left not known yet"
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f/min, %.0f s left",
                                    done / seconds * 60,
                                    seconds / done * (planned - done));
            err.printf(Locale.ROOT, "stress: %d of %d JVMs have ended, %s%n", done, planned, left);
        }
        err.flush();
    }
}
