package nowrite.stress.kernel.daemon;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How the daemon treats WRITE, and requests that change the size: late, out of order because some
 * are later than others, with errors, never, or in need of memory first.
 *
 * @param fromMicros the shortest delay
 * @param toMicros the longest delay
 * @param errors one in so many WRITEs of writeback fails with EIO; 0 for none
 * @param never one in so many is never answered; 0 for none
 * @param megabytes memory that the daemon takes before it answers a WRITE
 * @param lost one in so many WRITEs of writeback is answered with success and not done: a broken
 *     daemon, which a check must notice; 0 for none
 */
public record Conduct(
        long fromMicros, long toMicros, int errors, int never, int megabytes, int lost) {

    /** What {@link #parse} reads. */
    public static final String SYNTAX =
            "none, or MS, or MS-MS (milliseconds), and after commas errors=1/N, never=1/N,"
                    + " lose=1/N (a broken daemon), memory=MB";

    /** Everything at once and without errors. */
    public static final Conduct PROMPT = new Conduct(0, 0, 0, 0, 0, 0);

    /**
     * Reads {@code 0-4,errors=1/50}.
     *
     * @throws IllegalArgumentException if it is something else; the message says what would be
     *     right
     */
    public static Conduct parse(String text) {
        long from = 0;
        long to = 0;
        int errors = 0;
        int never = 0;
        int megabytes = 0;
        int lost = 0;
        for (String part : text.split(",")) {
            String item = part.strip();
            try {
                if (item.startsWith("errors=1/")) {
                    errors = positive(item.substring(9));
                } else if (item.startsWith("never=1/")) {
                    never = positive(item.substring(8));
                } else if (item.startsWith("lose=1/")) {
                    lost = positive(item.substring(7));
                } else if (item.startsWith("memory=")) {
                    megabytes = positive(item.substring(7));
                } else if (!item.equals("none")) {
                    String[] ends = item.split("-", 2);
                    from = micros(ends[0]);
                    to = ends.length == 1 ? from : micros(ends[1]);
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + item + "' is no way to answer: " + SYNTAX, e);
            }
        }
        if (to < from) {
            throw new IllegalArgumentException("'" + text + "': the longest delay is the second");
        }
        return new Conduct(from, to, errors, never, megabytes, lost);
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    private static long micros(String text) {
        double millis = Double.parseDouble(text);
        if (!(millis >= 0 && millis <= 10_000)) {
            throw new NumberFormatException(text);
        }
        return Math.round(millis * 1000);
    }

    /** Whether every request is answered at once. */
    public boolean isPrompt() {
        return toMicros == 0;
    }

    /** How long this one waits, in ns. */
    long delay(SplittableRandom random) {
        return 1000 * (toMicros == 0 ? 0 : random.nextLong(fromMicros, toMicros + 1));
    }

    boolean fails(SplittableRandom random) {
        return errors > 0 && random.nextInt(errors) == 0;
    }

    boolean loses(SplittableRandom random) {
        return lost > 0 && random.nextInt(lost) == 0;
    }

    boolean isForgotten(SplittableRandom random) {
        return never > 0 && random.nextInt(never) == 0;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String text =
                toMicros == 0
                        ? "none"
                        : String.format(Locale.ROOT, "%s-%s", millis(fromMicros), millis(toMicros));
        return text
                + (errors == 0 ? "" : ",errors=1/" + errors)
                + (never == 0 ? "" : ",never=1/" + never)
                + (lost == 0 ? "" : ",lose=1/" + lost)
                + (megabytes == 0 ? "" : ",memory=" + megabytes);
    }

    private static String millis(long micros) {
        return micros % 1000 == 0 ? "" + micros / 1000 : "" + micros / 1000.0;
    }
}
