package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** A small trace, step by step, for the tests of what is read in it. */
abstract class ToyTrace {
    final Map<String, String> initial = new LinkedHashMap<>();
    final List<Trace.Step> steps = new ArrayList<>();

    final void step(String task, String label, String... changes) {
        List<Trace.Change> all = new ArrayList<>();
        for (int i = 0; i < changes.length; i += 3) {
            initial.putIfAbsent(changes[i], changes[i + 1]);
            all.add(new Trace.Change(changes[i], changes[i + 1], changes[i + 2]));
        }
        initial.putIfAbsent(task + ".op", "1");
        steps.add(new Trace.Step(steps.size() + 1, task, label, Map.of(), all, List.of()));
    }

    final Reading reading(String property, String sentence) {
        return reading(property, sentence, "violated");
    }

    final Reading reading(String property, String sentence, String end) {
        return Reading.of(
                new Trace(
                        Trace.SCHEMA,
                        "toy",
                        "3.13",
                        "explorer",
                        property,
                        sentence,
                        "1 page",
                        "./nowrite explore toy",
                        List.of("f", "t", "p"),
                        initial,
                        steps,
                        end,
                        null,
                        List.of()));
    }

    final void inFlight(String state) {
        initial.put("i_size", "2");
        initial.put("frame0.1.data", "[p.1 0]");
        initial.put("frame0.1.locked", "-");
        initial.put("page0.cached", "1");
        step("f", "fuse_writepages_fill:alloc", "req.0.1", "free", "INIT WRITE 0+0 [] 0 pages");
        step(
                "f",
                "fuse_writepages_fill:copy",
                "req.0.1",
                "INIT WRITE 0+0 [] 0 pages",
                "INIT WRITE 0+0 [] +[p.1 0] 0 pages");
        step(
                "f",
                "fuse_flush_writepages:send",
                "req.0.1",
                "INIT WRITE 0+0 [] +[p.1 0] 0 pages",
                state + " WRITE 0+1 [p.1 0]");
        step("t", "fuse_writepages_fill:alloc", "req.0.2", "free", "INIT WRITE 0+0 [] 0 pages");
        step(
                "t",
                "fuse_writepages_fill:copy",
                "req.0.2",
                "INIT WRITE 0+0 [] 0 pages",
                "INIT WRITE 0+0 [] +[p.1 p.2] 0 pages");
    }
}
