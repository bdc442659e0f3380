package nowrite.stress.selftest.mutant;

import java.util.List;

/**
 * What became of a mutant.
 *
 * @param mutant the mutant
 * @param by the strongest thing that noticed it; null if nothing did
 * @param properties the properties whose verdict changed, in words: {@code P3 violated}, {@code P13
 *     not violated any more}
 * @param where scenario and kernel on which it was noticed; null if it was not
 * @param detail what was noticed, in words
 * @param tries on how many scenarios and kernels it was tried
 */
public record Fate(
        Mutant mutant, By by, List<String> properties, String where, String detail, int tries) {

    /** What can notice a mutant, the strongest first. */
    public enum By {
        /** A property has another verdict. */
        PROPERTY("property"),
        /** A condition that must be reached is not any more, or one more is, or a task blocks. */
        REACH("reach"),
        /** The graph is another one: the other engine's would differ. */
        CONFORMANCE("conformance"),
        /** An engine refused it and named the place. */
        FAILURE("failure");

        private final String word;

        By(String word) {
            this.word = word;
        }

        /** The name in reports. */
        public String word() {
            return word;
        }
    }

    /** Copies the list. */
    public Fate {
        properties = List.copyOf(properties);
    }

    /** A mutant that nothing noticed. */
    public static Fate survived(Mutant mutant, String detail, int tries) {
        return new Fate(mutant, null, List.of(), null, detail, tries);
    }

    /** Whether something noticed it. */
    public boolean killed() {
        return by != null;
    }

    /** Whether this says more than another fate of the same mutant, null being none. */
    public boolean strongerThan(Fate other) {
        return other == null || killed() && (!other.killed() || by.compareTo(other.by) < 0);
    }
}
