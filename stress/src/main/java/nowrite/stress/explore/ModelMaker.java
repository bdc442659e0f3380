package nowrite.stress.explore;

import java.util.function.BiFunction;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.step.Explorable;

/** Makes the model of a scenario on a kernel. */
@FunctionalInterface
public interface ModelMaker {

    /**
     * Makes it.
     *
     * @param seam the runtime that it works with
     * @throws IllegalArgumentException if there is no such kernel
     */
    Explorable make(Scenario scenario, KernelId kernel, Seam seam);

    /** Makes models of kernels that somebody else puts together. */
    static ModelMaker of(BiFunction<Scenario, Seam, Kernel> kernels) {
        return (scenario, kernel, seam) -> new MachineModel(kernels.apply(scenario, seam));
    }
}
