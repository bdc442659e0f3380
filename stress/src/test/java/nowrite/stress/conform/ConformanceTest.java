package nowrite.stress.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcException;
import nowrite.spec.tlc.TlcGraph;
import nowrite.spec.tlc.TlcGraphs;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spec and model have the same graph; where one of them is changed, the first difference shows. */
class ConformanceTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final KernelId KERNEL = KernelId.parse("2.6.26");
    private static final KernelId CHANGED = KernelId.parse("2.6.26 without nowrite");
    private static final Limits LIMITS = Limits.ofTime(Duration.ofMinutes(5));
    private static final Progress SILENT = (states, pending, depth) -> {};

    @TempDir static Path work;

    private static TlaKernels kernels;
    private static TlcGraphs tlc;

    @BeforeAll
    static void readModules() throws IOException {
        kernels = TlaKernels.read(HOME.resolve("spec/tla"));
        tlc = new TlcGraphs(kernels, work, 1000);
    }

    private static Scenario scenario(String name) throws IOException {
        Path folder = HOME.resolve("spec/scenarios");
        return new ScenarioParser(folder, Kernels.catalogue())
                .parse(folder.resolve(name + ScenarioParser.SUFFIX));
    }

    private static Conformed compare(String name, KernelId ofSpec, KernelId ofModel)
            throws IOException, InterruptedException {
        return new Conformance(tlc)
                .compare(scenario(name), ofSpec, ofModel, Canonical.form(), LIMITS, SILENT);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "close/last-writer, 2.6.26 without handle-reference, 71",
        "daemon/silent, 2.6.26, 2093",
        "fsync/own, 2.6.26 without sync-writes, 406",
        "fsync/one-address-space, 2.6.26, 1716",
        "reclaim/evict-and-read, 2.6.26, 141",
        "mkwrite/truncate, 2.6.30 without mapping-check, 427",
        "mkwrite/fails, 2.6.30 with dirty-before-mkwrite, 158",
        "mkwrite/tail, 2.6.30 with pagecache-isize-extended, 271",
        "setattr/errors-twice, 2.6.26 without release, 1670",
        "setattr/launder, 2.6.26, 509",
        "setattr/two-in-nowrite, 2.6.26, 84",
        "store/own-writeback, 2.6.26 without mkwrite-wait, 327",
        "sync/silent, 2.6.26, 213",
        "write/reread, 2.6.26, 932"
    })
    void theGraphsAreEqual(String name, String kernelName, long states)
            throws IOException, InterruptedException {
        KernelId kernel = KernelId.parse(kernelName);
        Conformed found = new Conformance(tlc).compare(scenario(name), kernel, LIMITS, SILENT);
        assertNull(found.failed());
        assertNull(found.difference());
        assertTrue(found.equal());
        assertEquals(ExitCode.OK, found.exitCode());
        assertEquals(states, found.spec().states());
        assertEquals(states, found.model().states());
        assertEquals(found.spec().edges(), found.model().edges());
        assertTrue(found.spec().edges() > states);
    }

    /** Two changes of one component, one class put on the other when they are loaded. */
    @Test
    void composedChangesHaveEqualGraphs() throws IOException, InterruptedException {
        KernelId both = KernelId.parse("2.6.26 without crop without wake-at-completion");
        KernelId one = KernelId.parse("2.6.26 without crop");
        KernelId other = KernelId.parse("2.6.26 without wake-at-completion");
        Conformed found = compare("truncate/beyond", both, both);
        assertNull(found.failed());
        assertTrue(found.equal());
        assertTrue(compare("truncate/beyond", both, one).difference() != null);
        assertTrue(compare("truncate/beyond", both, other).difference() != null);
    }

    @Test
    void aChangeOfTheModelShows() throws IOException, InterruptedException {
        Conformed found = compare("truncate/in-flight", KERNEL, CHANGED);
        assertEquals(ExitCode.DISAGREE, found.exitCode());
        assertEquals(
                new Difference(
                        List.of("t notify_change:i_mutex"),
                        List.of(),
                        List.of(),
                        List.of(
                                new Difference.Elsewhere(
                                        "t fuse_do_setattr:get_req",
                                        List.of(
                                                new Difference.Value(
                                                        "t.pc",
                                                        "fuse_set_nowrite:bias",
                                                        "fuse_do_setattr:send"))))),
                found.difference());
    }

    @Test
    void aChangeOfTheSpecShows() throws IOException, InterruptedException {
        KernelId changed = KernelId.parse("2.6.26 without decrement-before-wake");
        Conformed found = compare("fsync/own", changed, KERNEL);
        List<String> schedule = found.difference().schedule();
        assertEquals("daemon(0.1) daemon:reply", schedule.get(schedule.size() - 1));
        assertEquals(
                List.of(
                        new Difference.Elsewhere(
                                "daemon(0.1) fuse_writepage_end:lock",
                                List.of(new Difference.Value("writectr", "1", "0")))),
                found.difference().elsewhere());
    }

    @Test
    void aBudgetThatRunsOutProvesNothing() throws IOException, InterruptedException {
        Limits few = new Limits(50, Integer.MAX_VALUE, Duration.ofMinutes(5), false, true);
        Conformed found = new Conformance(tlc).compare(scenario("fsync/own"), KERNEL, few, SILENT);
        assertEquals(ExitCode.UNKNOWN, found.exitCode());
        assertTrue(found.unknown().startsWith("the explorer: "), found.unknown());
    }

    /** Hiding any path that ever changes is noticed; those that never do cannot be. */
    @Test
    void whateverIsHiddenIsNoticed() throws IOException, InterruptedException {
        Scenario scenario = scenario("fsync/own");
        TlcGraph graph = tlc.of(scenario, KERNEL, LIMITS.time(), SILENT).orElseThrow();
        Side side = new SpecSide(graph);
        Map<String, Set<String>> values = new LinkedHashMap<>();
        for (int state = 0; state < side.states(); state++) {
            side.words(state)
                    .forEach(
                            (path, value) ->
                                    values.computeIfAbsent(path, p -> new TreeSet<>()).add(value));
        }
        List<String> unnoticed = new ArrayList<>();
        int tried = 0;
        for (String path : values.keySet()) {
            if (values.get(path).size() > 1) {
                tried++;
                // Counters of pages tell the same in several ways, so they are hidden together.
                Canonical hiding =
                        Canonical.hiding(
                                path.startsWith("vmstat.")
                                        ? other -> other.startsWith("vmstat.")
                                        : path::equals);
                try {
                    graph.requireShown(hiding::ownFormOf);
                    unnoticed.add(path);
                } catch (TlcException e) {
                    assertTrue(e.getMessage().contains("hides something"), e.getMessage());
                }
            }
        }
        assertEquals(List.of(), unnoticed);
        assertTrue(tried > 20, "only " + tried + " paths change");
        graph.requireShown(Canonical.form()::ownFormOf);
    }

    @Test
    void statesThatLookTheSameAreNoticedOnBothSides() throws IOException, InterruptedException {
        Canonical hiding = Canonical.hiding("p.pc"::equals);
        Conformed found =
                new Conformance(tlc)
                        .compare(scenario("fsync/own"), KERNEL, KERNEL, hiding, LIMITS, SILENT);
        assertEquals(ExitCode.FAILED, found.exitCode());
        Side model = ToySide.of("model", "a x b", "b y c").hiding("c", "b");
        NotInjectiveException e =
                assertThrows(
                        NotInjectiveException.class, () -> Digests.of(model, Canonical.form()));
        assertEquals(
                "the canonical form hides something: two different states of the model have the"
                        + " same form; one after [context 1 x], the other after [context 1 x,"
                        + " context 1 y]; they differ in something that the view does not show at"
                        + " all",
                e.getMessage());
    }
}
