package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import org.junit.jupiter.api.Test;

/** The explorer on the real model, with a scenario that has a counterexample of each kind. */
class ExplorerEngineTest {
    private static final String TEXT =
            """
            # truncate against a WRITE in flight
            pages    1
            file     1p
            task t   truncate 0
            task p   store 0h
            task f   writepages none
            daemon   any-order
            reach    asleep fuse_set_nowrite:wait
            expect   2.6.26                             violates P13
            expect   2.6.26 without nowrite             violates P1 P2 P13
            expect   2.6.26 without wake-at-completion  violates P8 P13
            """;
    private static final KernelId PLAIN = KernelId.parse("2.6.26");
    private static final KernelId NO_NOWRITE = KernelId.parse("2.6.26 without nowrite");
    private static final KernelId NO_WAKE = KernelId.parse("2.6.26 without wake-at-completion");

    private static Scenario scenario() {
        return new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                .parse("truncate", Path.of("scenarios", "truncate.scn"), TEXT);
    }

    private static RunResult run(KernelId kernel) throws InterruptedException {
        return run(kernel, Limits.ofTime(Duration.ofMinutes(5)));
    }

    private static RunResult run(KernelId kernel, Limits limits) throws InterruptedException {
        return new ExplorerEngine().run(scenario(), kernel, limits, Progress.NONE);
    }

    @Test
    void everyKernelIsJudgedAsTheScenarioExpects() throws InterruptedException {
        for (KernelId kernel : List.of(PLAIN, NO_NOWRITE, NO_WAKE)) {
            RunResult result = run(kernel);
            List<String> all = new ArrayList<>(Judgement.of(result).all());
            // Without nowrite nobody can sleep in fuse_set_nowrite.
            all.removeIf(text -> kernel.equals(NO_NOWRITE) && text.startsWith("never reached"));
            assertEquals(List.of(), all);
        }
    }

    @Test
    void theGraphOfTheModelIsTheSameWithoutMemoryOfSteps() throws InterruptedException {
        Duration time = Duration.ofMinutes(5);
        Limits repeat = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, time, false, false);
        Limits verify = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, time, true, true);
        Limits sample = new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, time, false, true);
        String remembered = graph(sample);
        assertEquals(remembered, graph(repeat));
        assertEquals(remembered, graph(verify));
    }

    private static String graph(Limits limits) throws InterruptedException {
        return Toys.edges(Exploration.of(scenario(), PLAIN, limits, Progress.NONE).graph());
    }

    @Test
    void theSameSearchGivesTheSameTraceAgain() throws InterruptedException {
        for (Property property : List.of(Property.P1, Property.P13)) {
            assertEquals(
                    TraceJson.write(run(NO_NOWRITE).traces().get(property)),
                    TraceJson.write(run(NO_NOWRITE).traces().get(property)));
        }
    }

    @Test
    void everyCounterexampleReplays() throws InterruptedException {
        for (KernelId kernel : List.of(PLAIN, NO_NOWRITE, NO_WAKE)) {
            RunResult result = run(kernel);
            assertEquals(result.violated(), result.traces().keySet());
            for (Trace trace : result.traces().values()) {
                Replay.Result replay = Replay.of(trace, scenario());
                assertTrue(replay.confirmed(), replay.message());
                assertEquals(trace.steps().size(), replay.step());
            }
        }
    }

    @Test
    void aTraceThatTheModelCannotFollowIsRefusedAtTheStep() throws InterruptedException {
        Trace trace = run(NO_NOWRITE).traces().get(Property.P1);
        int last = trace.steps().size() - 1;
        assertRefused(without(trace, 1), 3, "cannot take it", "could be done instead");
        assertRefused(cut(trace, last), last, "P1 is not violated");
        assertRefused(
                with(trace, 0, step(trace.steps().get(0), "nobody", "x", List.of())),
                1,
                "there is no task nobody");
        assertRefused(
                with(
                        trace,
                        0,
                        step(
                                trace.steps().get(0),
                                trace.steps().get(0).task(),
                                trace.steps().get(0).label(),
                                List.of(new Trace.Change("i_size", "2", "1")))),
                1,
                "i_size is 2");
        assertTrue(Replay.of(trace, scenario()).confirmed());
    }

    private static void assertRefused(Trace trace, int step, String... words) {
        Replay.Result result = Replay.of(trace, scenario());
        assertFalse(result.confirmed(), result.message());
        assertEquals(step, result.step(), result.message());
        for (String word : words) {
            assertTrue(result.message().contains(word), result.message());
        }
    }

    private static Trace.Step step(
            Trace.Step old, String task, String label, List<Trace.Change> changes) {
        return new Trace.Step(old.n(), task, label, old.locals(), changes, old.blocked());
    }

    private static Trace cut(Trace trace, int steps) {
        return steps(trace, trace.steps().subList(0, steps));
    }

    private static Trace without(Trace trace, int index) {
        List<Trace.Step> steps = new ArrayList<>(trace.steps());
        steps.remove(index);
        return steps(trace, steps);
    }

    private static Trace with(Trace trace, int index, Trace.Step step) {
        List<Trace.Step> steps = new ArrayList<>(trace.steps());
        steps.set(index, step);
        return steps(trace, steps);
    }

    private static Trace steps(Trace t, List<Trace.Step> steps) {
        return new Trace(
                t.schema(),
                t.scenario(),
                t.kernel(),
                t.engine(),
                t.property(),
                t.sentence(),
                t.bounds(),
                t.reproduce(),
                t.tasks(),
                t.initial(),
                steps,
                t.end(),
                t.loopStart(),
                t.cycle());
    }

    @Test
    void aBoundThatIsMetLeavesUnknownWhatIsNotViolated() throws InterruptedException {
        Limits limits = new Limits(200, Integer.MAX_VALUE, Duration.ofMinutes(1), false, true);
        RunResult result = run(NO_NOWRITE, limits);
        assertEquals(Word.UNKNOWN, result.words().get(Property.P8));
        assertEquals(Word.VIOLATED, result.words().get(Property.P13));
        assertTrue(result.message().contains("200 states"), result.message());
        assertFalse(result.words().containsValue(Word.HOLDS_EXHAUSTED));
    }

    @Test
    void aDeadlockSaysWhoWaitsForWhat() throws InterruptedException {
        Trace trace = run(NO_WAKE).traces().get(Property.P8);
        assertEquals("deadlock", trace.end());
        assertTrue(
                trace.cycle().get(0).startsWith("t waits for "), String.join("\n", trace.cycle()));
        assertEquals(
                Set.of("t"), Set.copyOf(trace.steps().get(trace.steps().size() - 1).blocked()));
    }

    @Test
    void anUnknownKernelIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> run(KernelId.parse("2.6.26 without luck")));
    }
}
