package nowrite.spec.engine;

/** Hears how far a run is. Called at most a few times a second, from one thread. */
@FunctionalInterface
public interface Progress {

    /** Hears nothing. */
    Progress NONE = (states, pending, depth) -> {};

    /**
     * The state of the search.
     *
     * @param states distinct states found so far
     * @param pending states whose successors are not known yet
     * @param depth the level of the search, in steps from the start
     */
    void update(long states, long pending, int depth);
}
