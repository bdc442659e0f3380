package nowrite.stress.explore.search;

import java.time.Duration;

/**
 * What a search may spend.
 *
 * @param maxStates distinct states
 * @param maxDepth steps from the start
 * @param time wall-clock time
 * @param verify whether to execute every remembered step again each time it is met
 * @param memory whether to remember steps at all
 */
public record Bounds(long maxStates, int maxDepth, Duration time, boolean verify, boolean memory) {
    /** No bounds but the memory of the machine. */
    public static final Bounds NONE =
            new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(365), false, true);
}
