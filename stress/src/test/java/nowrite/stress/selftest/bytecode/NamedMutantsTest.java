package nowrite.stress.selftest.bytecode;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;
import org.junit.jupiter.api.Test;

/**
 * Each mistake in spec/selftest/named.tsv is noticed by the property that stands there: as a kernel
 * that a scenario expects to violate it, and its twin without the mistake, where the scenario has
 * it, not; or as a mutant.
 */
class NamedMutantsTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final Checkout CHECKOUT = new Checkout(HOME);

    private final List<Scenario> scenarios = new Scenarios(CHECKOUT, Kernels.catalogue()).all();

    private record Named(
            String what, String mutant, String scenario, KernelId kernel, Property by) {}

    private static List<Named> read() throws IOException {
        List<Named> all = new ArrayList<>();
        for (String line : Files.readAllLines(HOME.resolve("spec/selftest/named.tsv"))) {
            if (!line.startsWith("#")) {
                String[] part = line.split("\t");
                all.add(
                        new Named(
                                part[0],
                                part[1],
                                part[2],
                                KernelId.parse(part[3]),
                                Property.valueOf(part[4])));
            }
        }
        return all;
    }

    private Scenario scenario(String name) {
        return scenarios.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    private static Optional<Set<Property>> violated(Scenario scenario, KernelId kernel) {
        return scenario.expectations().stream()
                .filter(expectation -> expectation.kernel().equals(kernel))
                .map(Expectation::violates)
                .findFirst()
                .map(Set::copyOf);
    }

    @Test
    void aKernelWithTheMistakeViolatesThePropertyAndItsTwinDoesNot() throws IOException {
        for (Named one : read()) {
            if (one.mutant().equals("kernel")) {
                Scenario scenario = scenario(one.scenario());
                assertTrue(
                        violated(scenario, one.kernel()).orElseThrow().contains(one.by()),
                        one.what());
                assertFalse(
                        violated(scenario, one.kernel().twin()).orElse(Set.of()).contains(one.by()),
                        one.what());
            }
        }
    }

    @Test
    void aMutantWithTheMistakeViolatesTheProperty() throws IOException, InterruptedException {
        Counts counts = Counts.read(CHECKOUT.counts());
        for (Named one : read()) {
            if (!one.mutant().equals("kernel")) {
                Pair pair =
                        new Pair(
                                scenario(one.scenario()),
                                one.kernel(),
                                counts.get(one.scenario(), one.kernel().toString())
                                        .orElseThrow()
                                        .states());
                ModelBench bench = new ModelBench(List.of(pair), id -> false);
                List<String> ids =
                        bench.mutants().stream().map(Mutant::id).collect(Collectors.toList());
                Fate fate = bench.fate(ids.indexOf(one.mutant()));
                assertTrue(
                        fate.properties().contains(one.by() + " violated"),
                        one.what() + ": " + fate);
            }
        }
    }
}
