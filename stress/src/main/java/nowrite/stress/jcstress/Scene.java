package nowrite.stress.jcstress;

import java.nio.file.Path;
import java.util.function.Function;
import nowrite.model.Kernels;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Seam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** A scenario on a kernel, of which every sample gets a fresh one. */
final class Scene {
    private final Scenario scenario;
    private final Function<Seam, Kernel> template;

    private Scene(Scenario scenario, Function<Seam, Kernel> template) {
        this.scenario = scenario;
        this.template = template;
    }

    /**
     * Sets a scene.
     *
     * @param kernel the kernel, such as {@code 2.6.26 without nowrite}
     * @param text lines of the scenario language; what is expected the test's outcomes say
     */
    static Scene of(String kernel, String text) {
        Path nowhere = Path.of("scene.scn");
        Scenario scenario =
                new ScenarioParser(Path.of(""), Kernels.catalogue())
                        .parse("scene", nowhere, text + "expect " + kernel + "  holds\n");
        return new Scene(scenario, Kernels.template(KernelId.parse(kernel), scenario));
    }

    int tasks() {
        return scenario.tasks().size();
    }

    Kernel start(Seam seam) {
        return template.apply(seam);
    }
}
