package nowrite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The name of a kernel: a generation and the reverts that are applied to it.
 *
 * <p>As text: {@code 2.6.26}, {@code 2.6.26 without nowrite}, {@code 2.6.26 without crop without
 * nowrite}. The reverts are kept in alphabetical order, so equal kernels have equal names.
 *
 * @param generation the generation, such as {@code 2.6.26}
 * @param without names of the reverts, in alphabetical order, none twice
 */
public record KernelId(String generation, List<String> without) implements Comparable<KernelId> {

    private static final Pattern GENERATION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final Pattern REVERT = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /**
     * Checks and orders the parts.
     *
     * @throws IllegalArgumentException if the generation or a revert is misspelt or a revert is
     *     named twice; the message says what and how it should look
     */
    public KernelId {
        if (!GENERATION.matcher(generation).matches()) {
            throw new IllegalArgumentException(
                    "'" + generation + "' is not the name of a generation (as in 2.6.26)");
        }
        for (String revert : without) {
            if (!REVERT.matcher(revert).matches()) {
                throw new IllegalArgumentException(
                        "'"
                                + revert
                                + "' is not the name of a revert (small letters, digits and -)");
            }
        }
        TreeSet<String> sorted = new TreeSet<>(without);
        if (sorted.size() != without.size()) {
            throw new IllegalArgumentException("a revert is named twice in " + without);
        }
        without = List.copyOf(sorted);
    }

    /**
     * Reads the text form, {@code GENERATION [without REVERT]...}.
     *
     * @throws IllegalArgumentException if the text is not a kernel's name; the message says why
     */
    public static KernelId parse(String text) {
        String[] words = text.trim().split("\\s+");
        List<String> reverts = new ArrayList<>();
        for (int i = 1; i < words.length; i += 2) {
            if (!words[i].equals("without")) {
                throw new IllegalArgumentException(
                        "'" + words[i] + "' stands where 'without' was expected in '" + text + "'");
            }
            if (i + 1 == words.length) {
                throw new IllegalArgumentException(
                        "the name of a revert is missing after 'without' in '" + text + "'");
            }
            reverts.add(words[i + 1]);
        }
        return new KernelId(words[0], reverts);
    }

    /** The kernel with every guard in place: the generation itself. */
    public KernelId twin() {
        return new KernelId(generation, List.of());
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

    private static int compareGenerations(String a, String b) {
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
        StringBuilder text = new StringBuilder(generation);
        for (String revert : without) {
            text.append(" without ").append(revert);
        }
        return text.toString();
    }
}
