package nowrite.stress.patch;

import java.io.PrintWriter;

/** Progress as plain lines, at most one every few seconds. */
final class Said {
    private static final long EVERY_NANOS = 4_000_000_000L;

    private final PrintWriter err;
    private final long start = System.nanoTime();
    private long last = start - EVERY_NANOS;

    Said(PrintWriter err) {
        this.err = err;
    }

    /** Says what is being done. */
    void now(String what) {
        now(what, -1);
    }

    /** Says what is being done and how many states that has shown. */
    synchronized void now(String what, long states) {
        long now = System.nanoTime();
        if (now - last >= EVERY_NANOS) {
            last = now;
            err.println(
                    String.format(
                            java.util.Locale.ROOT,
                            "validate: %s%s; %d s so far",
                            OwnNames.shortened(what),
                            states < 0
                                    ? ""
                                    : String.format(java.util.Locale.ROOT, ", %,d states", states),
                            (now - start) / 1_000_000_000L));
            err.flush();
        }
    }
}
