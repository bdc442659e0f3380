package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import nowrite.model.Kernels;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.home.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a patch's own scenarios expect is judged; old bugs are named; runs do not collide. */
class OwnScenarioTest {
    private static final String NO_LOOK =
            "@Override protected boolean fillInFlight(Page page) { return false; }";

    @TempDir private Path folder;

    private PatchFolder patch(String members, String... expect) throws IOException {
        PatchFolder patch = Patches.folder(folder, members);
        Path own = Files.createDirectories(folder.resolve("scenarios")).resolve("mine.scn");
        Files.writeString(
                own,
                """
                # a scenario of a user
                # It stores, and writes twice.
                pages    1
                file     1p
                task io  dio-read into 0
                task f   writepages none, writepages none
                daemon   any-order
                reach    at fuse_writepages_send:queue
                """
                        + String.join("\n", expect)
                        + "\n");
        return PatchFolder.read(patch.path());
    }

    private static Validated run(PatchFolder patch, String... others) throws InterruptedException {
        List<Scenario> scenarios = new ArrayList<>();
        if (others.length > 0) {
            scenarios.addAll(
                    new Scenarios(Patches.CHECKOUT, Kernels.catalogue()).select(List.of(others)));
        }
        return new Validation(
                        new Validation.Question(
                                Patches.CHECKOUT,
                                scenarios,
                                new Scenarios(Patches.CHECKOUT, Kernels.catalogue())
                                        .corpus()
                                        .entries(),
                                null,
                                patch,
                                List.of(),
                                List.of(),
                                60,
                                false,
                                false,
                                null),
                        new PrintWriter(Writer.nullWriter()))
                .run();
    }

    @Test
    void whatIsExpectedWithThePatchAndDoesNotComeIsADifference()
            throws IOException, InterruptedException {
        Validated answer =
                run(
                        patch(
                                Patches.mkwrite(""),
                                "expect 3.13 holds",
                                "expect 3.13 with tried violates P3"));
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(answer.sentence().contains("does not do what its own scenario"));
        assertTrue(
                answer.own().get(0).unmet().get(0).startsWith("3.13 with tried is expected"),
                answer.own().toString());
        assertEquals(List.of("3.13"), answer.own().get(0).met());
    }

    @Test
    void whatIsExpectedOfTheKernelWithoutIsJudgedToo() throws IOException, InterruptedException {
        Validated answer = run(patch(Patches.mkwrite(""), "expect 3.13 violates P5"));
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(
                answer.own().get(0).unmet().get(0).startsWith("3.13 is expected"),
                answer.own().toString());
    }

    @Test
    void whatComesAsExpectedIsSaid() throws IOException, InterruptedException {
        Validated answer =
                run(
                        patch(
                                Patches.mkwrite(""),
                                "expect 3.13 holds",
                                "expect 3.13 with tried holds"));
        assertEquals(Validated.Verdict.NEUTRAL, answer.verdict(), answer.sentence());
        assertEquals(List.of("3.13", "3.13 with tried"), answer.own().get(0).met());
    }

    /** A line that no run would ever judge is not read over. */
    @Test
    void anExpectationOfThePatchOnAnotherKernelThanItIsForIsRefused() throws IOException {
        PatchFolder mine =
                patch(
                        Patches.mkwrite(""),
                        "expect 3.13 holds",
                        "expect 3.13 without crop with tried violates P2");
        UsageException e = assertThrows(UsageException.class, () -> run(mine));
        assertTrue(e.getMessage().contains("'expect 3.13 without crop with tried'"));
        assertTrue(e.getMessage().contains("expect 3.13 with tried  holds"), e.getMessage());
    }

    @Test
    void aLineForAKernelThatIsNotSearchedIsNamed() throws IOException, InterruptedException {
        Validated answer =
                run(
                        patch(
                                Patches.mkwrite(""),
                                "expect 3.13 with tried holds",
                                "expect 3.13 without crop violates P2"));
        assertEquals(List.of("3.13 without crop"), answer.own().get(0).notJudged());
        assertEquals(List.of("3.13 with tried"), answer.own().get(0).met());
        assertTrue(
                ValidatedText.of(answer, "r", "f", "a")
                        .contains("not judged, not searched here: 3.13 without crop"));
    }

    /** It is no reason to pass that the scenario does not come to what is overridden. */
    @Test
    void aScenarioThatDoesNotExecuteThePatchIsJudgedAllTheSame()
            throws IOException, InterruptedException {
        Validated answer =
                run(
                        patch(
                                "@Override public boolean fuseReadpage(Page page) {"
                                        + " return super.fuseReadpage(page); }",
                                "expect 3.13 with tried violates P3"),
                        "reclaim/evict-and-read");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(
                answer.own().get(0).unmet().get(0).startsWith("3.13 with tried is expected"),
                answer.own().toString());
        assertTrue(
                ValidatedText.of(answer, "r", "f", "a")
                        .contains("it does not execute what the patch overrides"));
    }

    @Test
    void anOldBugThatIsBackIsNamed() throws InterruptedException {
        Validated answer =
                Patches.validate(
                        Patches.folder(folder, NO_LOOK), true, 60, "dio/redirtied-in-flight");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(
                answer.corpus().stream()
                        .anyMatch(one -> one.startsWith("F03") && one.contains("8b284dc47291")),
                answer.corpus().toString());
        assertTrue(ValidatedText.of(answer, "r", "f", "a").contains("are back:"));
    }

    @Test
    void twoValidationsOfOnePatchAtOnceDoNotCollide() throws InterruptedException, IOException {
        PatchFolder patch = Patches.folder(folder, NO_LOOK);
        ConcurrentLinkedQueue<Object> answers = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Thread thread =
                    new Thread(
                            () -> {
                                try {
                                    answers.add(
                                            Patches.validate(
                                                    patch, true, 60, "dio/redirtied-in-flight"));
                                } catch (InterruptedException | RuntimeException e) {
                                    answers.add(e);
                                }
                            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(2, answers.size());
        Path report = folder.resolve("report");
        for (Object one : answers) {
            Validated answer = (Validated) one;
            assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
            ValidatedFiles.write(report, answer, answer.sentence(), "again");
        }
        try (var left = Files.list(report)) {
            assertFalse(left.anyMatch(p -> p.getFileName().toString().endsWith(".tmp")));
        }
    }
}
