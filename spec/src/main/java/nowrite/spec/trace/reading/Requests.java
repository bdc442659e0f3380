package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** Follows the requests of a trace. */
final class Requests {
    private static final String FREE = "free";

    private final List<RequestLife> ended = new ArrayList<>();
    private final Map<String, RequestLife> living = new LinkedHashMap<>();
    private int writes;

    private Requests() {}

    static List<RequestLife> of(Trace trace) {
        Requests requests = new Requests();
        for (Trace.Step step : trace.steps()) {
            for (Trace.Change change : step.changes()) {
                if (Paths.isRequest(change.path())) {
                    requests.changed(step, change);
                }
            }
            requests.moved(step);
        }
        requests.ended.addAll(requests.living.values());
        return requests.ended.stream()
                .sorted(
                        Comparator.comparingInt(RequestLife::prepared)
                                .thenComparing(RequestLife::slot))
                .toList();
    }

    private void changed(Trace.Step step, Trace.Change change) {
        String slot = change.path().substring("req.".length());
        String to = change.to() == null ? FREE : change.to();
        RequestLife life = living.get(slot);
        if (to.equals(FREE)) {
            if (life != null) {
                ended.add(living.remove(slot).ended(step.n()));
            }
            return;
        }
        if (life == null) {
            boolean writeback = Paths.pageOfSlot(slot) >= 0;
            life = RequestLife.made(slot, writeback ? ++writes : 0, to, step);
        }
        living.put(slot, life.changed(to, step.n()));
    }

    /** What only other paths show: queueing, and that the daemon did the work. */
    private void moved(Trace.Step step) {
        for (Trace.Change change : step.changes()) {
            boolean queue = change.path().equals("queued_writes");
            if (queue || change.path().equals("writepages")) {
                List<String> before = Texts.list(change.from());
                for (String slot : Texts.list(change.to())) {
                    if (!before.contains(slot)) {
                        living.computeIfPresent(
                                slot,
                                (k, life) -> queue ? life.queued(step.n()) : life.listed(step.n()));
                    }
                }
            }
        }
        if (Trace.isDaemon(step.task())
                && step.label().startsWith("daemon:")
                && !step.label().endsWith(":read")
                && !step.label().endsWith(":reply")) {
            living.computeIfPresent(
                    Texts.slotOfDaemon(step.task()), (k, life) -> life.applied(step.n()));
        }
    }
}
