package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.lincheck.LincheckEngine;

/**
 * Whether the accesses inside the steps of a patch may interleave, as Lincheck samples it.
 *
 * @param scenario the scenario that was sampled; empty if none was
 * @param violated the property that is violated there and is not between whole steps; empty if none
 * @param schedules how many schedules were sampled
 * @param why why nothing was sampled; empty if something was
 * @param output what Lincheck said of the violation; empty if there is none
 */
public record InsideSteps(
        String scenario, String violated, long schedules, String why, String output) {
    private static final int SCHEDULES = 2000;

    /** Nothing was sampled. */
    static InsideSteps not(String why) {
        return new InsideSteps("", "", 0, why, "");
    }

    /** Samples the smallest scenario that fits. */
    static InsideSteps of(
            Checkout checkout,
            KernelId ground,
            List<CompiledPatch> compiled,
            List<Scenario> scenarios,
            List<Compared> searched,
            int seconds)
            throws InterruptedException {
        Optional<Compared> smallest =
                searched.stream()
                        .filter(one -> !one.undecided())
                        .filter(one -> fits(named(scenarios, one.scenario()), ground))
                        .min(java.util.Comparator.comparingLong(one -> one.after().states()));
        if (smallest.isEmpty()) {
            return not("no scenario that executes the patch fits Lincheck");
        }
        Scenario scenario = named(scenarios, smallest.get().scenario());
        Set<Property> asked = EnumSet.noneOf(Property.class);
        asked.addAll(smallest.get().after().with(Word.HOLDS_EXHAUSTED));
        Path folder = RunFolder.make(checkout, compiled.get(0).folder().name());
        try {
            Path request = folder.resolve("installed.json");
            AtomicFile.write(
                    request,
                    Json.write(
                            new PatchInstaller.Request(
                                    ground.toString(), CompiledPatch.plain(compiled, folder))));
            Path said = folder.resolve("lincheck.txt");
            LincheckEngine engine =
                    new LincheckEngine(
                            checkout.scenarios(), folder, new LincheckEngine.Sample(SCHEDULES, 1));
            LincheckEngine.Changed found =
                    engine.changed(
                            scenario,
                            ground,
                            asked,
                            PatchInstaller.class.getName() + "=" + request,
                            seconds,
                            said);
            if (!found.why().isEmpty()) {
                return not(found.why());
            }
            return new InsideSteps(
                    scenario.name(),
                    found.property().map(Property::name).orElse(""),
                    found.schedules(),
                    "",
                    found.property().isPresent() && Files.isRegularFile(said)
                            ? Files.readString(said)
                            : "");
        } catch (LincheckEngine.Refused e) {
            return not(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        } finally {
            RunFolder.delete(folder);
        }
    }

    /** Whether Lincheck can be asked, and its child, which knows no patch, can read the file. */
    private static boolean fits(Scenario scenario, KernelId ground) {
        boolean known =
                scenario.expectations().stream()
                        .map(Expectation::kernel)
                        .allMatch(
                                k ->
                                        Kernels.catalogue()
                                                .changes()
                                                .getOrDefault(k.generation(), Set.of())
                                                .containsAll(k.changes()));
        return known && LincheckEngine.unfit(scenario, ground).isEmpty();
    }

    private static Scenario named(List<Scenario> scenarios, String name) {
        return scenarios.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** In words. */
    String text() {
        if (!why.isEmpty()) {
            return "not sampled: " + why;
        }
        String sampled = schedules + " schedules of " + scenario + " sampled with every access";
        return violated.isEmpty()
                ? sampled + " a step of its own: nothing found, which is no proof"
                : violated
                        + " is violated in "
                        + scenario
                        + " when accesses inside a step interleave (found after "
                        + schedules
                        + " schedules; lincheck.txt of the report has the accesses): a lock is"
                        + " missing, or a step says more than one access can do";
    }
}
