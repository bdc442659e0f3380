package nowrite.stress.patch;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.patch.measure.Effects;

/**
 * A scenario before and after.
 *
 * @param before without the patch
 * @param after with it; null if it was not searched
 */
record Compared(Searched before, Searched after) {

    String scenario() {
        return before.scenario();
    }

    /** Properties that are violated now and were not before. */
    Set<Property> worse() {
        return difference(after.with(Word.VIOLATED), before.with(Word.VIOLATED));
    }

    /** Properties that were violated before, and hold now. */
    Set<Property> better() {
        Set<Property> better = EnumSet.noneOf(Property.class);
        better.addAll(before.with(Word.VIOLATED));
        better.retainAll(after.with(Word.HOLDS_EXHAUSTED));
        return better;
    }

    /** Properties that said something before and are not exercised any more. */
    Set<Property> silent() {
        Set<Property> silent = EnumSet.noneOf(Property.class);
        silent.addAll(before.with(Word.HOLDS_EXHAUSTED));
        silent.addAll(before.with(Word.VIOLATED));
        silent.retainAll(after.with(Word.NOT_EXERCISED));
        return silent;
    }

    private static Set<Property> difference(Set<Property> one, Set<Property> other) {
        Set<Property> left = EnumSet.noneOf(Property.class);
        left.addAll(one);
        left.removeAll(other);
        return left;
    }

    /** Tasks that wait for good now, which the scenario accepts, and did not before. */
    Set<String> newlyBlocked() {
        Set<String> blocked = new TreeSet<>(after.blocked());
        blocked.removeAll(before.blocked());
        return blocked;
    }

    /** Reach conditions that were met before and are not any more. */
    Set<String> lost() {
        Set<String> lost = new TreeSet<>(before.reached());
        lost.removeAll(after.reached());
        return after.undecided() ? Set.of() : lost;
    }

    /** Whether the graph has another size. */
    boolean otherStates() {
        return before.states() != after.states() || before.edges() != after.edges();
    }

    /** Whether nothing at all differs. */
    boolean same() {
        return !otherStates()
                && before.words().equals(after.words())
                && newlyBlocked().isEmpty()
                && lost().isEmpty();
    }

    /** Whether something that matters is undecided: what was not violated before may be now. */
    boolean undecided() {
        return after.undecided() || before.undecided();
    }

    /** What was counted before and after. */
    Effects.Pair counted() {
        return new Effects.Pair(scenario(), before.measured(), after.measured(), !undecided());
    }

    /** The shortest of the counterexamples of what was mended; of the kernel without the patch. */
    Optional<Trace> mended() {
        return shortest(better(), before);
    }

    /** The shortest of the counterexamples of what is worse. */
    Optional<Trace> shortest() {
        return shortest(worse(), after);
    }

    private Optional<Trace> shortest(Set<Property> of, Searched found) {
        List<Trace> traces =
                of.stream()
                        .map(property -> found.traces().get(property))
                        .filter(json -> json != null)
                        .map(json -> TraceJson.parse(scenario(), json))
                        .toList();
        return traces.stream()
                .min(java.util.Comparator.comparingInt(trace -> trace.steps().size()));
    }
}
