package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import nowrite.spec.trace.Trace;

/** What a trace means, computed from the trace alone. */
public final class Reading {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final List<Span> locks;
    private final List<Span> blocked;
    private final List<Span> nowrite;
    private final List<RequestLife> requests;

    private Reading(Trace trace) {
        this.trace = trace;
        this.states = trace.states();
        Spans spans = new Spans(trace, states);
        this.locks = spans.locks();
        this.blocked = spans.blocked();
        this.nowrite = spans.nowrite();
        this.requests = Requests.of(trace);
    }

    /** Reads a trace. */
    public static Reading of(Trace trace) {
        return new Reading(trace);
    }

    /** The trace. */
    public Trace trace() {
        return trace;
    }

    /** The states, the initial one first; one more than there are steps. */
    public List<Map<String, String>> states() {
        return Collections.unmodifiableList(states);
    }

    /** The locks that are held across steps. */
    public List<Span> locks() {
        return locks;
    }

    /** Who cannot move, from when to when, and why. */
    public List<Span> blocked() {
        return blocked;
    }

    /** The stretches from set_nowrite's bias to the release. */
    public List<Span> nowrite() {
        return nowrite;
    }

    /** The requests, in the order in which they were made. */
    public List<RequestLife> requests() {
        return requests;
    }

    /** The steps in the causal past of the violation; steps that only pass are left out. */
    public SortedSet<Integer> matters() {
        SortedSet<Integer> steps = new TreeSet<>();
        for (Trace.Step step : trace.steps()) {
            if (step.changes().stream()
                    .anyMatch(c -> !Paths.isPosition(c.path()) && !Paths.isGhost(c.path()))) {
                steps.add(step.n());
            }
        }
        return steps;
    }

    /** Three to seven sentences that tell the steps that matter. */
    public List<String> story() {
        List<String> sentences = new ArrayList<>();
        int first = 1;
        for (int n = 1; n <= trace.steps().size(); n++) {
            String task = trace.steps().get(n - 1).task();
            if (n == trace.steps().size() || !trace.steps().get(n).task().equals(task)) {
                sentences.add(task + " runs (steps " + first + "-" + n + ").");
                first = n + 1;
            }
        }
        return sentences.subList(0, Math.min(7, sentences.size()));
    }

    /** What is wrong in the last state, in one sentence with the page, contents and requests. */
    public String wrong() {
        return trace.sentence();
    }
}
