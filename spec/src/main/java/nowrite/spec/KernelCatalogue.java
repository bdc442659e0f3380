package nowrite.spec;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The kernels that exist: which generations, and which reverts may be applied to them.
 *
 * @param generations names of the generations
 * @param reverts names of the reverts
 */
public record KernelCatalogue(Set<String> generations, Set<String> reverts) {

    /** Copies the sets, in alphabetical order. */
    public KernelCatalogue {
        generations = Collections.unmodifiableSet(new TreeSet<>(generations));
        reverts = Collections.unmodifiableSet(new TreeSet<>(reverts));
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
