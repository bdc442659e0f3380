package nowrite.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcEngine;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.report.CountKeeper;
import nowrite.stress.explore.ExplorerEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario that is not large has the verdict that it expects, in the explorer on every
 * kernel; and a slice of the small ones in TLC too, with as many states. The rest of TLC's work is
 * {@code ./nowrite check}.
 */
class EveryScenarioTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));

    /** What is larger has its verdict from {@code ./nowrite check}, and is skipped here. */
    private static final long LARGE = 20_000;

    private static final Limits LIMITS = Limits.ofTime(Duration.ofMinutes(5));

    private static final Counts COUNTS = Counts.read(new Checkout(HOME).counts());

    @TempDir static Path work;

    static List<Arguments> all() {
        List<Arguments> runs = new ArrayList<>();
        for (Scenario scenario : new Scenarios(new Checkout(HOME), Kernels.catalogue()).all()) {
            for (Expectation e : scenario.expectations()) {
                runs.add(Arguments.of(scenario.name(), e.kernel(), scenario));
            }
        }
        return runs;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("all")
    void explorerSaysWhatIsExpected(String name, KernelId kernel, Scenario scenario)
            throws InterruptedException {
        long states = COUNTS.get(name, kernel.toString()).map(Counts.Count::states).orElse(0L);
        assumeTrue(
                states <= LARGE,
                () ->
                        String.format(
                                Locale.ROOT,
                                "%,d states, more than %,d: ./nowrite check %s --kernel '%s'",
                                states,
                                LARGE,
                                name,
                                kernel));
        RunResult result = explore(scenario, kernel);
        assertEquals(List.of(), Judgement.of(result).all());
        areTold(result);
        assertEquals(
                Optional.of(new Counts.Count(result.states(), result.edges())),
                COUNTS.get(name, kernel.toString()),
                "the recorded size; if it is to change: ./nowrite check --accept");
    }

    @Test
    void noScenarioIsGoneAndEachSaysWhatMustHappen() {
        List<Scenario> all = new Scenarios(new Checkout(HOME), Kernels.catalogue()).all();
        assertEquals(
                List.of(),
                COUNTS.withoutScenario((name, kernel) -> CountKeeper.exists(all, name, kernel)),
                "recorded, and not there any more");
        assertEquals(
                List.of(),
                all.stream().filter(s -> s.reach().isEmpty()).map(Scenario::name).toList(),
                "without a line 'reach'");
    }

    static List<Arguments> slice() throws IOException {
        List<String> names =
                List.of(
                        "daemon/silent",
                        "fsync/own",
                        "mkwrite/client-truncate",
                        "mkwrite/truncate",
                        "setattr/errors-twice",
                        "setattr/two-in-nowrite",
                        "store/two-passes",
                        "write/reread");
        TlaKernels kernels = TlaKernels.read(HOME.resolve("spec/tla"));
        return all().stream()
                .filter(run -> names.contains(run.get()[0]))
                .filter(run -> isDescribed(kernels, run))
                .toList();
    }

    private static boolean isDescribed(TlaKernels kernels, Arguments run) {
        return kernels.notDescribed((Scenario) run.get()[2], (KernelId) run.get()[1]).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("slice")
    void tlcSaysTheSameAndFindsAsManyStates(String name, KernelId kernel, Scenario scenario)
            throws InterruptedException, IOException {
        TlcEngine tlc = new TlcEngine(TlaKernels.read(HOME.resolve("spec/tla")), work, 1000);
        RunResult result = tlc.run(scenario, kernel, LIMITS, (states, pending, depth) -> {});
        assertEquals(List.of(), Judgement.of(result).all());
        areTold(result);
        RunResult explored = explore(scenario, kernel);
        assertEquals(result.states(), explored.states(), "distinct states of spec and model");
        assertEquals(result.words(), explored.words(), "verdict words of spec and model");
    }

    /** The story of each counterexample has three to seven sentences, and none twice. */
    private static void areTold(RunResult result) {
        for (Trace trace : result.traces().values()) {
            List<String> story = Reading.of(trace).story();
            String name = trace.scenario() + " on " + trace.kernel() + ", " + trace.property();
            assertTrue(story.size() >= 3 && story.size() <= 7, name + ": " + story);
            Set<String> told = new HashSet<>();
            for (String sentence : story) {
                assertTrue(told.add(sentence.replaceFirst(" \\(steps? .*", "")), name + story);
            }
        }
    }

    private static RunResult explore(Scenario scenario, KernelId kernel)
            throws InterruptedException {
        return new ExplorerEngine().run(scenario, kernel, LIMITS, (states, pending, depth) -> {});
    }
}
