package nowrite.spec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The name of a kernel: a generation, the guards that are taken out of it (reverts) and the changes
 * that are added to it (a mitigation, a proposed patch).
 *
 * <p>As text: {@code 2.6.26}, {@code 2.6.26 without nowrite}, {@code 3.13 without crop with
 * in-place}. A revert of an upstream fix is named by the fix's short commit hash. Both lists are
 * kept in alphabetical order, so equal kernels have equal names.
 *
 * @param generation the generation, such as {@code 2.6.26}
 * @param without names of the reverts, in alphabetical order, none twice
 * @param with names of the changes that are added, in alphabetical order, none twice
 */
public record KernelId(String generation, List<String> without, List<String> with)
        implements Comparable<KernelId> {

    /** The generations as they are, then the changed kernels; each in their natural order. */
    public static final Comparator<KernelId> GENERATIONS_FIRST =
            Comparator.comparing((KernelId kernel) -> !kernel.isGeneration())
                    .thenComparing(Comparator.naturalOrder());

    private static final Pattern GENERATION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final String WITHOUT = "without";
    private static final String WITH = "with";

    /**
     * Checks and orders the parts.
     *
     * @throws IllegalArgumentException if the generation or a change is misspelt or a change is
     *     named twice; the message says what and how it should look
     */
    public KernelId {
        if (!GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException(
                    "'" + generation + "' is not the name of a generation (as in 2.6.26)");
        }
        without = ordered(without, "a revert");
        with = ordered(with, "a change");
    }

    private static List<String> ordered(List<String> names, String what) {
        for (String name : names) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'"
                                + name
                                + "' is not the name of "
                                + what
                                + " (small letters, digits and -)");
            }
        }
        TreeSet<String> sorted = new TreeSet<>(names);
        if (sorted.size() != names.size()) {
            throw new IllegalArgumentException(what + " is named twice in " + names);
        }
        return List.copyOf(sorted);
    }

    /** A generation with reverts only. */
    public KernelId(String generation, List<String> without) {
        this(generation, without, List.of());
    }

    /**
     * Reads the text form, {@code GENERATION [without REVERT]... [with CHANGE]...}, in any order.
     *
     * @throws IllegalArgumentException if the text is not a kernel's name; the message says why
     */
    public static KernelId parse(String text) {
        String[] words = text.trim().split("\\s+");
        List<String> without = new ArrayList<>();
        List<String> with = new ArrayList<>();
        for (int i = 1; i < words.length; i += 2) {
            if (!isConjunction(words[i])) {
                throw new IllegalArgumentException(
                        "'"
                                + words[i]
                                + "' stands where 'without' or 'with' was expected in '"
                                + text
                                + "'");
            }
            boolean revert = words[i].equals(WITHOUT);
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "the name of a "
                                + (revert ? "revert" : "change")
                                + " is missing after '"
                                + words[i]
                                + "' in '"
                                + text
                                + "'");
            }
            (revert ? without : with).add(words[i + 1]);
        }
        return new KernelId(words[0], without, with);
    }

    /** Whether a word of a kernel's name announces a change: {@code without}, {@code with}. */
    public static boolean isConjunction(String word) {
        return word.equals(WITHOUT) || word.equals(WITH);
    }

    /** Whether this is a generation as it is: nothing taken out, nothing added. */
    public boolean isGeneration() {
        return without.isEmpty() && with.isEmpty();
    }

    /** The changes with their conjunctions, {@code without crop}, {@code with in-place}. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        without.forEach(name -> changes.add(WITHOUT + " " + name));
        with.forEach(name -> changes.add(WITH + " " + name));
        return List.copyOf(changes);
    }

    /** The kernel with nothing taken out or added: the generation itself. */
    public KernelId twin() {
        return new KernelId(generation, List.of(), List.of());
    }

    /** The name as part of a file name: {@code 2.6.26-without-nowrite}. */
    public String slug() {
        return toString().replace(' ', '-');
    }

    @Override
    public int compareTo(KernelId other) {
        int byGeneration = compareGenerations(generation, other.generation);
        return byGeneration != 0 ? byGeneration : toString().compareTo(other.toString());
    }

    /** Orders the names of generations by their numbers: 2.6.30, 3.2, 3.13. */
    public static int compareGenerations(String a, String b) {
        String[] left = a.split("\\.");
        String[] right = b.split("\\.");
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            int order = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    @Override
    public String toString() {
        return changes().isEmpty() ? generation : generation + " " + String.join(" ", changes());
    }
}
