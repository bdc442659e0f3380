package nowrite.model.change;

import java.nio.file.Path;
import java.util.Set;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;

/** Scenarios that only fill a place. */
final class Scenarios {
    private Scenarios() {}

    static Scenario tiny() {
        return new ScenarioParser(Path.of("."), new KernelCatalogue(Set.of("1.0"), Set.of()))
                .parse(
                        "tiny",
                        Path.of("tiny.scn"),
                        "pages 1\nfile 1p\ntask a chmod\nexpect 1.0 holds\n");
    }
}
