package nowrite.spec.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The difference between two states (maps from path to text). */
public final class StateDiff {

    private StateDiff() {}

    /**
     * What changed from one state to the next, in the order of the paths of {@code before}, then
     * the new paths of {@code after}.
     */
    public static List<Trace.Change> between(
            Map<String, String> before, Map<String, String> after) {
        List<Trace.Change> changes = new ArrayList<>();
        before.forEach(
                (path, from) -> {
                    String to = after.get(path);
                    if (!Objects.equals(from, to)) {
                        changes.add(new Trace.Change(path, from, to));
                    }
                });
        after.forEach(
                (path, to) -> {
                    if (!before.containsKey(path)) {
                        changes.add(new Trace.Change(path, null, to));
                    }
                });
        return changes;
    }

    /** Applies changes to a state in place: what {@link #between} took apart. */
    public static void apply(Map<String, String> state, List<Trace.Change> changes) {
        for (Trace.Change change : changes) {
            if (change.to() == null) {
                state.remove(change.path());
            } else {
                state.put(change.path(), change.to());
            }
        }
    }
}
