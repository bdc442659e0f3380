package nowrite.stress.conform;

import java.util.Set;
import nowrite.spec.ExitCode;

/**
 * What came out of comparing spec and model on a scenario and a kernel.
 *
 * @param scenario name of the scenario
 * @param kernel name of the kernel
 * @param spec size of the spec's graph
 * @param model size of the model's graph
 * @param difference the first difference; null if there is none, or the comparison was not made
 * @param unknown why a graph is not whole, such as a budget that ran out; null if both are
 * @param failed why the comparison could not be made; null if it was
 * @param compareMillis how long the comparison itself took
 * @param seen what occurs in the graphs, if they are equal
 */
public record Conformed(
        String scenario,
        String kernel,
        Size spec,
        Size model,
        Difference difference,
        String unknown,
        String failed,
        long compareMillis,
        Seen seen) {

    /**
     * How large a graph is.
     *
     * @param states number of states
     * @param edges number of different edges
     * @param millis how long its engine took
     */
    public record Size(long states, long edges, long millis) {}

    /**
     * What occurs in graphs that were found equal.
     *
     * @param allActions every action that the spec has on this kernel
     * @param actions the actions that were taken
     * @param labels the labels of the steps that were taken
     */
    public record Seen(Set<String> allActions, Set<String> actions, Set<String> labels) {
        /** Nothing. */
        static final Seen NOTHING = new Seen(Set.of(), Set.of(), Set.of());
    }

    private static final Size NO_SIZE = new Size(0, 0, 0);

    static Conformed unknown(String scenario, String kernel, String why) {
        return new Conformed(scenario, kernel, NO_SIZE, NO_SIZE, null, why, null, 0, Seen.NOTHING);
    }

    /** A comparison that could not be made. */
    public static Conformed failed(String scenario, String kernel, String why) {
        return new Conformed(scenario, kernel, NO_SIZE, NO_SIZE, null, null, why, 0, Seen.NOTHING);
    }

    /** Whether the graphs are the same. */
    public boolean equal() {
        return difference == null && unknown == null && failed == null;
    }

    /** The exit code of a command that compared only this. */
    public int exitCode() {
        if (failed != null) {
            return ExitCode.FAILED;
        }
        return difference != null
                ? ExitCode.DISAGREE
                : unknown != null ? ExitCode.UNKNOWN : ExitCode.OK;
    }
}
