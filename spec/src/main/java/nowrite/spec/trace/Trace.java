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
 * @param programs for each task its operations, in the scenario's language; empty if not known
 * @param daemon how the scenario's daemon behaves, in the scenario's language; null if not known
 * @param settings further lines of the scenario that say what may happen, in its language: {@code
 *     dirty-limit 1 free-run 1}; empty if there are none, or they are not known
 * @param variant for each change that the kernel is apart from its generation, such as {@code
 *     without crop}, a sentence that says what it does; empty if not known
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
        List<String> cycle,
        Map<String, List<String>> programs,
        String daemon,
        List<String> settings,
        Map<String, String> variant) {

    /** The version of the JSON form that this code writes and reads. */
    public static final int SCHEMA = 3;

    /** Copies the collections; an absent list is an empty one. */
    public Trace {
        tasks = tasks == null ? List.of() : List.copyOf(tasks);
        initial = ordered(initial);
        steps = steps == null ? List.of() : List.copyOf(steps);
        cycle = cycle == null ? List.of() : List.copyOf(cycle);
        programs = ordered(programs);
        settings = settings == null ? List.of() : List.copyOf(settings);
        variant = ordered(variant);
    }

    /** A trace as an engine makes it, before it is described. */
    public Trace(
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
        this(
                schema, scenario, kernel, engine, property, sentence, bounds, reproduce, tasks,
                initial, steps, end, loopStart, cycle, Map.of(), null, List.of(), Map.of());
    }

    /** The same trace with what a reader who does not have the scenario needs to know. */
    public Trace described(
            Map<String, List<String>> ofTasks,
            String ofDaemon,
            List<String> others,
            Map<String, String> ofKernel) {
        return new Trace(
                schema, scenario, kernel, engine, property, sentence, bounds, reproduce, tasks,
                initial, steps, end, loopStart, cycle, ofTasks, ofDaemon, others, ofKernel);
    }

    /** The same trace, of the same scenario and kernel as another one that is described. */
    public Trace describedAs(Trace other) {
        return described(other.programs, other.daemon, other.settings, other.variant);
    }

    /** The same trace with another command that finds it again. */
    public Trace reproducedBy(String command) {
        return new Trace(
                schema, scenario, kernel, engine, property, sentence, bounds, command, tasks,
                initial, steps, end, loopStart, cycle, programs, daemon, settings, variant);
    }

    private static <V> Map<String, V> ordered(Map<String, V> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
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
            locals = ordered(locals);
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

    /** Whether a context is the daemon at work on a request. */
    public static boolean isDaemon(String context) {
        return context.startsWith("daemon(");
    }

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
