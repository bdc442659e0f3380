package nowrite.stress.selftest.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What two searches of the same scenario find different. */
public final class Changes {

    private Changes() {}

    /**
     * The fate of a mutant whose search found something else.
     *
     * @param before names of the violated properties, and what was met, without the mutant
     * @param after the same with the mutant
     * @param exhausted whether the search with the mutant went through: else only what is new
     *     counts
     * @param otherwise how the graphs differ, if nothing else does; null if they do not
     * @return null if there is no change
     */
    public static Fate fate(
            Mutant mutant,
            Pair pair,
            Verdict before,
            Verdict after,
            boolean exhausted,
            String otherwise,
            int tries) {
        List<String> properties =
                words(before.violated(), after.violated(), exhausted, " violated", "not violated");
        if (!properties.isEmpty()) {
            String detail = String.join(", ", properties);
            return new Fate(mutant, Fate.By.PROPERTY, properties, pair.name(), detail, tries);
        }
        List<String> met = words(before.met(), after.met(), exhausted, ": met", "not met");
        if (!met.isEmpty()) {
            String detail = String.join(", ", met);
            return new Fate(mutant, Fate.By.REACH, List.of(), pair.name(), detail, tries);
        }
        return otherwise == null
                ? null
                : new Fate(mutant, Fate.By.CONFORMANCE, List.of(), pair.name(), otherwise, tries);
    }

    /**
     * What a search says.
     *
     * @param violated names of the violated properties
     * @param met premises, reach conditions and blocked tasks that were met, in words
     */
    public record Verdict(Set<String> violated, Set<String> met) {}

    private static List<String> words(
            Set<String> before, Set<String> after, boolean exhausted, String now, String gone) {
        List<String> words = new ArrayList<>();
        for (String one : new TreeSet<>(after)) {
            if (!before.contains(one)) {
                words.add(one + now);
            }
        }
        for (String one : new TreeSet<>(before)) {
            if (exhausted && !after.contains(one)) {
                words.add(one + ": " + gone + " any more");
            }
        }
        return words;
    }
}
