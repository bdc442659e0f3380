package nowrite.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;

/** The model is code that runs on real threads. */
class ThreadedRunTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long P13 = 1L << Property.P13.ordinal();

    @Test
    void truncateAgainstWritebackEndsAndHolds() throws Exception {
        Scenario scenario = scenario("truncate/in-flight");
        for (int seed = 0; seed < 300; seed++) {
            ThreadedRun run = ThreadedRun.of(scenario, KernelId.parse("2.6.26"), seed, PATIENCE);
            assertEquals(List.of(), run.hung(), "seed " + seed);
            assertEquals(0, run.violated() & ~P13, "seed " + seed);
        }
    }

    @Test
    void fsyncAndTruncateEndAndHold() throws Exception {
        Scenario scenario = scenario("fsync/truncate");
        for (int seed = 0; seed < 100; seed++) {
            ThreadedRun run = ThreadedRun.of(scenario, KernelId.parse("2.6.26"), seed, PATIENCE);
            assertEquals(List.of(), run.hung(), "seed " + seed);
            assertEquals(0, run.violated() & ~P13, "seed " + seed);
        }
    }

    @Test
    void closeMeetsFaultsOfOtherThreadsAndEnds() throws Exception {
        Scenario scenario = scenario("close/two-handles");
        long holes = P13 | 1L << Property.P3.ordinal() | 1L << Property.P4.ordinal();
        for (int seed = 0; seed < 100; seed++) {
            ThreadedRun run = ThreadedRun.of(scenario, KernelId.parse("2.6.26"), seed, PATIENCE);
            assertEquals(List.of(), run.hung(), "seed " + seed);
            assertEquals(0, run.violated() & ~holes, "seed " + seed);
        }
    }

    @Test
    void whatDirectIoPutsIntoAMappingIsDurable() throws Exception {
        Scenario scenario = scenario("dio/completion");
        long holes = P13 | 1L << Property.P3.ordinal();
        for (int seed = 0; seed < 100; seed++) {
            ThreadedRun run = ThreadedRun.of(scenario, KernelId.parse("2.6.26"), seed, PATIENCE);
            assertEquals(List.of(), run.hung(), "seed " + seed);
            assertEquals(0, run.violated() & ~holes, "seed " + seed);
        }
    }

    @Test
    void aTaskThatIsNeverWokenIsReportedAsHung() throws Exception {
        Scenario scenario = scenario("setattr/launder");
        KernelId kernel = KernelId.parse("2.6.26 without invalidate-after-release");
        for (int seed = 0; seed < 200; seed++) {
            ThreadedRun run = ThreadedRun.of(scenario, kernel, seed, Duration.ofMillis(300));
            if (!run.hung().isEmpty()) {
                assertEquals(
                        List.of("t at fuse_wait_on_page_writeback:wait"),
                        run.hung(),
                        "seed " + seed);
                return;
            }
        }
        throw new AssertionError("the self-deadlock was never met in 200 runs");
    }

    @Test
    void truncateWithoutNowriteResurrectsData() throws Exception {
        Scenario scenario = scenario("truncate/in-flight");
        KernelId kernel = KernelId.parse("2.6.26 without nowrite");
        long seen = 0;
        for (int seed = 0; seed < 3000 && seen == 0; seed++) {
            seen = ThreadedRun.of(scenario, kernel, seed, PATIENCE).violated() & ~P13;
        }
        assertTrue((seen & 1L << Property.P2.ordinal()) != 0, "P2 was never violated");
    }

    private static Scenario scenario(String name) throws IOException {
        Path root = Path.of(System.getProperty("nowrite.home"), "spec/scenarios");
        return new ScenarioParser(root, Kernels.catalogue())
                .parse(root.resolve(name + ScenarioParser.SUFFIX));
    }
}
