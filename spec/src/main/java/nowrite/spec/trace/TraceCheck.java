package nowrite.spec.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a trace that was read is whole, and its steps follow from each other. */
final class TraceCheck {

    private static final List<String> ENDS = List.of("violated", "deadlock", "livelock");

    private TraceCheck() {}

    static void check(String place, Trace trace) {
        present(place, "scenario", trace.scenario());
        present(place, "kernel", trace.kernel());
        present(place, "engine", trace.engine());
        present(place, "property", trace.property());
        present(place, "sentence", trace.sentence());
        present(place, "bounds", trace.bounds());
        present(place, "reproduce", trace.reproduce());
        if (trace.tasks().isEmpty()) {
            throw new TraceException(place, "tasks are missing");
        }
        if (!ENDS.contains(trace.end())) {
            throw new TraceException(
                    place, "end is '" + trace.end() + "', not one of " + String.join(", ", ENDS));
        }
        Map<String, String> state = new LinkedHashMap<>(trace.initial());
        for (int i = 0; i < trace.steps().size(); i++) {
            step(place + ": step " + (i + 1), trace.steps().get(i), i + 1, state);
        }
        Integer loop = trace.loopStart();
        if (loop != null && (loop < 1 || loop > trace.steps().size())) {
            throw new TraceException(place, "loopStart " + loop + " is not a step");
        }
    }

    private static void step(String place, Trace.Step step, int number, Map<String, String> state) {
        if (step.n() != number) {
            throw new TraceException(place, "has the number " + step.n());
        }
        present(place, "task", step.task());
        present(place, "label", step.label());
        for (Trace.Change change : step.changes()) {
            present(place, "the path of a change", change.path());
            if (!Objects.equals(state.get(change.path()), change.from())) {
                throw new TraceException(
                        place,
                        change.path()
                                + " changes from "
                                + change.from()
                                + ", but "
                                + (state.containsKey(change.path())
                                        ? "was " + state.get(change.path())
                                        : "is nowhere before"));
            }
        }
        StateDiff.apply(state, step.changes());
    }

    private static void present(String place, String field, String value) {
        if (value == null || value.isEmpty()) {
            throw new TraceException(place, field + " is missing");
        }
    }
}
