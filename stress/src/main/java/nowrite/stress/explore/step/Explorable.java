package nowrite.stress.explore.step;

import java.util.List;
import java.util.Map;

/** What the explorer drives: a model of contexts over shared state, made with a controlled seam. */
public interface Explorable {
    /** The root of all shared state: a fixed graph of objects. */
    Object kernel();

    /** Number of contexts; they are numbered from 1. */
    int contexts();

    /** Whether the context repeats operation 0 for ever. */
    boolean isDaemon(int context);

    /** Number of operations of a task. */
    int operations(int context);

    /** The context's name in traces. */
    String contextName(int context);

    /** Executes operation {@code operation} (from 0) of a context in the calling thread. */
    void run(int context, int operation);

    /** Properties violated by the current shared state, a bit for each property's ordinal. */
    long violated();

    /** Properties whose premise is met in the current shared state, bits likewise. */
    long exercised();

    /** Whether the daemon has a request that it has not answered. */
    boolean daemonOwes();

    /** The shared state in words, path to value. */
    Map<String, String> view();

    /** Whether a named condition holds in the current shared state. */
    boolean reached(String condition);

    /** What a context that cannot move waits for. */
    Waiting blame(int context, String label, Map<String, Integer> locals);

    /**
     * The locks that a patch brought along, by their paths in the view: where a context is to take
     * one, its label need not say so.
     */
    default Map<String, Object> ownLocks() {
        return Map.of();
    }

    /**
     * Whether what an operation threw is one of the kernel's own assertions: the context is dead.
     */
    boolean isBug(RuntimeException thrown);

    /**
     * What a context waits for.
     *
     * @param what in words: "i_mutex, held by w"
     * @param contexts who could end the wait
     */
    record Waiting(String what, List<Integer> contexts) {}
}
