package nowrite.stress.selftest;

import java.io.PrintWriter;
import java.util.Locale;
import nowrite.stress.cli.jobs.Board;

/** Shows how far the mutants are: on a terminal one line that is rewritten, else plain lines. */
final class Ticker implements AutoCloseable {
    private static final long PLAIN_MILLIS = 10_000;
    private static final long TERMINAL_MILLIS = 500;

    private final int all;
    private final PrintWriter err;
    private final boolean terminal = Integer.getInteger(Board.TERMINAL, 0) > 0;
    private final long start = System.nanoTime();
    private long shown = start;
    private int done;
    private int survived;

    Ticker(int all, PrintWriter err) {
        this.all = all;
        this.err = err;
    }

    synchronized void done(boolean killed) {
        done++;
        survived += killed ? 0 : 1;
        long now = System.nanoTime();
        if (now - shown > (terminal ? TERMINAL_MILLIS : PLAIN_MILLIS) * 1_000_000) {
            shown = now;
            double seconds = (now - start) / 1e9;
            double rate = done / seconds;
            String line =
                    String.format(
                            Locale.ROOT,
                            "selftest: %d of %d mutants, %d survived, %.1f a second, about %.0f s"
                                    + " left",
                            done,
                            all,
                            survived,
                            rate,
                            (all - done) / rate);
            if (terminal) {
                err.print("\r" + line + "\033[K");
                err.flush();
            } else {
                err.println(line);
            }
        }
    }

    @Override
    public void close() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
