package nowrite.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The kernels that exist: the generations, and for each the changes that may be applied to it.
 *
 * @param changes for each generation, in order of their numbers, the changes as {@link
 *     KernelId#changes()} writes them: {@code without crop}
 * @param steps the labels of their steps; empty where nobody knows them
 */
public record KernelCatalogue(Map<String, Set<String>> changes, Set<String> steps) {

    private static final Pattern STEP = Pattern.compile("\"([a-z_0-9]+:[a-z_0-9]+)\"");
    private static final String WITHOUT = "without ";
    private static final String WITH = "with ";

    /** Copies the maps and sets, in order. */
    public KernelCatalogue {
        Map<String, Set<String>> ordered = new TreeMap<>(KernelId::compareGenerations);
        changes.forEach(
                (generation, names) ->
                        ordered.put(generation, Collections.unmodifiableSet(new TreeSet<>(names))));
        changes = Collections.unmodifiableMap(ordered);
        steps = Collections.unmodifiableSet(new TreeSet<>(steps));
    }

    /** A catalogue in which every revert exists for every generation; it knows no steps. */
    public KernelCatalogue(Set<String> generations, Set<String> reverts) {
        this(generations, reverts, Set.of());
    }

    /** A catalogue in which every revert exists for every generation. */
    public KernelCatalogue(Set<String> generations, Set<String> reverts, Set<String> steps) {
        this(
                generations.stream()
                        .collect(
                                Collectors.toMap(
                                        generation -> generation,
                                        generation ->
                                                reverts.stream()
                                                        .map(WITHOUT::concat)
                                                        .collect(Collectors.toSet()))),
                steps);
    }

    /** A catalogue for files that somebody has checked before: every kernel exists in it. */
    public static KernelCatalogue open() {
        return new KernelCatalogue(Map.of(), Set.of());
    }

    /** The same kernels, with more steps. */
    public KernelCatalogue withSteps(Set<String> more) {
        Set<String> all = new TreeSet<>(steps);
        all.addAll(more);
        return new KernelCatalogue(changes, all);
    }

    /** The labels of steps that stand, in quotes, in the text of a module or of the model. */
    public static Set<String> stepsIn(String text) {
        Set<String> labels = new TreeSet<>();
        STEP.matcher(text).results().forEach(step -> labels.add(step.group(1)));
        return labels;
    }

    /** The first of them. */
    public static Optional<String> firstStepIn(String text) {
        return STEP.matcher(text).results().map(step -> step.group(1)).findFirst();
    }

    /** Whether a label, with or without {@code .test}, can be that of a step. */
    public boolean mayBeStep(String label) {
        return steps.isEmpty() || steps.contains(label.replaceFirst("\\.test$", ""));
    }

    /** The names of the generations, the oldest first. */
    public Set<String> generations() {
        return changes.keySet();
    }

    /** The names of the reverts of all generations. */
    public Set<String> reverts() {
        return named(WITHOUT);
    }

    /** The names of the changes that can be added to some generation. */
    public Set<String> additions() {
        return named(WITH);
    }

    private Set<String> named(String conjunction) {
        return changes.values().stream()
                .flatMap(Collection::stream)
                .filter(change -> change.startsWith(conjunction))
                .map(change -> change.substring(conjunction.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks that a kernel exists.
     *
     * @throws IllegalArgumentException if it does not; the message names what is unknown and what
     *     exists
     */
    public void check(KernelId kernel) {
        Set<String> known = changes.get(kernel.generation());
        if (changes.isEmpty()) {
            return;
        }
        if (known == null) {
            throw new IllegalArgumentException(
                    "there is no generation '"
                            + kernel.generation()
                            + "'; there is "
                            + listed(generations()));
        }
        for (String change : kernel.changes()) {
            if (!known.contains(change)) {
                throw new IllegalArgumentException(unknown(kernel.generation(), change));
            }
        }
    }

    private String unknown(String generation, String change) {
        boolean revert = change.startsWith(WITHOUT);
        String conjunction = revert ? WITHOUT : WITH;
        String name = change.substring(conjunction.length());
        List<String> elsewhere = new ArrayList<>(generations());
        elsewhere.removeIf(other -> !changes.get(other).contains(change));
        if (!elsewhere.isEmpty()) {
            return "'" + name + "' exists for " + listed(elsewhere) + ", not for " + generation;
        }
        String opposite = (revert ? WITH : WITHOUT) + name;
        if (changes.get(generation).contains(opposite)) {
            return "'"
                    + name
                    + "' is "
                    + (revert ? "added" : "taken out")
                    + ": '"
                    + generation
                    + " "
                    + opposite
                    + "'";
        }
        return revert
                ? "there is no revert '" + name + "'; there is " + listed(reverts())
                : "there is no change '" + name + "' to add; there is " + listed(additions());
    }

    private static String listed(Collection<String> names) {
        return names.isEmpty() ? "none at all" : String.join(", ", names);
    }
}
