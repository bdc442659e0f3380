package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.List;
import nowrite.spec.ExitCode;

/**
 * Everything that is wrong with the rows of a check.
 *
 * @param failures engines that failed
 * @param disagreements where spec and model differ from each other
 * @param differences where a verdict or a count differs from what is expected
 * @param unknowns what stayed undecided
 * @param notes what is worth knowing and not wrong
 */
public record Findings(
        List<Finding> failures,
        List<Finding> disagreements,
        List<Finding> differences,
        List<Finding> unknowns,
        List<Finding> notes) {

    /** Copies the lists. */
    public Findings {
        failures = List.copyOf(failures);
        disagreements = List.copyOf(disagreements);
        differences = List.copyOf(differences);
        unknowns = List.copyOf(unknowns);
        notes = List.copyOf(notes);
    }

    /** The same with more notes. */
    public Findings with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(notes);
        all.addAll(more);
        return new Findings(failures, disagreements, differences, unknowns, all);
    }

    /** The exit code: a failed engine weighs most, then disagreement, difference, unknown. */
    public int exitCode() {
        if (!failures.isEmpty()) {
            return ExitCode.FAILED;
        }
        if (!disagreements.isEmpty()) {
            return ExitCode.DISAGREE;
        }
        if (!differences.isEmpty()) {
            return ExitCode.DIFFERS;
        }
        return unknowns.isEmpty() ? ExitCode.OK : ExitCode.UNKNOWN;
    }

    /**
     * The verdict of the whole check in one sentence, with the reason for the exit code.
     *
     * @param runs how many runs there were
     */
    public String sentence(int runs) {
        String text =
                switch (exitCode()) {
                    case ExitCode.FAILED -> "FAILED: " + many(failures, "run") + " broke";
                    case ExitCode.DISAGREE ->
                            "SPEC AND MODEL DISAGREE in " + many(disagreements, "place");
                    case ExitCode.DIFFERS ->
                            many(differences, "difference") + " from what is expected";
                    case ExitCode.UNKNOWN ->
                            "undecided: " + many(unknowns, "answer") + "; the rest is as expected";
                    default -> "everything is as expected, in " + runs + " runs";
                };
        return text + " (exit code " + exitCode() + ")";
    }

    private static String many(List<Finding> list, String noun) {
        return list.size() + " " + noun + (list.size() == 1 ? "" : "s");
    }
}
