package nowrite.stress.cli;

import java.time.Duration;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that bound a search; what is not given comes from the scenario. */
final class Bounds {

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--states",
            paramLabel = "N",
            description = "Stop after N states; what is undecided then is unknown.")
    private Long states;

    @Option(names = "--depth", paramLabel = "N", description = "Stop after N steps from the start.")
    private Integer depth;

    @Option(names = "--time", paramLabel = "SECONDS", description = "Stop after this time.")
    private Long seconds;

    @Option(
            names = "--sample",
            description =
                    "Execute only a sample of the remembered steps again (the self-check), which is"
                            + " faster.")
    private boolean sample;

    @Option(
            names = "--no-memory",
            negatable = false,
            description = "Remember no steps: the same result, slower.")
    private boolean withoutMemory;

    /**
     * The bounds for a scenario.
     *
     * @throws ParameterException if a number is not positive
     */
    Limits limits(Scenario scenario) {
        positive("--states", states);
        positive("--depth", depth);
        positive("--time", seconds);
        return new Limits(
                states == null ? scenario.budget().states() : states,
                depth == null ? Integer.MAX_VALUE : depth,
                seconds == null ? scenario.budget().time() : Duration.ofSeconds(seconds),
                !sample,
                !withoutMemory);
    }

    private void positive(String option, Number value) {
        if (value != null && value.longValue() < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a number from 1, not " + value);
        }
    }
}
