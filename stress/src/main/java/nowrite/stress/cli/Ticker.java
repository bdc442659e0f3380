package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** Says every few seconds how far something is, one plain line each. */
final class Ticker {

    private static final long EVERY_MILLIS = 3_000;

    private final String title;
    private final String unit;
    private final long total;
    private final PrintWriter err;
    private final long start = System.nanoTime();
    private long told;

    /**
     * Starts.
     *
     * @param title what goes on, one word
     * @param unit what is counted
     * @param total how many there are
     * @param err where to say it
     */
    Ticker(String title, String unit, long total, PrintWriter err) {
        this.title = title;
        this.unit = unit;
        this.total = total;
        this.err = err;
    }

    /** So many are done. */
    void at(long done) {
        long millis = (System.nanoTime() - start) / 1_000_000;
        if (millis - told < EVERY_MILLIS || done == 0) {
            return;
        }
        told = millis;
        err.println(
                String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d %s, %s, %d s left",
                        title,
                        done,
                        total,
                        unit,
                        rate(done, millis),
                        (total - done) * millis / done / 1000));
    }

    /** In a second, or in a minute where that is more than nothing. */
    private static String rate(long done, long millis) {
        return done < millis / 100
                ? String.format(Locale.ROOT, "%.1f/min", done * 60_000.0 / millis)
                : String.format(Locale.ROOT, "%,d/s", done * 1000 / millis);
    }
}
