package nowrite.spec.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A counterexample: a schedule and what changed in each of its steps.
 *
 * <p>A state is a map from paths such as {@code frame0.1.dirty} to short texts; the paths are the
 * same for every engine.
 *
 * @param schema version of the JSON form, {@link #SCHEMA}
 * @param scenario name of the scenario
 * @param kernel text form of the kernel
 * @param engine the engine that found it
 * @param property the violated property, such as {@code P3}
 * @param sentence what is violated, in one sentence
 * @param bounds the bounds of the search and whether the schedule is the shortest
 * @param reproduce the one command that finds it again
 * @param tasks names of the tasks, in the order of the scenario
 * @param initial the state before the first step
 * @param steps the schedule
 * @param end {@code violated}, {@code deadlock} or {@code livelock}
 * @param loopStart for a livelock the number of the step to which the schedule returns, else null
 * @param cycle for a deadlock who waits for whom, one sentence for each task; else empty
 */
public record Trace(
        int schema,
        String scenario,
        String kernel,
        String engine,
        String property,
        String sentence,
        String bounds,
        String reproduce,
        List<String> tasks,
        Map<String, String> initial,
        List<Step> steps,
        String end,
        Integer loopStart,
        List<String> cycle) {

    /** The version of the JSON form that this code writes and reads. */
    public static final int SCHEMA = 1;

    /** Copies the collections; an absent list is an empty one. */
    public Trace {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        initial =
                initial == null
                        ? Map.of()
                        : Collections.unmodifiableMap(new LinkedHashMap<>(initial));
        steps = steps == null ? List.of() : List.copyOf(steps);
        cycle = cycle == null ? List.of() : List.copyOf(cycle);
    }

    /**
     * One step of the schedule.
     *
     * @param n number of the step, from 1
     * @param task name of the context that acts
     * @param label the step, {@code kernel_function:what}
     * @param locals live locals of the acting context before the step, under their C names
     * @param changes what the step changed
     * @param blocked names of the contexts that cannot move after the step
     */
    public record Step(
            int n,
            String task,
            String label,
            Map<String, String> locals,
            List<Change> changes,
            List<String> blocked) {

        /** Copies the collections; an absent list is an empty one. */
        public Step {
            locals =
                    locals == null
                            ? Map.of()
                            : Collections.unmodifiableMap(new LinkedHashMap<>(locals));
            changes = changes == null ? List.of() : List.copyOf(changes);
            blocked = blocked == null ? List.of() : List.copyOf(blocked);
        }
    }

    /**
     * One change of the state.
     *
     * @param path the path that changed
     * @param from its text before, null if the path was absent
     * @param to its text after, null if the path is absent
     */
    public record Change(String path, String from, String to) {}

    /** The states of the schedule, the initial one first; one more than there are steps. */
    public List<Map<String, String>> states() {
        List<Map<String, String>> states = new ArrayList<>();
        Map<String, String> state = new LinkedHashMap<>(initial);
        states.add(new LinkedHashMap<>(state));
        for (Step step : steps) {
            StateDiff.apply(state, step.changes());
            states.add(new LinkedHashMap<>(state));
        }
        return states;
    }
}
