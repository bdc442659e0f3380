package nowrite.stress.cli.jobs;

import java.util.OptionalLong;

/** How long and how large a run will probably be, so that the longest start first. */
public final class Estimates {

    /** States above which a run of the explorer wants the memory for itself. */
    private static final long LARGE = 300_000;

    private static final long UNKNOWN_MILLIS = 5_000;

    private final OutcomeStore store;
    private final Counts counts;

    /**
     * Estimates from the last run and, before the first, from the recorded number of states.
     *
     * @param store knows how long the run took the last time
     * @param counts knows how many states the search has
     */
    public Estimates(OutcomeStore store, Counts counts) {
        this.store = store;
        this.counts = counts;
    }

    /** The probable wall-clock time of a run, in milliseconds. */
    public long millis(Job job) {
        OptionalLong last = store.lastMillis(job);
        if (last.isPresent()) {
            return Math.max(1, last.getAsLong());
        }
        return counts.get(job.scenario().name(), job.kernel().toString())
                .map(count -> fromStates(job.engine(), count.states()))
                .orElse(UNKNOWN_MILLIS);
    }

    /** Start-up and rate of the engines, roughly; only the order of the runs depends on it. */
    private static long fromStates(String engine, long states) {
        return engine.equals("explorer") ? 200 + states / 100 : 2_000 + states / 15;
    }

    /** Whether two such runs in one process could run out of memory. */
    public boolean wantsMemoryForItself(Job job) {
        return !job.engine().equals("tlc")
                && counts.get(job.scenario().name(), job.kernel().toString())
                        .map(count -> count.states() > LARGE)
                        .orElse(false);
    }
}
