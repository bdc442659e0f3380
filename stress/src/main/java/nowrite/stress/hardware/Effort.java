package nowrite.stress.hardware;

import java.time.Duration;
import java.util.List;
import nowrite.stress.cli.home.UsageException;

/**
 * How long a run tries.
 *
 * @param name what the user called it
 * @param iterations iterations in each JVM
 * @param millis length of an iteration
 * @param arguments what JCStress is told besides
 */
public record Effort(String name, int iterations, int millis, List<String> arguments) {
    /** What a JVM costs before and after its iterations, and what the probing of the JDK costs. */
    private static final double START_SECONDS = 1.3;

    private static final double PROBE_SECONDS = 12;

    private static final int ITERATIONS = 5;

    /** In less a test hardly gets warm, and the canary may be missed. */
    private static final int SHORTEST_MILLIS = 200;

    private static final List<String> ONE_JVM =
            List.of("-f", "1", "-fsm", "1", "-sc", "false", "-jvmArgs", "-XX:+UseSerialGC");

    /** Copies the list. */
    public Effort {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads the option --time.
     *
     * @param text quick, default, long, or seconds
     * @param runs how many JVMs a run with one JVM for each test has, one after the other
     * @throws UsageException if it is none of these
     */
    public static Effort of(String text, int runs) {
        return switch (text) {
            case "quick" -> new Effort(text, ITERATIONS, 400, ONE_JVM);
            case "default" ->
                    new Effort(
                            text,
                            ITERATIONS,
                            1000,
                            List.of("-f", "1", "-fsm", "1", "-sc", "false"));
            case "long" ->
                    new Effort(text, 10, 1000, List.of("-f", "1", "-fsm", "5", "-sc", "true"));
            default -> seconds(text, runs);
        };
    }

    /** One iteration of this length. */
    public static Effort once(int millis) {
        return new Effort("once", 1, millis, ONE_JVM);
    }

    private static Effort seconds(String text, int runs) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new UsageException(
                    "--time takes quick, default, long or a number of seconds, not '"
                            + text
                            + "'.");
        }
        double each = (Integer.parseInt(text) - PROBE_SECONDS) / Math.max(1, runs) - START_SECONDS;
        int millis = (int) (each * 1000 / ITERATIONS);
        return new Effort(text, ITERATIONS, Math.max(SHORTEST_MILLIS, millis), ONE_JVM);
    }

    /** How long the iterations of one JVM last. */
    public Duration work() {
        return Duration.ofMillis((long) iterations * millis);
    }
}
