package nowrite.spec;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The kernels that exist: which generations, and which reverts may be applied to them.
 *
 * @param generations names of the generations
 * @param reverts names of the reverts
 * @param steps the labels of their steps; empty where nobody knows them
 */
public record KernelCatalogue(Set<String> generations, Set<String> reverts, Set<String> steps) {

    private static final Pattern STEP = Pattern.compile("\"([a-z_0-9]+:[a-z_0-9]+)\"");

    /** Copies the sets, in alphabetical order. */
    public KernelCatalogue {
        generations = Collections.unmodifiableSet(new TreeSet<>(generations));
        reverts = Collections.unmodifiableSet(new TreeSet<>(reverts));
        steps = Collections.unmodifiableSet(new TreeSet<>(steps));
    }

    /** A catalogue that does not know the steps. */
    public KernelCatalogue(Set<String> generations, Set<String> reverts) {
        this(generations, reverts, Set.of());
    }

    /** The labels of steps that stand, in quotes, in the text of a module or of the model. */
    public static Set<String> stepsIn(String text) {
        Set<String> labels = new TreeSet<>();
        STEP.matcher(text).results().forEach(step -> labels.add(step.group(1)));
        return labels;
    }

    /** Whether a label, with or without {@code .test}, can be that of a step. */
    public boolean mayBeStep(String label) {
        return steps.isEmpty() || steps.contains(label.replaceFirst("\\.test$", ""));
    }

    /**
     * Checks that a kernel exists.
     *
     * @throws IllegalArgumentException if it does not; the message names what is unknown and what
     *     exists
     */
    public void check(KernelId kernel) {
        if (!generations.contains(kernel.generation())) {
            throw new IllegalArgumentException(
                    "there is no generation '"
                            + kernel.generation()
                            + "'; there is "
                            + listed(generations));
        }
        for (String revert : kernel.without()) {
            if (!reverts.contains(revert)) {
                throw new IllegalArgumentException(
                        "there is no revert '" + revert + "'; there is " + listed(reverts));
            }
        }
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "none at all" : String.join(", ", names);
    }
}
