package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;

/** Scenarios on kernels that they do not name. */
final class ScenarioOn {

    private ScenarioOn() {}

    /** The kernels that exist, and those with the patches. */
    static KernelCatalogue catalogue(KernelId kernel) {
        KernelCatalogue known = Kernels.catalogue();
        Map<String, Set<String>> changes = new TreeMap<>(known.changes());
        Set<String> more = new TreeSet<>(changes.getOrDefault(kernel.generation(), Set.of()));
        more.addAll(kernel.changes());
        changes.put(kernel.generation(), more);
        return new KernelCatalogue(changes, known.steps());
    }

    /** Tasks whose waiting for good a scenario accepts: as it says of the kernel or its twin. */
    static Set<String> blocks(Scenario scenario, KernelId kernel) {
        return scenario.expectation(kernel)
                .or(() -> scenario.expectation(kernel.twin()))
                .map(Expectation::blocks)
                .orElse(Set.of());
    }

    /** The scenario, with these waits accepted on the kernel. */
    static Scenario accepting(Scenario s, KernelId kernel, Set<String> blocks) {
        List<Expectation> expectations = new ArrayList<>(s.expectations());
        expectations.removeIf(one -> one.kernel().equals(kernel));
        Set<nowrite.spec.Property> violates =
                s.expectation(kernel).map(Expectation::violates).orElse(Set.of());
        expectations.add(new Expectation(kernel, violates, blocks, 0));
        return new Scenario(
                s.name(),
                s.path(),
                s.title(),
                s.description(),
                s.pages(),
                s.fileHalves(),
                s.maxPages(),
                s.tasks(),
                s.mappings(),
                s.daemon(),
                s.allocMayFail(),
                s.dirtyLimits(),
                s.client(),
                s.reach(),
                s.engines(),
                s.budget(),
                expectations,
                s.needs());
    }
}
