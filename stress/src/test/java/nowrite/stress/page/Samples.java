package nowrite.stress.page;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.ExplorerEngine;

/** Traces for the tests of the pages. */
final class Samples {
    private Samples() {}

    /** A scenario of the checkout. */
    static Scenario scenario(String name) throws Exception {
        Path folder = Path.of(System.getProperty("nowrite.home"), "spec/scenarios");
        return new ScenarioParser(folder, Kernels.catalogue()).parse(folder.resolve(name + ".scn"));
    }

    /** The explorer's counterexample. */
    static Trace found(String scenario, String kernel, Property property) throws Exception {
        return new ExplorerEngine()
                .run(
                        scenario(scenario),
                        KernelId.parse(kernel),
                        Limits.ofTime(Duration.ofMinutes(1)),
                        Progress.NONE)
                .traces()
                .get(property);
    }

    /**
     * A small trace by hand: a page lock, a copy on its way, a wait for i_mutex, a path that this
     * program does not know, and names that need escaping.
     */
    static Trace small() {
        Map<String, String> start = new LinkedHashMap<>();
        start.put("i_size", "2");
        start.put("i_mutex", "-");
        start.put("writectr", "0");
        start.put("queued_writes", "[]");
        start.put("pending", "[]");
        start.put("page0.cached", "1");
        start.put("frame0.1.locked", "-");
        start.put("frame0.1.dirty", "0");
        start.put("frame0.1.data", "[init init]");
        start.put("pte.p.0", "none");
        start.put("req.t", "free");
        start.put("req.0.1", "free");
        start.put("daemon.size", "2");
        start.put("daemon.data", "[init init]");
        start.put("fi.brand_new", "<0>");
        start.put("ghost.bad", "[]");
        start.put("p.pc", "store:access");
        start.put("t.pc", "fuse_set_nowrite:wait");
        start.put("daemon(0.1).pc", "daemon:read");
        List<Trace.Step> steps = new ArrayList<>();
        step(steps, "p", "__do_fault:lock_page", "frame0.1.locked", "-", "p");
        step(steps, "p", "__do_fault:set_pte", "pte.p.0", "none", "rw 1");
        step(steps, "p", "store:access", "frame0.1.data", "[init init]", "[p.1 init]");
        step(steps, "t", "notify_change:i_mutex", "i_mutex", "-", "t");
        step(steps, "t", "fuse_set_nowrite:bias", "writectr", "0", "NOWRITE");
        step(steps, "p", "no_such_function:what", "fi.brand_new", "<0>", "a & \"b\"");
        String copy = "INIT WRITE 0+0 [p.1 init]";
        step(steps, "p", "fuse_writepage_locked:copy", "req.0.1", "free", copy);
        String sent = "PENDING WRITE 0+2 [p.1 init]";
        step(steps, "p", "fuse_flush_writepages:send", "req.0.1", copy, sent);
        String read = "SENT WRITE 0+2 [p.1 init]";
        step(steps, "daemon(0.1)", "daemon:read", "req.0.1", sent, read);
        step(steps, "p", "fuse_writepage:unlock_page", "frame0.1.locked", "p", "-");
        step(steps, "daemon(0.1)", "daemon:apply", "daemon.data", "[init init]", "[p.1 init]");
        return trace(List.of("t", "p"), start, steps);
    }

    /** The small trace's changes again and again, to as many steps and tasks as wanted. */
    static Trace stretched(int length) {
        Trace small = small();
        List<Trace.Step> steps = new ArrayList<>();
        String dirty = "0";
        for (int n = 1; n <= length; n++) {
            String task = List.of("t", "p", "q", "f").get(n % 4);
            String next = dirty.equals("0") ? "1" : "0";
            step(steps, task, "do_wp_page:set_page_dirty", "frame0.1.dirty", dirty, next);
            dirty = next;
        }
        return trace(List.of("t", "p", "q", "f"), small.initial(), steps);
    }

    private static Trace trace(
            List<String> tasks, Map<String, String> start, List<Trace.Step> steps) {
        return new Trace(
                Trace.SCHEMA,
                "own/<sample>",
                "2.6.26 without nowrite",
                "explorer",
                "P1",
                "A WRITE is with the daemon & nobody may send one.",
                "1 page, exhausted, a shortest schedule",
                "./nowrite explore own/<sample>",
                tasks,
                start,
                steps,
                "violated",
                null,
                List.of());
    }

    private static void step(
            List<Trace.Step> steps,
            String task,
            String label,
            String path,
            String from,
            String to) {
        int n = steps.size() + 1;
        boolean waits = n >= 5 && n <= 7 && !task.equals("q");
        steps.add(
                new Trace.Step(
                        n,
                        task,
                        label,
                        Map.of("page", "1"),
                        List.of(new Trace.Change(path, from, to)),
                        waits ? List.of("t") : List.of()));
    }
}
