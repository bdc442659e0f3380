package nowrite.stress.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nowrite.spec.tlc.TlaKernels;

/**
 * Which actions of the spec and which step labels occur in the graphs that were found equal.
 *
 * @param actions the actions that must occur: every action of the spec, and every one that a later
 *     generation or a change puts in the place of another
 * @param labels the labels that must occur: those that stand in the sources of spec and model, and
 *     the {@code .test} halves of those that are waits
 * @param missingActions the actions that do not
 * @param missingLabels the labels that do not
 * @param unnamedWaits labels that have a {@code .test} half though their names do not say that they
 *     wait: it could be missing elsewhere without anybody noticing
 */
public record Coverage(
        Set<String> actions,
        Set<String> labels,
        Set<String> missingActions,
        Set<String> missingLabels,
        Set<String> unnamedWaits) {

    /** TLC's name for a hook that is empty: {@code RevertedStep(t) == FALSE}. */
    private static final String PLACEHOLDER = "FALSE";

    /**
     * Steps that changes add. What a generation adds (GenerationStep, GenerationEnd) are actions
     * with names of their own.
     */
    private static final Set<String> HOOKS = Set.of("RevertedStep", "RevertedEnd");

    private static final String TEST = ".test";

    /** How the steps are named at which a task sleeps; unlock_page is none. */
    private static final Pattern WAIT = Pattern.compile(".*:(wait.*|(find_)?lock_page)");

    /**
     * The coverage of comparisons.
     *
     * @param compared the comparisons
     * @param kernels the modules of the spec
     * @param inSources the labels that stand in the sources of the model
     */
    public static Coverage of(List<Conformed> compared, TlaKernels kernels, Set<String> inSources) {
        Set<String> actions = new TreeSet<>();
        Set<String> seenActions = new TreeSet<>();
        Set<String> seenLabels = new TreeSet<>();
        for (Conformed one : compared) {
            actions.addAll(one.seen().allActions());
            seenActions.addAll(one.seen().actions());
            seenLabels.addAll(one.seen().labels());
        }
        boolean hooks = actions.remove(PLACEHOLDER);
        actions.addAll(kernels.replacing(actions));
        if (hooks) {
            actions.addAll(kernels.replacing(HOOKS));
        }
        Set<String> labels = new TreeSet<>(inSources);
        labels.addAll(kernels.catalogue().steps());
        for (String label : List.copyOf(labels)) {
            if (WAIT.matcher(label).matches()) {
                labels.add(label + TEST);
            }
        }
        return new Coverage(
                actions,
                labels,
                without(actions, seenActions),
                without(labels, seenLabels),
                unnamedWaits(seenLabels));
    }

    private static Set<String> without(Set<String> all, Set<String> seen) {
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(seen);
        return missing;
    }

    private static Set<String> unnamedWaits(Set<String> seenLabels) {
        Set<String> unnamed = new TreeSet<>();
        for (String label : seenLabels) {
            if (label.endsWith(TEST)) {
                String wait = label.substring(0, label.length() - TEST.length());
                if (!WAIT.matcher(wait).matches()) {
                    unnamed.add(wait);
                }
            }
        }
        return unnamed;
    }

    /** What is wrong with it, a sentence each; empty if everything was compared. */
    public List<String> gaps() {
        List<String> gaps = new ArrayList<>();
        missingActions.forEach(action -> gaps.add("no graph compared has the action " + action));
        missingLabels.forEach(label -> gaps.add("no graph compared has the step " + label));
        unnamedWaits.forEach(
                label ->
                        gaps.add(
                                "the step "
                                        + label
                                        + " waits, and its name does not say so: waits are called"
                                        + " wait..., lock_page or find_lock_page"));
        return gaps;
    }
}
