package nowrite.stress.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.log.Explained;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcEngine;
import nowrite.spec.tlc.TlcLogs;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.explore.Replay;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each engine's counterexample can be taken on the other side; a changed one cannot on any. */
class ExplainingTracesTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final KernelId KERNEL = KernelId.parse("2.6.26");
    private static final Duration TIME = Duration.ofMinutes(3);

    @TempDir static Path work;

    private static Scenario scenario;
    private static TlcLogs tlc;
    private static Trace explorers;
    private static Trace tlcs;

    @BeforeAll
    static void findCounterexamples() throws IOException, InterruptedException {
        TlaKernels kernels = TlaKernels.read(HOME.resolve("spec/tla"));
        Path folder = HOME.resolve("spec/scenarios");
        scenario =
                new ScenarioParser(folder, Kernels.catalogue())
                        .parse(folder.resolve("store/two-passes" + ScenarioParser.SUFFIX));
        tlc = new TlcLogs(kernels, folder, work, 500);
        explorers = trace(new ExplorerEngine());
        tlcs = trace(new TlcEngine(kernels, work.resolve("tlc"), 500));
    }

    private static Trace trace(Engine engine) throws InterruptedException {
        return engine.run(scenario, KERNEL, Limits.ofTime(TIME), Progress.NONE)
                .traces()
                .get(Property.P3);
    }

    private static Explained explain(Trace trace, KernelId kernel) throws InterruptedException {
        return tlc.explain(StepLog.of(trace), scenario, kernel, TIME, Progress.NONE);
    }

    @Test
    void goodTracesAreAcceptedOnBothSides() throws InterruptedException {
        for (Trace trace : List.of(explorers, tlcs)) {
            Explained explained = explain(trace, KERNEL);
            assertNull(explained.refusal(), () -> String.valueOf(explained.refusal()));
            assertTrue(explained.accepted());
            assertEquals(trace.steps().size(), explained.events());
            Replay.Result replayed = Replay.of(trace, scenario);
            assertTrue(replayed.confirmed(), replayed.message());
        }
    }

    @Test
    void anotherKernelsTraceIsRefused() throws InterruptedException {
        Explained.Refusal refusal =
                explain(explorers, KernelId.parse("2.6.26 without mkclean")).refusal();
        assertEquals("f write_cache_pages:lock_page", refusal.task() + " " + refusal.label());
        assertTrue(
                refusal.differs().stream()
                        .anyMatch(
                                d ->
                                        d.path().equals("f.pc")
                                                && d.spec()
                                                        .equals(
                                                                "clear_page_dirty_for_io:test_and_clear")
                                                && d.log().equals("page_mkclean:clean")));
    }

    /** A trace with other steps whose changes follow from the states given. */
    private static Trace remade(Trace trace, List<Trace.Step> steps, List<Map<String, String>> to) {
        List<Trace.Step> remade = new ArrayList<>();
        Map<String, String> before = trace.initial();
        for (int i = 0; i < steps.size(); i++) {
            Trace.Step step = steps.get(i);
            remade.add(
                    new Trace.Step(
                            i + 1,
                            step.task(),
                            step.label(),
                            step.locals(),
                            StateDiff.between(before, to.get(i)),
                            step.blocked()));
            before = to.get(i);
        }
        return new Trace(
                trace.schema(),
                trace.scenario(),
                trace.kernel(),
                trace.engine(),
                trace.property(),
                trace.sentence(),
                trace.bounds(),
                trace.reproduce(),
                trace.tasks(),
                trace.initial(),
                remade,
                trace.end(),
                trace.loopStart(),
                trace.cycle());
    }

    /** A changed trace, and where it must be refused. */
    private record Changed(String how, Trace trace, int step, String what) {}

    private static Changed dropped(Trace trace) {
        List<Trace.Step> steps = new ArrayList<>(trace.steps());
        List<Map<String, String>> to = new ArrayList<>(trace.states());
        to.remove(0);
        int dropped = 0;
        while (!steps.get(dropped).label().equals("fuse_writepage_locked:copy")) {
            dropped++;
        }
        steps.remove(dropped);
        to.remove(dropped);
        Trace.Step next = steps.get(dropped);
        return new Changed(
                "dropped", remade(trace, steps, to), dropped + 1, next.task() + " " + next.label());
    }

    private static Changed swapped(Trace trace) {
        List<Trace.Step> steps = new ArrayList<>(trace.steps());
        int first = 0;
        while (steps.get(first).task().equals(steps.get(first + 1).task())) {
            first++;
        }
        Trace.Step moved = steps.remove(first + 1);
        steps.add(first, moved);
        return new Changed(
                "swapped",
                remade(trace, steps, trace.states().subList(1, steps.size() + 1)),
                first + 1,
                moved.task() + " " + moved.label());
    }

    private static Changed otherValue(Trace trace) {
        List<Map<String, String>> to = new ArrayList<>();
        int changed = -1;
        for (Map<String, String> state : trace.states().subList(1, trace.states().size())) {
            Map<String, String> other = new LinkedHashMap<>(state);
            if (other.replace("writectr", "1", "7") && changed < 0) {
                changed = to.size();
            }
            to.add(other);
        }
        Trace.Step step = trace.steps().get(changed);
        return new Changed(
                "value",
                remade(trace, trace.steps(), to),
                changed + 1,
                step.task() + " " + step.label());
    }

    private static Changed otherLabel(Trace trace) {
        List<Trace.Step> steps = new ArrayList<>(trace.steps());
        Trace.Step step = steps.get(9);
        steps.set(
                9,
                new Trace.Step(
                        step.n(),
                        step.task(),
                        "fuse_set_nowrite:bias",
                        step.locals(),
                        step.changes(),
                        step.blocked()));
        return new Changed(
                "label",
                remade(trace, steps, trace.states().subList(1, steps.size() + 1)),
                10,
                step.task() + " fuse_set_nowrite:bias");
    }

    @Test
    void aChangedTraceIsRefusedAtItsStepOnBothSides() throws InterruptedException {
        List<Changed> all = new ArrayList<>();
        for (Trace trace : List.of(explorers, tlcs)) {
            all.addAll(
                    List.of(dropped(trace), swapped(trace), otherValue(trace), otherLabel(trace)));
        }
        List<Explained> explained =
                tlc.explain(
                        all.stream().map(changed -> StepLog.of(changed.trace())).toList(),
                        scenario,
                        KERNEL,
                        TIME,
                        Progress.NONE);
        for (int i = 0; i < all.size(); i++) {
            Changed changed = all.get(i);
            String how = changed.how() + " of " + changed.trace().engine();
            Explained.Refusal refusal = explained.get(i).refusal();
            assertEquals(changed.step(), refusal.step(), how + refusal);
            assertEquals(changed.what(), refusal.task() + " " + refusal.label(), how);
            assertFalse(refusal.allowed().isEmpty(), how);
            if (changed.how().equals("value")) {
                assertEquals(
                        List.of(new Explained.Difference("writectr", "1", "7")),
                        refusal.differs(),
                        how);
            }
            Replay.Result replayed = Replay.of(changed.trace(), scenario);
            assertFalse(replayed.confirmed(), how);
            assertEquals(changed.step(), replayed.step(), how + replayed.message());
            assertTrue(replayed.message().contains(changed.what()), replayed.message());
        }
    }

    @Test
    void anotherInitialStateIsRefused() throws InterruptedException {
        StepLog log = StepLog.of(explorers);
        Map<String, String> initial = new LinkedHashMap<>(log.initial());
        initial.put("i_size", "9");
        StepLog wrong =
                new StepLog(
                        log.scenario(),
                        log.kernel(),
                        log.engine(),
                        log.reproduce(),
                        1,
                        initial,
                        log.events());
        Explained.Refusal refusal =
                tlc.explain(wrong, scenario, KERNEL, TIME, Progress.NONE).refusal();
        assertEquals(0, refusal.step());
        assertEquals(List.of("i_size"), refusal.differs().stream().map(d -> d.path()).toList());
    }
}
