package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Replay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lincheck finds each kind of failure, and what it finds is a schedule of the explorer. */
class LincheckEngineTest {
    @TempDir Path folder;

    private RunResult run(String name, String kernel, int schedules) throws InterruptedException {
        Scenario scenario = Asked.scenario(Asked.SCENARIOS.resolve(name + ".scn"));
        LincheckEngine engine =
                new LincheckEngine(
                        Asked.SCENARIOS,
                        folder,
                        new LincheckEngine.Sample(schedules, 1),
                        Asked.child());
        return engine.run(
                scenario,
                KernelId.parse(kernel),
                Limits.ofTime(Duration.ofSeconds(60)),
                Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "fsync/own,       2.6.26 without mkclean,                  P5, violated",
        "setattr/launder, 2.6.26 without invalidate-after-release, P8, deadlock"
    })
    void findsWhatReplays(String name, String kernel, Property property, String end)
            throws InterruptedException {
        RunResult result = run(name, kernel, 15);
        assertEquals(Word.VIOLATED, result.words().get(property), result.toString());
        Trace trace = result.traces().get(property);
        assertEquals(end, trace.end());
        assertEquals("lincheck", trace.engine());
        Replay.Result replayed = Replay.of(trace, result.scenario());
        assertTrue(replayed.confirmed(), replayed.message());
    }

    @Test
    void aChildThatCannotBeginSaysItsLastWordsItself() throws InterruptedException {
        Path file = Asked.SCENARIOS.resolve("fsync/own.scn");
        Child.Answer answer =
                new Child(Path.of(System.getProperty("java.home")), folder.toString())
                        .ask(Asked.question(file, "3.13", Set.of(Property.P8), 1, folder), n -> {});
        assertEquals(Child.Kind.FAILED, answer.kind());
        assertTrue(
                answer.message().contains("Caused by: java.lang.ClassNotFoundException"),
                answer.message());
    }

    @Test
    void whatIsExpectedAndNotAskedForHasNoWord() throws InterruptedException {
        Scenario scenario = Asked.scenario(Asked.SCENARIOS.resolve("truncate/same-size.scn"));
        KernelId kernel = KernelId.parse("2.6.26 without flush-at-release");
        LincheckEngine engine =
                new LincheckEngine(
                        Asked.SCENARIOS, folder, new LincheckEngine.Sample(12, 1), Asked.child());
        Set<Property> expected = scenario.expectation(kernel).orElseThrow().violates();
        assertTrue(expected.containsAll(Set.of(Property.P8, Property.P10)), expected.toString());
        Map<Property, Word> words =
                engine.run(
                                scenario,
                                kernel,
                                Set.of(Property.P10),
                                Limits.ofTime(Duration.ofSeconds(60)),
                                Progress.NONE)
                        .words();
        assertEquals(Word.VIOLATED, words.get(Property.P10), words.toString());
        assertEquals(null, words.get(Property.P8), words.toString());
        assertEquals(Word.HOLDS_SAMPLED, words.get(Property.P1), words.toString());
    }

    @Test
    void neverSaysExhausted() throws InterruptedException {
        RunResult result = run("truncate/same-size", "3.13", 15);
        assertEquals(Map.of(), result.traces());
        assertTrue(result.words().values().stream().allMatch(w -> w == Word.HOLDS_SAMPLED));
        assertEquals(15, result.states());
    }

    @Test
    void saysWhyASilentDaemonIsNotRun() throws InterruptedException {
        RunResult result = run("daemon/silent", "2.6.26", 1);
        assertTrue(result.words().values().stream().allMatch(w -> w == Word.SKIPPED));
        assertTrue(result.message().contains("silent"), result.message());
    }
}
