package nowrite.stress.cli.jobs;

import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;

/**
 * One run to do: a scenario on a kernel with an engine.
 *
 * @param scenario the scenario
 * @param kernel the kernel
 * @param engine name of the engine
 * @param limits the bounds
 */
public record Job(Scenario scenario, KernelId kernel, String engine, Limits limits) {

    /** A run within the bounds that the scenario sets. */
    public static Job of(Scenario scenario, KernelId kernel, String engine) {
        return new Job(scenario, kernel, engine, limitsOf(scenario));
    }

    /** The bounds that a scenario sets. */
    public static Limits limitsOf(Scenario scenario) {
        return new Limits(
                scenario.budget().states(),
                Integer.MAX_VALUE,
                scenario.budget().time(),
                true,
                true);
    }

    /** The run in words, as progress and reports name it. */
    public String name() {
        return scenario.name() + ", " + kernel + ", " + engine;
    }
}
