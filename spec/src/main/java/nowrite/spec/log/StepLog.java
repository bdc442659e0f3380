package nowrite.spec.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/**
 * Steps that were taken in one or more runs of a scenario.
 *
 * @param scenario name of the scenario
 * @param kernel text form of the kernel
 * @param engine what ran: {@link #THREADS}, or the engine of a trace
 * @param reproduce the command that makes such a log
 * @param runs number of runs
 * @param initial the state before the first step, where the log has it; else empty
 * @param events the steps; those of a run stand together, runs in their order, and the steps of a
 *     context in the order in which it took them
 */
public record StepLog(
        String scenario,
        String kernel,
        String engine,
        String reproduce,
        int runs,
        Map<String, String> initial,
        List<LogEvent> events) {

    /** The engine of a run on real threads. */
    public static final String THREADS = "threads";

    /** The engine that writes call stacks as the specification does. */
    private static final String TLC = "tlc";

    /** What stands between the labels of a choice in the model. */
    private static final String OR = " | ";

    /** Copies the collections. */
    public StepLog {
        initial = Map.copyOf(initial);
        events = List.copyOf(events);
    }

    /**
     * Whether the order is total and each step comes with the whole state after it. Otherwise only
     * what {@link LogEvent#saw} has is compared, and a look in vain at a wait may be no step of the
     * specification.
     */
    public boolean isWhole() {
        return !engine.equals(THREADS);
    }

    /** Whether call stacks are written as the specification does; else they are left out. */
    public boolean hasStacks() {
        return engine.equals(TLC);
    }

    /** The steps of a trace: one run, in a total order, with whole states. */
    public static StepLog of(Trace trace) {
        boolean ownStacks = !trace.engine().equals(TLC);
        List<Map<String, String>> states = trace.states();
        List<LogEvent> events = new ArrayList<>();
        for (Trace.Step step : trace.steps()) {
            Map<String, String> after = canonical(states.get(step.n()), ownStacks);
            events.add(
                    new LogEvent(
                            1,
                            step.task(),
                            step.label(),
                            step.n(),
                            (long) step.n(),
                            after.get(step.task() + ".pc"),
                            after));
        }
        return new StepLog(
                trace.scenario(),
                trace.kernel(),
                trace.engine(),
                trace.reproduce(),
                1,
                canonical(states.get(0), ownStacks),
                events);
    }

    /** Without what spec and model write in two ways: see docs/conformance.md. */
    private static Map<String, String> canonical(Map<String, String> state, boolean ownStacks) {
        Map<String, String> form = new LinkedHashMap<>(state);
        form.keySet().removeIf(path -> ownStacks && path.endsWith(".stack"));
        form.replaceAll(
                (path, value) -> {
                    int or = path.endsWith(".pc") ? value.indexOf(OR) : -1;
                    return or < 0 ? value : value.substring(0, or);
                });
        return form;
    }
}
