package nowrite.spec.engine;

import java.time.Duration;

/**
 * The bounds of one run of an engine.
 *
 * @param maxStates distinct states after which the run stops
 * @param maxDepth steps from the start after which the run stops
 * @param time wall-clock time after which the run stops
 * @param verify whether every remembered step is executed again when it is met by another history
 *     (the self-check); else a sample is
 * @param memory false: no memory of steps; the same graph, slower (used by the self-test)
 */
public record Limits(long maxStates, int maxDepth, Duration time, boolean verify, boolean memory) {

    /** Bounds that leave the answer to the time given; with memory and full verification. */
    public static Limits ofTime(Duration time) {
        return new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, time, true, true);
    }

    /** The same bounds but for the time. */
    public Limits within(Duration other) {
        return new Limits(maxStates, maxDepth, other, verify, memory);
    }

    /** The same bounds, and only a sample of the remembered steps is executed again. */
    public Limits sampled() {
        return new Limits(maxStates, maxDepth, time, false, memory);
    }
}
