package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P7 as liveness: an allocation above PAGE_ALLOC_COSTLY_ORDER beside a page that the silent daemon
 * has.
 */
class TlcLivenessTest {

    private static final String TEMPORARY_PAGES = "2.6.26";
    private static final String ORDINARY = "2.6.26 with ordinary-writeback";

    private static final String NOBODY_FINISHES = "\\A t \\in MC_Outside : [](pc[t] # \"done\")";

    private static final String DAEMON_ANSWERS =
            "<>(\\E s \\in Slots : req[s].st = \"FINISHED\" \\/ applied[0] # 0)";

    private final TlaKernels kernels;
    private final Scenario scenario;

    @TempDir private Path work;

    TlcLivenessTest() throws Exception {
        kernels = TlaKernels.read(Toy.HOME.resolve("spec/tla"));
        scenario =
                Toy.scenario(
                        kernels,
                        """
                        pages 1
                        file 1p
                        task p store 0h, writepages none
                        task r reclaim 0 costly
                        daemon any-order, silent
                        expect 2.6.26 violates P13
                        expect 2.6.26 with ordinary-writeback violates P7 P8 P13
                        """);
    }

    private List<TlcState> ask(String kernel, String property, long states) throws Exception {
        return ask(scenario, kernel, property, states);
    }

    private List<TlcState> ask(Scenario scenario, String kernel, String property, long states)
            throws Exception {
        return new TlcLiveness(TlcEngine.child(kernels, 256), work, Duration.ofMinutes(2))
                .counterexample(
                        new McModule(scenario, KernelId.parse(kernel), kernels),
                        property,
                        states,
                        Progress.NONE);
    }

    /** TLC takes the property apart, a branch for each task, and counts the graph for each. */
    @Test
    void twoTasksThatNeverNamedTheFileAreBothAsked() throws Exception {
        Scenario two =
                Toy.scenario(
                        kernels,
                        """
                        pages 1
                        file 1p
                        task p store 0h
                        task r reclaim 0
                        task s reclaim 0
                        daemon in-order
                        expect 2.6.26 violates P13
                        """);
        RunResult result = Toy.run(kernels, work, two, TEMPORARY_PAGES);
        assertEquals(Word.HOLDS_EXHAUSTED, result.words().get(Property.P7), result.message());
        for (int task = 2; task <= 3; task++) {
            String starves = "<>[](pc[" + task + "] # \"done\")";
            assertFalse(ask(two, TEMPORARY_PAGES, starves, result.states()).isEmpty(), starves);
        }
    }

    private long states(String kernel) throws Exception {
        RunResult result = Toy.run(kernels, work, scenario, kernel);
        assertFalse(result.has(Word.FAILED), result.message());
        return result.states();
    }

    @Test
    void withTemporaryPagesReclaimFinishesThoughTheDaemonNeverAnswers() throws Exception {
        RunResult result = Toy.run(kernels, work, scenario, TEMPORARY_PAGES);
        assertEquals(Word.HOLDS_EXHAUSTED, result.words().get(Property.P7), result.message());
        assertTrue(
                ask(TEMPORARY_PAGES, McModule.OUTSIDERS_FINISH, result.states()).isEmpty(),
                "on every behaviour");
    }

    /** The first search finds this, too; here liveness must find it alone. */
    @Test
    void withOrdinaryWritebackItWaitsForGood() throws Exception {
        List<TlcState> behaviour = ask(ORDINARY, McModule.OUTSIDERS_FINISH, states(ORDINARY));
        TlcState last = behaviour.get(behaviour.size() - 1);
        assertEquals("wait_on_page_writeback:wait", last.get("pc").at(2).asString());
    }

    /** It does not hold for want of behaviours: there are fair ones of each kind. */
    @Test
    void itIsNotVacuous() throws Exception {
        long states = states(TEMPORARY_PAGES);
        assertFalse(ask(TEMPORARY_PAGES, NOBODY_FINISHES, states).isEmpty(), "somebody finishes");
        assertFalse(ask(TEMPORARY_PAGES, DAEMON_ANSWERS, states).isEmpty(), "a silent daemon");
    }

    @Test
    void aGraphThatIsNotTheOneOfTheFirstSearchIsRefused() throws Exception {
        long states = states(TEMPORARY_PAGES);
        TlcException e =
                assertThrows(
                        TlcException.class,
                        () -> ask(TEMPORARY_PAGES, McModule.OUTSIDERS_FINISH, states + 1));
        assertTrue(e.getMessage().contains("the graph has " + (states + 1)), e.getMessage());
    }
}
