package nowrite.stress.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.RequestLife;
import nowrite.spec.trace.reading.Span;

/** Which earlier steps made a step possible, and how. */
final class Enablers {
    private final Reading reading;
    private final List<Trace.Step> steps;

    Enablers(Reading reading) {
        this.reading = reading;
        this.steps = reading.trace().steps();
    }

    /** Numbers of steps, each with what it did for this one, the latest first. */
    Map<Integer, String> of(Trace.Step step) {
        Map<Integer, List<String>> found = new java.util.TreeMap<>((a, b) -> b - a);
        int own = before(step);
        for (Span span : reading.blocked()) {
            if (span.context().equals(step.task()) && !span.open() && span.last() > own) {
                add(found, step, span.last(), "ended the wait");
            }
        }
        for (Span taken : reading.locks()) {
            if (taken.first() == step.n() && taken.context().equals(step.task())) {
                reading.locks().stream()
                        .filter(s -> s.what().equals(taken.what()) && !s.open())
                        .filter(s -> s.last() < step.n() && s.last() > 0)
                        .reduce((a, b) -> a.last() > b.last() ? a : b)
                        .ifPresent(s -> add(found, step, s.last(), "released " + s.what()));
            }
        }
        for (RequestLife life : reading.requests()) {
            if (life.read() == step.n()) {
                add(found, step, life.sent(), "sent the " + life.opcode());
            }
            if (life.replied() > own
                    && life.slot().equals(step.task())
                    && step.label().startsWith("request_wait_answer")) {
                add(found, step, life.replied(), "answered");
            }
        }
        if (own > 0) {
            add(found, step, own, "the step of " + step.task() + " before");
        }
        for (int cause : reading.causes(step.n())) {
            found.computeIfAbsent(cause, key -> new ArrayList<>());
        }
        Map<Integer, String> texts = new LinkedHashMap<>();
        found.forEach((n, how) -> texts.put(n, String.join(", ", how)));
        return texts;
    }

    private static void add(Map<Integer, List<String>> found, Trace.Step step, int n, String how) {
        if (n > 0 && n < step.n()) {
            found.computeIfAbsent(n, key -> new ArrayList<>()).add(how);
        }
    }

    private int before(Trace.Step step) {
        for (int n = step.n() - 1; n > 0; n--) {
            if (steps.get(n - 1).task().equals(step.task())) {
                return n;
            }
        }
        return 0;
    }
}
