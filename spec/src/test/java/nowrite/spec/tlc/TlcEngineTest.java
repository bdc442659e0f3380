package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlcEngineTest {

    @TempDir Path work;

    private RunResult run(String more, String kernel) throws Exception {
        return Toy.run(Toy.kernels(), work, Toy.scenario(more), kernel);
    }

    @Test
    void aSearchThatEndsHolds() throws Exception {
        RunResult result =
                run(
                        "reach at toy_count:round\nreach cropped\nreach asleep toy_count:up\n"
                                + "expect 0.1 holds",
                        "0.1");
        assertEquals(null, result.message());
        assertEquals(Word.HOLDS_EXHAUSTED, result.words().get(Property.P1));
        assertEquals(Word.HOLDS_EXHAUSTED, result.words().get(Property.P10));
        assertEquals(Word.NOT_EXERCISED, result.words().get(Property.P2));
        assertEquals(Set.of("at toy_count:round", "cropped"), result.reached());
        assertEquals(Map.of(), result.traces());
        assertEquals(12, result.states());
        assertEquals(13, result.edges());
        assertEquals(7, result.depth());
        assertEquals(
                List.of("never reached: asleep toy_count:up"), Judgement.of(result).differences());
    }

    @Test
    void onlyTheOutputIsLeft() throws Exception {
        RunResult result = run("expect 0.1 holds", "0.1");
        Path folder = Path.of(result.fullOutput()).getParent();
        assertEquals(List.of("toy-two-0.1"), names(work));
        assertEquals(List.of("MC.cfg", "MC.tla", "tlc.err", "tlc.out"), names(folder));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aViolationComesWithTheShortestSchedule() throws Exception {
        RunResult result = run("expect 0.1 without guard violates P1", "0.1 without guard");
        assertEquals(null, result.message());
        assertEquals(Set.of(Property.P1), result.violated());
        assertEquals(List.of(), Judgement.of(result).all());
        Trace p1 = result.traces().get(Property.P1);
        assertEquals(
                List.of("a toy_count:up", "b toy_count:up"),
                p1.steps().stream().map(s -> s.task() + " " + s.label()).toList());
        assertEquals(
                List.of(
                        new Trace.Change("writectr", "1", "2"),
                        new Trace.Change("b.pc", "toy_count:up", "toy_count:round")),
                p1.steps().get(1).changes());
        assertEquals("0.1 without guard", p1.kernel());
        assertEquals(Property.P1.statement(), p1.sentence());
        assertEquals("violated", p1.end());
    }

    @Test
    void aStepThatChangesNobodysControlIsNamedByItsAction() throws Exception {
        RunResult result = run("expect 0.1 without way-back holds", "0.1 without way-back");
        Trace stuck = result.traces().get(Property.P8);
        assertEquals(
                List.of("a toy_count:up", "a toy_count:round"),
                stuck.steps().stream().map(s -> s.task() + " " + s.label()).toList());
        assertEquals("deadlock", stuck.end());
        assertEquals(
                List.of("a waits at toy_count:round", "b waits at toy_count:up"), stuck.cycle());
    }

    @Test
    void aStepThatTwoMayHaveTakenIsAFailure() throws Exception {
        String kernel = "0.1 without clarity without guard";
        assertFailed(run("expect " + kernel + " violates P1 P3", kernel), "not clear who took");
    }

    @Test
    void anAcceptedWaitIsSeen() throws Exception {
        String silent = "daemon any-order, silent\nexpect 0.1 blocks a b";
        RunResult result = run(silent, "0.1");
        assertEquals(Set.of("a", "b"), result.blocked());
        assertEquals(List.of(), Judgement.of(result).all());
        RunResult unexpected = run("daemon any-order, silent\nexpect 0.1 blocks a", "0.1");
        assertEquals(Word.VIOLATED, unexpected.words().get(Property.P8));
    }

    @Test
    void aModuleThatDoesNotParseIsAFailure() throws Exception {
        Path folder = Files.createDirectory(work.resolve("broken"));
        for (String name : names(Toy.MODULES)) {
            String text = Files.readString(Toy.MODULES.resolve(name));
            Files.writeString(folder.resolve(name), text.replace("P2 == TRUE", "P2 == TRUE /\\"));
        }
        TlaKernels kernels = TlaKernels.read(folder);
        RunResult result =
                Toy.run(kernels, work.resolve("w"), Toy.scenario("expect 0.1 holds"), "0.1");
        assertFailed(result, "TLC");
    }

    @Test
    void anErrorInAnActionIsAFailure() throws Exception {
        assertFailed(run("expect 0.1 without slip holds", "0.1 without slip"), "CHOOSE");
    }

    @Test
    void timeThatRunsOutIsUnknown() throws Exception {
        RunResult result =
                new TlcEngine(Toy.kernels(), work, 256)
                        .run(
                                Toy.scenario("expect 0.1 holds"),
                                KernelId.parse("0.1"),
                                Limits.ofTime(Duration.ofMillis(20)),
                                Progress.NONE);
        assertEquals(Set.of(Word.UNKNOWN), Set.copyOf(result.words().values()));
        assertTrue(result.message().startsWith("time"), result.message());
    }

    @Test
    void anInterruptedRunLeavesNothing() throws Exception {
        Scenario scenario = Toy.scenario("expect 0.1 holds");
        long before = children();
        Thread.currentThread().interrupt();
        assertThrows(
                InterruptedException.class, () -> Toy.run(Toy.kernels(), work, scenario, "0.1"));
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(List.of(), names(work));
        assertTrue(children() <= before, "an interrupted child is killed");
    }

    private static long children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).count();
    }

    @Test
    void aRevertThatReplacesNothingIsRefused() throws Exception {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> run("expect 0.1 without sense holds", "0.1 without sense"));
        assertEquals("'without sense' replaces Nothing, which no module defines", e.getMessage());
    }

    private static void assertFailed(RunResult result, String reason) {
        assertEquals(Set.of(Word.FAILED), Set.copyOf(result.words().values()));
        assertTrue(result.message().contains(reason), result.message());
        assertEquals(70, Judgement.of(result).exitCode());
    }
}
