package nowrite.spec.scenario;

import java.time.Duration;

/**
 * What an engine may spend on a scenario.
 *
 * @param states distinct states
 * @param time wall-clock time
 */
public record Budget(long states, Duration time) {

    /** The budget of a scenario that states none. */
    public static final Budget DEFAULT = new Budget(5_000_000, Duration.ofSeconds(120));

    private static final long LARGE = 250_000;

    /** Whether the scenario says itself that it is large; TLC's JVM then takes time to optimize. */
    public boolean isLarge() {
        return states > LARGE && !equals(DEFAULT);
    }
}
