package nowrite.spec.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Traces to test with. */
final class Samples {

    private Samples() {}

    static Trace columns() {
        Map<String, String> initial = new LinkedHashMap<>();
        initial.put("i_size", "2");
        initial.put("writectr", "0");
        initial.put("frame0.1.dirty", "1");
        initial.put("req.0.1", "free");
        initial.put("ghost.bad", "[]");
        initial.put("f.pc", "fuse_writepage_locked:copy");
        List<Trace.Step> steps =
                List.of(
                        step(
                                1,
                                "f",
                                "fuse_writepage_locked:copy",
                                List.of(),
                                change("req.0.1", "free", "INIT WRITE 0+0 [p.1 init]"),
                                change("f.pc", "fuse_writepage_locked:copy", "done")),
                        step(
                                2,
                                "t",
                                "clear_page_dirty_for_io:test_and_clear",
                                List.of("f"),
                                change("frame0.1.dirty", "1", "0"),
                                change("writectr", "0", "NOWRITE")),
                        step(3, "t", "fuse_set_nowrite:wait", List.of("f")),
                        step(
                                4,
                                "daemon(0.1)",
                                "daemon:reply",
                                List.of(),
                                change("i_size", "2", null),
                                change("ghost.bad", "[]", "[P4]")));
        return new Trace(
                Trace.SCHEMA,
                "truncate/in-flight",
                "2.6.26 without nowrite",
                "tlc",
                "P4",
                "For every half page, the daemon never applies a writeback WRITE with an older"
                        + " store after one with a newer store.",
                "1 page, 3 tasks, a shortest schedule",
                "./nowrite check spec/scenarios/truncate/in-flight.scn",
                List.of("f", "t", "w"),
                initial,
                steps,
                "violated",
                null,
                List.of());
    }

    static Trace list() {
        List<Trace.Step> steps =
                List.of(
                        step(1, "p", "store:access", List.of()),
                        step(2, "f", "write_cache_pages:lock_page", List.of("p")),
                        step(3, "t", "notify_change:i_mutex", List.of("p")),
                        step(4, "daemon(t)", "daemon:read", List.of("p", "t", "daemon(0.1)")));
        return new Trace(
                Trace.SCHEMA,
                "deadlock",
                "2.6.26",
                "explorer",
                "P8",
                "Some task can move.",
                "1 page",
                "./nowrite explore deadlock.scn",
                List.of("p", "f", "t"),
                Map.of(),
                steps,
                "deadlock",
                null,
                List.of("p waits for frame 0.1, held by t", "t waits for i_mutex, held by p"));
    }

    static Trace.Step step(
            int n, String task, String label, List<String> blocked, Trace.Change... changes) {
        Map<String, String> locals = n == 1 ? Map.of("page", "1") : Map.of();
        return new Trace.Step(n, task, label, locals, List.of(changes), blocked);
    }

    static Trace.Change change(String path, String from, String to) {
        return new Trace.Change(path, from, to);
    }
}
