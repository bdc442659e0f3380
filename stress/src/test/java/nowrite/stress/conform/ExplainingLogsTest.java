package nowrite.stress.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nowrite.model.Kernels;
import nowrite.model.ThreadedRun;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Progress;
import nowrite.spec.log.Explained;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.LogFile;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcLogs;
import nowrite.spec.trace.TraceException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLC explains what real threads did, and refuses a log that was tampered with. */
class ExplainingLogsTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final KernelId KERNEL = KernelId.parse("2.6.26");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofMinutes(3);

    /** One task and the daemon: what comes after what is known. */
    private static final String ALONE =
            """
            pages 1
            file 1p
            task t store 0h, fsync, truncate 1h
            expect 2.6.26 violates P13
            """;

    @TempDir static Path work;

    private static TlaKernels kernels;
    private static TlcLogs tlc;

    @BeforeAll
    static void readModules() throws IOException {
        kernels = TlaKernels.read(HOME.resolve("spec/tla"));
        tlc = new TlcLogs(kernels, HOME.resolve("spec/scenarios"), work, 500);
    }

    private static Scenario scenario(String name) throws IOException {
        Path folder = HOME.resolve("spec/scenarios");
        return new ScenarioParser(folder, Kernels.catalogue())
                .parse(folder.resolve(name + ScenarioParser.SUFFIX));
    }

    private static Scenario alone() throws IOException {
        Path file = work.resolve("alone.scn");
        java.nio.file.Files.writeString(file, ALONE);
        return new ScenarioParser(work, Kernels.catalogue()).parse(file);
    }

    private static StepLog record(Scenario scenario, KernelId kernel, int runs)
            throws InterruptedException {
        List<LogEvent> events = new ArrayList<>();
        for (int run = 1; run <= runs; run++) {
            ThreadedRun threads = ThreadedRun.recorded(scenario, kernel, run, run, PATIENCE);
            assertEquals(List.of(), threads.hung());
            events.addAll(threads.events());
        }
        return log(scenario, kernel, runs, events);
    }

    private static StepLog log(
            Scenario scenario, KernelId kernel, int runs, List<LogEvent> events) {
        return new StepLog(
                scenario.name(),
                kernel.toString(),
                StepLog.THREADS,
                "./nowrite run",
                runs,
                Map.of(),
                events);
    }

    private static Explained explain(StepLog log, Scenario scenario) throws InterruptedException {
        return tlc.explain(log, scenario, KERNEL, TIME, Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({"truncate/in-flight", "store/second-mapping", "fsync/truncate"})
    void whatThreadsDidIsABehaviour(String name) throws Exception {
        Scenario scenario = scenario(name);
        StepLog log = record(scenario, KERNEL, 60);
        Explained explained = explain(log, scenario);
        assertNull(explained.refusal(), () -> String.valueOf(explained.refusal()));
        assertTrue(explained.accepted());
        assertEquals(log.events().size(), explained.events());
        assertEquals(60, explained.runs());
    }

    @Test
    void stepsThatTheKernelDoesNotTakeAreRefused() throws Exception {
        Scenario scenario = scenario("truncate/in-flight");
        StepLog log = record(scenario, KernelId.parse("2.6.26 without mkclean"), 40);
        Explained.Refusal refusal = explain(log, scenario).refusal();
        assertEquals("f", refusal.task());
        assertEquals("write_cache_pages:lock_page", refusal.label().replace(".test", ""));
        assertEquals(
                List.of(
                        new Explained.Difference(
                                "f.pc",
                                "page_mkclean:clean",
                                "clear_page_dirty_for_io:test_and_clear")),
                refusal.differs().stream().filter(d -> d.path().equals("f.pc")).toList());
    }

    /** What is done to a log at one of its events. */
    private interface Tampering {
        void at(List<LogEvent> events, int index);
    }

    /**
     * A tampering, and what must come out.
     *
     * @param at the label of the event of the second of three runs that is tampered with
     * @param refused the event that must be refused, task and label
     * @param stands where its context must stand
     * @param difference what it must not have seen; null if it may not be taken at all
     */
    private record Tampered(
            String at,
            Tampering tampering,
            String refused,
            String stands,
            Explained.Difference difference) {}

    private static Tampered value(String task, String label, String path, String to, String spec) {
        Tampering tampering =
                (events, index) -> {
                    LogEvent event = events.get(index);
                    Map<String, String> saw = new HashMap<>(event.saw());
                    saw.put(path, to);
                    events.set(index, changed(event, label, event.begin(), event.end(), saw));
                };
        return new Tampered(
                label,
                tampering,
                task + " " + label,
                label,
                new Explained.Difference(path, spec, to));
    }

    private static Tampered drop(String label, String next) {
        return new Tampered(label, List::remove, "t " + next, label, null);
    }

    private static LogEvent changed(
            LogEvent event, String label, long begin, long end, Map<String, String> saw) {
        return new LogEvent(event.run(), event.task(), label, begin, end, event.next(), saw);
    }

    private static void relabel(List<LogEvent> events, int index) {
        LogEvent e = events.get(index);
        events.set(index, changed(e, "fuse_release_nowrite:release", e.begin(), e.end(), e.saw()));
    }

    /** The daemon reads the request before it is sent. */
    private static void readBeforeSent(List<LogEvent> events, int sent) {
        int read = sent;
        while (!events.get(read).task().equals("daemon(t)")) {
            read++;
        }
        long before = 10 * events.get(sent - 1).end();
        events.replaceAll(e -> changed(e, e.label(), 10 * e.begin(), 10 * e.end(), e.saw()));
        LogEvent e = events.remove(read);
        events.add(sent, changed(e, e.label(), before + 1, before + 2, e.saw()));
    }

    private static final List<Tampered> TAMPERED =
            List.of(
                    value("t", "fuse_do_setattr:apply", "i_size", "2", "1"),
                    value("t", "fuse_flush_writepages:send", "writectr", "0", "1"),
                    value("t", "fuse_set_nowrite:wait", "t.loc.err", "5", "(absent)"),
                    value("daemon(0.1)", "daemon:apply", "daemon.size", "1", "2"),
                    value("daemon(0.1)", "daemon:read", "pending", "[t]", "[]"),
                    value("t", "notify_change:unlock", "i_mutex", "t", "-"),
                    value("t", "__do_fault:set_pte", "pte.t.0", "ro", "rw 1"),
                    new Tampered(
                            "fuse_set_nowrite:bias",
                            ExplainingLogsTest::relabel,
                            "t fuse_release_nowrite:release",
                            "fuse_set_nowrite:bias",
                            null),
                    drop("fuse_set_nowrite:bias", "fuse_set_nowrite:wait"),
                    drop("do_fsync:i_mutex", "write_cache_pages:lock_page"),
                    drop("fuse_writepage_locked:copy", "fuse_writepage_locked:end_writeback"),
                    new Tampered(
                            "fuse_do_setattr:send",
                            ExplainingLogsTest::readBeforeSent,
                            "daemon(t) daemon:read",
                            "daemon:read",
                            null));

    @Test
    void aLogThatWasTamperedWithIsRefusedAtTheFirstEventThatNothingExplains() throws Exception {
        Scenario scenario = alone();
        List<LogEvent> good = record(scenario, KERNEL, 3).events();
        List<StepLog> logs = new ArrayList<>();
        logs.add(log(scenario, KERNEL, 3, good));
        for (Tampered tampered : TAMPERED) {
            List<LogEvent> events = new ArrayList<>(good);
            int index = 0;
            while (events.get(index).run() != 2
                    || !events.get(index).label().equals(tampered.at())
                    || !tampered.refused().startsWith("t ")
                            && !tampered.at().startsWith("fuse")
                            && !tampered.refused().startsWith(events.get(index).task())) {
                index++;
            }
            tampered.tampering().at(events, index);
            logs.add(log(scenario, KERNEL, 3, events));
        }
        List<Explained> explained = tlc.explain(logs, scenario, KERNEL, TIME, Progress.NONE);
        assertTrue(explained.get(0).accepted(), "untouched it is accepted");
        for (int i = 0; i < TAMPERED.size(); i++) {
            Tampered tampered = TAMPERED.get(i);
            Explained.Refusal refusal = explained.get(i + 1).refusal();
            String which = i + " " + tampered.at() + ": " + refusal;
            assertEquals(2, refusal.run(), which);
            assertEquals(tampered.refused(), refusal.task() + " " + refusal.label(), which);
            assertEquals(tampered.stands(), refusal.stands(), which);
            LogEvent event = logs.get(i + 1).events().get(refusal.line() - LogFile.line(0));
            assertEquals(tampered.refused(), event.task() + " " + event.label(), which);
            assertEquals(
                    tampered.difference() == null ? List.of() : List.of(tampered.difference()),
                    refusal.differs(),
                    which);
            assertFalse(refusal.allowed().isEmpty(), which);
        }
    }

    @Test
    void stepsThatOverlapHaveNoOrder() throws Exception {
        Scenario scenario = alone();
        List<LogEvent> events = new ArrayList<>();
        Map<String, Long> ends = new HashMap<>();
        for (LogEvent e : record(scenario, KERNEL, 1).events()) {
            long end = 10 * e.end();
            long begin =
                    e.task().equals("t") ? 10 * e.begin() : ends.getOrDefault(e.task(), 0L) + 1;
            events.add(changed(e, e.label(), begin, end, e.saw()));
            ends.put(e.task(), end);
        }
        Explained explained = explain(log(scenario, KERNEL, 1, events), scenario);
        assertNull(explained.refusal(), () -> String.valueOf(explained.refusal()));
        assertTrue(explained.accepted());
    }

    @Test
    void aStepThatWasCutOffMayOrMayNotHaveHappened() throws Exception {
        Scenario scenario = alone();
        List<LogEvent> events = record(scenario, KERNEL, 1).events();
        LogEvent last = events.get(events.size() - 1);
        List<LogEvent> cut = new ArrayList<>(events.subList(0, events.size() - 1));
        cut.add(new LogEvent(1, last.task(), last.label(), last.begin(), null, null, Map.of()));
        assertTrue(explain(log(scenario, KERNEL, 1, cut), scenario).accepted());
        cut.set(
                cut.size() - 1,
                new LogEvent(1, last.task(), "store:access", last.begin(), null, null, Map.of()));
        assertTrue(explain(log(scenario, KERNEL, 1, cut), scenario).accepted());
    }

    @Test
    void aContextThatTheScenarioDoesNotHaveIsABrokenLog() throws Exception {
        Scenario scenario = alone();
        LogEvent event = new LogEvent(1, "x", "store:access", 1, 2L, "done", Map.of());
        StepLog log = log(scenario, KERNEL, 1, List.of(event));
        TraceException e = assertThrows(TraceException.class, () -> explain(log, scenario));
        assertTrue(e.getMessage().startsWith("line 2: "), e.getMessage());
        assertTrue(e.getMessage().contains("has no x; it has t, daemon(t)"), e.getMessage());
    }
}
