package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.steer.Lead;
import nowrite.stress.kernel.steer.Leads;
import nowrite.stress.kernel.steer.SteeredRun;
import nowrite.stress.kernel.steer.TraceLeads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls and answers lead the running kernel; where it does something else, that is said. */
class SteeringTest {

    @TempDir private Path folder;

    private static Path file(String name) throws Exception {
        return Path.of(SteeringTest.class.getResource("steps/" + name + ".steps").toURI());
    }

    private static Map<Rule, Tally> judge(SteeredRun.Result result) {
        return new Judge(Checkout.find().boundary()).judge(result.log(), "");
    }

    @ParameterizedTest
    @CsvSource({
        "truncate-in-flight, R1",
        "writeback-during-setattr, R1",
        "second-store, R3",
        "dio-redirty, R3",
        "calls, R7"
    })
    void kernelGoesAlong(String name, Rule exercised) throws Exception {
        Live.needed();
        SteeredRun.Result result =
                new SteeredRun(Leads.read(file(name))).run(folder.resolve("kept"));
        assertNull(result.trouble());
        assertNull(result.outcome().astray(), () -> result.outcome() + " " + result.said());
        Map<Rule, Tally> tallies = judge(result);
        assertTrue(tallies.get(exercised).premises() > 0);
        tallies.values()
                .forEach(tally -> assertEquals(0, tally.violations(), tally.told()::toString));
    }

    @Test
    void kernelThatDoesNotGoAlongIsSaid() throws Exception {
        Live.needed();
        // As a kernel without nowrite would do it.
        Path wrong = folder.resolve("wrong.steps");
        Files.writeString(
                wrong,
                Files.readString(file("truncate-in-flight"))
                        .replace("absent SIZE", "arrives SIZE 2h"));
        SteeredRun.Result result = new SteeredRun(Leads.read(wrong)).run(folder.resolve("kept"));
        assertNull(result.trouble());
        assertNotNull(result.outcome().astray());
        assertEquals(Lead.Verb.ARRIVES, result.outcome().astray().verb());
        assertTrue(
                result.outcome().instead().contains("with the daemon: WRITEBACK at 4096"),
                result.outcome().instead());
    }

    @ParameterizedTest
    @CsvSource({
        "reclaim 0, memory reclaim begins inside the kernel",
        "migrate 0, pages are moved from inside the kernel",
        "throttle, an allocation waits for writeback inside the kernel",
        "sync, sync(2) would wait for every mount of the machine",
        "store 0, no system call does it here"
    })
    void whatNoCallCanDoIsSaidByName(String operation, String why) throws Exception {
        Live.needed();
        Path steps = folder.resolve("inside.steps");
        Files.writeString(steps, "call p " + operation + "\n");
        SteeredRun.Result result = new SteeredRun(Leads.read(steps)).run(folder.resolve("kept"));
        assertNull(result.trouble());
        assertEquals(0, result.outcome().followed());
        assertTrue(result.outcome().instead().contains(why), result.outcome().instead());
    }

    /** Other kernels may do otherwise; then the page in docs/findings needs a line. */
    @ParameterizedTest
    @CsvSource({"hole-and-store, R9", "open-without-nowrite, R8", "open-during-write, R10"})
    void findingIsSeenOrTheKernelDoesOtherwise(String name, Rule broken) throws Exception {
        Live.needed();
        Path steps = Checkout.find().root().resolve("docs/findings/steps/" + name + ".steps");
        SteeredRun.Result result = new SteeredRun(Leads.read(steps)).run(folder.resolve("kept"));
        assertNull(result.trouble());
        boolean seen = judge(result).get(broken).violations() > 0;
        assertTrue(
                seen || result.outcome().astray() != null || !isKernelOfTheFinding(),
                () -> "followed, and " + broken + " was not broken: " + result.said());
    }

    private static boolean isKernelOfTheFinding() {
        return System.getProperty("os.version").startsWith("6.18.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "calls p store 0h",
                "call p",
                "arrives",
                "answer WRITEBACK 0h error x",
                "returns p q"
            })
    void wrongLeadIsRefusedWithItsLine(String lead) throws Exception {
        Path file = folder.resolve("x.steps");
        Files.writeString(file, "pages 1\n" + lead + "\n");
        String said =
                assertThrows(IllegalArgumentException.class, () -> Leads.read(file)).getMessage();
        assertTrue(said.contains("x.steps:2: ") && said.contains("call TASK OPERATION"), said);
    }

    @Test
    void traceGivesCallsRequestsAndAnswers() {
        Map<String, String> initial = new LinkedHashMap<>();
        initial.put("i_size", "1h");
        initial.put("page0.cached", "none");
        Trace.Change sent = new Trace.Change("req.0.1", "free", "PENDING WRITE 0+2 [p.1 init]");
        Trace.Change read = new Trace.Change("req.0.1", sent.to(), "SENT WRITE 0+2 [p.1 init]");
        Trace.Change over =
                new Trace.Change("req.0.1", read.to(), "FINISHED WRITE 0+2 [p.1 init] err 5");
        Trace.Change done = new Trace.Change("f.op", "1", "2");
        Trace trace =
                new Trace(
                                2,
                                "own",
                                "2.6.26",
                                "explorer",
                                "P3",
                                "",
                                "",
                                "",
                                List.of("f"),
                                initial,
                                List.of(
                                        step(1, "f", List.of(sent)),
                                        step(2, "f", List.of(done)),
                                        step(3, "daemon(0.1)", List.of(read)),
                                        step(4, "daemon(0.1)", List.of(over))),
                                "violated",
                                null,
                                List.of())
                        .described(
                                Map.of("f", List.of("writepages none")),
                                "any-order",
                                List.of(),
                                Map.of());
        Leads leads = TraceLeads.of(trace);
        assertEquals(
                List.of(
                        "call f writepages none",
                        "arrives WRITEBACK 0h",
                        "returns f",
                        "answer WRITEBACK 0h error 5"),
                leads.leads().stream().map(Lead::toString).toList());
        assertEquals(1, leads.size());
        assertEquals(2, leads.halves());
    }

    private static Trace.Step step(int n, String task, List<Trace.Change> changes) {
        return new Trace.Step(n, task, "x:y", Map.of(), changes, List.of());
    }
}
