package nowrite.stress.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real run of JCStress: what must be caught is, what must fail fails, what hangs is killed. */
@Timeout(300)
class StressEngineTest {
    private static final Effort SHORT =
            new Effort(
                    "test",
                    3,
                    300,
                    List.of(
                            "-f",
                            "1",
                            "-fsm",
                            "1",
                            "-sc",
                            "false",
                            "-jvmArgs",
                            "-XX:+UseSerialGC"));

    private static List<HardwareTest> named(String... names) {
        return HardwareTests.read().all().stream()
                .filter(t -> Arrays.asList(names).contains(t.name()))
                .toList();
    }

    @Test
    void canaryTwinAndSelfChecks(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Runtime.getRuntime().availableProcessors() >= 2, "needs two processors");
        List<HardwareTest> tests =
                named(
                        "S01StoreBuffering",
                        "S05Nowrite.Guarded",
                        "S05Nowrite.WithoutNowrite",
                        "S09DaemonAsActor.NowriteFour",
                        "selfcheck.Forbidden",
                        "selfcheck.Silent",
                        "selfcheck.Wedged");
        assertEquals(7, tests.size());
        StressEngine engine = new StressEngine(folder, SHORT, 2, Duration.ofSeconds(12));
        Map<String, TestReport> reports =
                engine.run(tests, (done, planned) -> {}).stream()
                        .collect(Collectors.toMap(TestReport::name, r -> r));
        assertNull(engine.trouble());
        assertVerdict(Verdict.SEEN, reports.get("S01StoreBuffering"));
        assertVerdict(Verdict.PASSED, reports.get("S05Nowrite.Guarded"));
        assertVerdict(Verdict.CAUGHT, reports.get("S05Nowrite.WithoutNowrite"));
        assertVerdict(Verdict.NEEDS_CPUS, reports.get("S09DaemonAsActor.NowriteFour"));
        assertVerdict(Verdict.FORBIDDEN, reports.get("selfcheck.Forbidden"));
        assertVerdict(Verdict.NOT_CAUGHT, reports.get("selfcheck.Silent"));
        TestReport wedged = reports.get("selfcheck.Wedged");
        assertVerdict(Verdict.WEDGED, wedged);
        String threads = Files.readString(folder.resolve("threads/selfcheck.Wedged.txt"));
        assertTrue(threads.contains("waitsForEver"), threads);
        assertTrue(Files.exists(folder.resolve("report/index.html")));
    }

    @Test
    void aRunThatPlansNothingIsFailed(@TempDir Path folder) throws Exception {
        HardwareTest real = named("S05Nowrite.Guarded").get(0);
        Effort nonsense = new Effort("test", 1, 50, List.of("-no-such-option"));
        StressEngine engine = new StressEngine(folder, nonsense, 2, Duration.ofSeconds(30));
        List<TestReport> reports = engine.run(List.of(real), (done, planned) -> {});
        assertTrue(engine.trouble() != null && engine.trouble().contains("planned no test"));
        assertVerdict(Verdict.FAILED, reports.get(0));
    }

    private static void assertVerdict(Verdict verdict, TestReport report) {
        assertEquals(verdict, report.verdict(), report.toString());
    }
}
