package nowrite.stress.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.hardware.TestReport.OutcomeCount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says, ends with, and leaves. */
class StressRunTest {
    private static final TestReport CANARY = report("S01", Verdict.SEEN, 5);

    private static TestReport report(String name, Verdict verdict, long bad) {
        return new TestReport(
                name,
                2,
                verdict,
                1_000_000,
                List.of(
                        new OutcomeCount("good", 1_000_000 - bad, "ACCEPTABLE", "fine"),
                        new OutcomeCount("bad", bad, "FORBIDDEN", "not fine")),
                verdict == Verdict.WEDGED ? "an actor <hangs>" : null);
    }

    private static StressRun run(String id, String trouble, TestReport... tests) {
        MachineFacts machine = new MachineFacts("CPU X", "amd64", 4, 2, "17", "-f 1", "abc");
        return new StressRun(
                StressRun.SCHEMA,
                id,
                "quick",
                machine,
                1000,
                List.of(tests),
                List.of(),
                trouble,
                "./nowrite stress");
    }

    @Test
    void theWorstVerdictIsTheExitCode() {
        assertEquals(0, run("a", null, CANARY, report("A", Verdict.PASSED, 0)).exitCode());
        assertEquals(1, run("a", null, CANARY, report("A", Verdict.FORBIDDEN, 3)).exitCode());
        assertEquals(2, run("a", null, CANARY, report("A", Verdict.NOT_CAUGHT, 0)).exitCode());
        assertEquals(70, run("a", null, CANARY, report("A", Verdict.WEDGED, 0)).exitCode());
        TestReport missed = report("S01", Verdict.MISSED, 0);
        assertEquals(70, run("a", null, missed, report("A", Verdict.PASSED, 0)).exitCode());
        assertEquals(70, run("a", "broke", CANARY, report("A", Verdict.PASSED, 0)).exitCode());
    }

    @Test
    void whatWasNotRunIsNotPassed() {
        StressRun run = run("a", null, CANARY, report("A", Verdict.NEEDS_CPUS, 0));
        assertEquals(2, run.exitCode());
        assertTrue(StressText.of(run).contains("nothing was run"), StressText.of(run));
        assertTrue(StressText.of(run).contains("skipped, not passed"), StressText.of(run));
        assertTrue(StressJUnit.of(run).contains("skipped=\"1\""), StressJUnit.of(run));
        StressRun canaryAlone = run("a", null, CANARY);
        assertEquals(0, canaryAlone.exitCode());
        assertFalse(StressText.of(canaryAlone).contains("nothing was run"));
    }

    @Test
    void skippedTestsSayWhatTheyNeedAndWhichCommandRunsThem() {
        HardwareTests all = HardwareTests.read();
        List<TestReport> skipped =
                all.select("S09").stream()
                        .filter(test -> test.actors() > 2)
                        .map(Grading::needsProcessors)
                        .toList();
        StressRun run = run("a", null, skipped.toArray(TestReport[]::new));
        String text = StressText.of(run);
        assertTrue(
                text.contains("S09DaemonAsActor.NowriteThree") && text.contains("needs 3 CPUs"),
                text);
        assertTrue(
                text.contains(
                        "On a machine with 4 CPUs or more: ./nowrite stress 'S09DaemonAsActor'"
                                + " --time quick\n"),
                text);
        assertTrue(text.contains("  " + skipped.size() + " skipped (needs CPUs)"), text);
        assertFalse(
                StressText.of(run("a", null, CANARY, report("A", Verdict.PASSED, 0)))
                        .contains("On a machine with"));
    }

    @Test
    void whatWasSeenOnceIsNotPrintedAsZero() {
        assertEquals("<0.0001%", StressText.share(1e-7, 1));
        assertEquals("0.00%", StressText.share(0, 0));
        assertEquals("0.0012%", StressText.share(0.0012, 7));
    }

    @Test
    void junitEscapesAndCounts() {
        String xml = StressJUnit.of(run("a", null, CANARY, report("A.b", Verdict.WEDGED, 0)));
        assertTrue(xml.contains("tests=\"2\" failures=\"0\" errors=\"1\""), xml);
        assertTrue(xml.contains("&lt;hangs&gt;"), xml);
    }

    @Test
    void keptRunsCompare(@TempDir Path folder) throws IOException {
        StressStore store = new StressStore(folder);
        StressRun first = run("20200101-000000", null, CANARY, report("A", Verdict.PASSED, 0));
        StressRun second = run("20200102-000000", null, CANARY, report("A", Verdict.FORBIDDEN, 9));
        store.keep(store.begin(), first, Map.of("junit.xml", "<x/>"));
        store.keep(store.begin(), second, Map.of());
        store.keep(store.begin(), first, Map.of());
        Files.createDirectories(folder.resolve(".running-1"));
        assertEquals(
                List.of("20200101-000000", "20200101-000000-2", "20200102-000000"), store.names());
        assertEquals(second, store.read("20200102"));
        assertThrows(UsageException.class, () -> store.read("2020"));
        assertThrows(UsageException.class, () -> store.read("1999"));
        StressComparison same = new StressComparison(first, first);
        assertFalse(same.text().contains("differs") || same.differs());
        StressComparison other = new StressComparison(first, second);
        assertTrue(other.text().contains("passed -> FORBIDDEN"), other.text());
        assertTrue(other.differs());
        Files.writeString(folder.resolve("20200102-000000/result.json"), "{");
        assertThrows(UsageException.class, () -> store.read("20200102"));
    }
}
