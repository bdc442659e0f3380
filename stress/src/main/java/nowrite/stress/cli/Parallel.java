package nowrite.stress.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much is done at once, as the user asked for it. */
final class Parallel {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Runs at once; by default one for each core.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    /**
     * How many at once.
     *
     * @param most how many there are
     */
    int of(int most) {
        return Math.min(jobs, most);
    }

    /**
     * Checks the option before anything starts.
     *
     * @throws ParameterException if it is not positive
     */
    void check() {
        if (jobs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--jobs needs a number from 1, not " + jobs);
        }
    }
}
