package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;

/** Makes a counterexample from a behaviour that TLC printed. */
final class TlcTraces {

    private TlcTraces() {}

    /**
     * The counterexample.
     *
     * @throws TlcException if the behaviour is not understood
     */
    static Trace trace(
            Scenario scenario, KernelId kernel, Property property, List<TlcState> states) {
        List<Trace.Step> steps = new ArrayList<>();
        Map<String, String> view = TlaView.of(scenario, states.get(0));
        Map<String, String> initial = view;
        for (int i = 1; i < states.size(); i++) {
            TlcState before = states.get(i - 1);
            TlcState after = states.get(i);
            int actor = TlcActor.of(scenario, before, after);
            Map<String, String> next = TlaView.of(scenario, after);
            steps.add(
                    new Trace.Step(
                            i,
                            scenario.contextName(actor),
                            TlcActor.label(scenario, before, after, actor),
                            TlaView.locals(before, actor),
                            StateDiff.between(view, next),
                            asleep(scenario, after)));
            view = next;
        }
        boolean deadlock = property == Property.P8;
        return new Trace(
                Trace.SCHEMA,
                scenario.name(),
                kernel.toString(),
                TlcEngine.NAME,
                property.name(),
                property.statement(),
                bounds(scenario),
                reproduce(scenario, kernel),
                scenario.tasks().stream().map(Task::name).toList(),
                initial,
                steps,
                deadlock ? "deadlock" : "violated",
                null,
                deadlock ? waits(scenario, states.get(states.size() - 1)) : List.of());
    }

    /** The same counterexample from a search on several hosts. */
    static Trace onHosts(Trace trace, Scenario scenario, String engine, String reproduce) {
        return new Trace(
                trace.schema(),
                trace.scenario(),
                trace.kernel(),
                engine,
                trace.property(),
                trace.sentence(),
                size(scenario) + ", many workers at once: not always a shortest schedule",
                reproduce,
                trace.tasks(),
                trace.initial(),
                trace.steps(),
                trace.end(),
                trace.loopStart(),
                trace.cycle());
    }

    /** The command that has TLC find it again: of check, for this kernel and no other engine. */
    private static String reproduce(Scenario scenario, KernelId kernel) {
        boolean left = !scenario.engines().contains(TlcEngine.NAME);
        return "./nowrite check "
                + place(scenario)
                + " --kernel '"
                + kernel
                + "' --engine "
                + TlcEngine.NAME
                + (left ? " --deep" : "");
    }

    private static String bounds(Scenario scenario) {
        return size(scenario) + ", all schedules searched, this is a shortest one";
    }

    private static String size(Scenario scenario) {
        return scenario.pages()
                + (scenario.pages() == 1 ? " page, " : " pages, ")
                + scenario.tasks().size()
                + (scenario.tasks().size() == 1 ? " task" : " tasks");
    }

    /** The scenario as an argument of a command: its file if that is one of the checkout's. */
    static String place(Scenario scenario) {
        String file = "spec/scenarios/" + scenario.name() + ".scn";
        return scenario.path().endsWith(file) ? file : scenario.path().toString();
    }

    /** Names of the tasks that sleep on a queue. */
    private static List<String> asleep(Scenario scenario, TlcState state) {
        List<String> asleep = new ArrayList<>();
        for (Task task : scenario.tasks()) {
            if (sleeps(scenario, state, task.number())) {
                asleep.add(task.name());
            }
        }
        return asleep;
    }

    private static boolean sleeps(Scenario scenario, TlcState state, int task) {
        if (state.get("loc").at(task).field("tst").asInt() == 1) {
            return false;
        }
        if (queued(state.get("waitq"), task)
                || state.get("req").at(task).field("waiter").asInt() == 1) {
            return true;
        }
        for (int frame = 1; frame <= scenario.pages() * scenario.frames(); frame++) {
            if (queued(state.get("lockq").at(frame), task)
                    || queued(state.get("wbq").at(frame), task)) {
                return true;
            }
        }
        return false;
    }

    private static boolean queued(TlaValue queue, int task) {
        return queue.ints().stream().anyMatch(entry -> Math.abs(entry) == task);
    }

    private static List<String> waits(Scenario scenario, TlcState state) {
        List<String> waits = new ArrayList<>();
        for (int context = 1; context <= scenario.contexts(); context++) {
            String label = TlaView.label(scenario, state, context);
            if (!label.equals("done") && !label.equals("BUG") && !label.equals("daemon:read")) {
                waits.add(scenario.contextName(context) + " waits at " + label);
            }
        }
        return waits;
    }
}
