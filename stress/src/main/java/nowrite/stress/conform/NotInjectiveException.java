package nowrite.stress.conform;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Two different states of a side have one canonical form: a comparison would prove nothing. */
public final class NotInjectiveException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotInjectiveException(Side side, Canonical canonical, int one, int other) {
        super(
                "the canonical form hides something: two different states of the "
                        + side.name()
                        + " have the same form; one after "
                        + schedule(side, one)
                        + ", the other after "
                        + schedule(side, other)
                        + "; they differ in "
                        + difference(side, canonical, one, other));
    }

    private static String schedule(Side side, int state) {
        return Schedules.shortest(side, state).stream()
                .map(move -> "context " + move.context() + " " + move.label())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String difference(Side side, Canonical canonical, int one, int other) {
        Map<String, String> a = side.words(one);
        Map<String, String> b = side.words(other);
        if (!canonical.ownFormOf(a).equals(canonical.ownFormOf(b))) {
            return "what their digests do not show (a collision of 128 bits)";
        }
        TreeSet<String> paths = new TreeSet<>(a.keySet());
        paths.addAll(b.keySet());
        paths.removeIf(path -> a.getOrDefault(path, "-").equals(b.getOrDefault(path, "-")));
        return paths.isEmpty()
                ? "something that the view does not show at all"
                : paths.stream()
                        .map(path -> path + ": " + a.get(path) + " / " + b.get(path))
                        .collect(Collectors.joining(", "));
    }
}
