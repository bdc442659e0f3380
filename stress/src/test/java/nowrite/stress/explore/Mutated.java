package nowrite.stress.explore;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import nowrite.model.kernel.Kernel;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.step.Explorable;

/** The explorer on kernels that are changed in a way for which there is no name. */
public final class Mutated {
    private Mutated() {}

    /** Searches a scenario on a changed kernel. */
    public static RunResult explore(Scenario scenario, KernelId kernel, Consumer<Kernel> mutation)
            throws InterruptedException {
        return new ExplorerEngine(model -> mutate(model, mutation))
                .run(scenario, kernel, Limits.ofTime(Duration.ofMinutes(2)), Progress.NONE);
    }

    /** The schedule of threads as one of the explorer, on a changed kernel. */
    public static Expressed.Result express(
            Scenario scenario,
            KernelId kernel,
            Property property,
            List<Expressed.Taken> taken,
            Consumer<Kernel> mutation) {
        return Expressed.of(scenario, kernel, property, taken, model -> mutate(model, mutation));
    }

    private static Explorable mutate(Explorable model, Consumer<Kernel> mutation) {
        mutation.accept((Kernel) model.kernel());
        return model;
    }
}
