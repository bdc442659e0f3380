package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** The toy modules of the test resources, and scenarios on them. */
final class Toy {

    static final Path HOME = Path.of(System.getProperty("nowrite.home", ".."));
    static final Path MODULES = HOME.resolve("spec/src/test/resources/toy");

    private Toy() {}

    static TlaKernels kernels() throws IOException {
        return TlaKernels.read(MODULES);
    }

    static Scenario scenario(String more) throws IOException {
        return scenario(kernels(), "pages 1\nfile 1p\ntask a store 0h\ntask b chmod\n" + more);
    }

    static Scenario scenario(TlaKernels kernels, String text) {
        return new ScenarioParser(Path.of("scenarios"), kernels.catalogue())
                .parse("toy/two", Path.of("scenarios/toy/two.scn"), text);
    }

    static RunResult run(TlaKernels kernels, Path work, Scenario scenario, String kernel)
            throws InterruptedException {
        return new TlcEngine(kernels, work, 256)
                .run(
                        scenario,
                        KernelId.parse(kernel),
                        Limits.ofTime(Duration.ofSeconds(60)),
                        Progress.NONE);
    }
}
