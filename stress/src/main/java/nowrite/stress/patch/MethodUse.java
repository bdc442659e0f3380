package nowrite.stress.patch;

import java.util.Set;
import java.util.TreeSet;

/**
 * How a method of a patch was used in the searches.
 *
 * @param callers the operations whose tasks ran it, {@code the daemon} for its own context
 * @param onEntry the sets of locks that its caller held, each as one text, empty for none
 * @param onExit the sets of locks that were held when it returned
 * @param badCalls calls of kernel functions without a lock that these need, with file and line
 */
record MethodUse(
        Set<String> callers, Set<String> onEntry, Set<String> onExit, Set<String> badCalls) {

    /** Not used. */
    static MethodUse none() {
        return new MethodUse(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    }

    /** Copies the sets, in order. */
    MethodUse {
        callers = new TreeSet<>(callers);
        onEntry = new TreeSet<>(onEntry);
        onExit = new TreeSet<>(onExit);
        badCalls = new TreeSet<>(badCalls);
    }

    /** Adds what was seen elsewhere. */
    void add(MethodUse other) {
        callers.addAll(other.callers());
        onEntry.addAll(other.onEntry());
        onExit.addAll(other.onExit());
        badCalls.addAll(other.badCalls());
    }
}
