package nowrite.spec.scenario;

import java.time.Duration;

/**
 * What an engine may spend on a scenario.
 *
 * @param states distinct states
 * @param time wall-clock time
 */
public record Budget(long states, Duration time) {

    /**
     * The budget of a scenario that states none. A larger scenario says so; TLC's JVM then takes
     * the time to optimize.
     */
    public static final Budget DEFAULT = new Budget(250_000, Duration.ofSeconds(120));

    /** Whether the scenario is larger than usual. */
    public boolean isLarge() {
        return states > DEFAULT.states();
    }
}
