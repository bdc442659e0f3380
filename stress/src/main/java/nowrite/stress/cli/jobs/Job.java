package nowrite.stress.cli.jobs;

import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.jobs.Counts.Count;

/**
 * One run to do: a scenario on a kernel with an engine.
 *
 * @param scenario the scenario
 * @param kernel the kernel
 * @param engine name of the engine
 * @param limits the bounds
 */
public record Job(Scenario scenario, KernelId kernel, String engine, Limits limits) {

    /** With more states only a sample of the remembered steps is executed again. */
    private static final long SAMPLED = 100_000;

    /** A run within the bounds that the scenario sets. */
    public static Job of(Scenario scenario, KernelId kernel, String engine) {
        return new Job(scenario, kernel, engine, limitsOf(scenario));
    }

    /** The same with a sampled self-check where the recorded number of states is large. */
    public static Job sampled(Scenario scenario, KernelId kernel, String engine, Counts counts) {
        Limits limits = limitsOf(scenario);
        long states = counts.get(scenario.name(), kernel.toString()).map(Count::states).orElse(0L);
        return new Job(scenario, kernel, engine, states <= SAMPLED ? limits : limits.sampled());
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
