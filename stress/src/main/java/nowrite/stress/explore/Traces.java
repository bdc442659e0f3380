package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.LocalState;

/** Makes counterexamples from the states that a search has marked. */
final class Traces {
    /** How a schedule ends: the words of a {@link Trace}. */
    static final String VIOLATED = "violated";

    static final String DEADLOCK = "deadlock";
    static final String LIVELOCK = "livelock";

    private final Scenario scenario;
    private final KernelId kernel;
    private final Exploration exploration;

    Traces(Scenario scenario, KernelId kernel, Exploration exploration) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.exploration = exploration;
    }

    /** The counterexample for a property that some state violates. */
    Trace violation(Property property, int state) {
        return trace(
                property,
                property.statement(),
                steps(exploration.pathTo(state, property)),
                VIOLATED,
                null,
                List.of());
    }

    /** The counterexample for a state in which nothing can move. */
    Trace deadlock(int state) {
        return trace(
                Property.P8,
                "Nothing can move any more, and not every task is done.",
                steps(exploration.pathTo(state, null)),
                DEADLOCK,
                null,
                exploration.waits(state));
    }

    /** The counterexample for a state from which no end can be reached. */
    Trace livelock(int state) {
        StateGraph graph = exploration.graph();
        int[] path = exploration.pathTo(state, null);
        int[] loop = graph.loopFrom(state);
        int[] all = Arrays.copyOf(path, path.length + loop.length);
        System.arraycopy(loop, 0, all, path.length, loop.length);
        return trace(
                Property.P8,
                "The tasks go round in circles and can never come to an end any more.",
                steps(all),
                LIVELOCK,
                path.length + loopStart(state, loop) + 1,
                List.of());
    }

    /** The place in a loop's edges of the one that leaves the state to which the last leads. */
    private int loopStart(int from, int[] loop) {
        StateGraph graph = exploration.graph();
        int back = graph.successor(loop[loop.length - 1]);
        int state = from;
        int i = 0;
        while (state != back) {
            state = graph.successor(loop[i++]);
        }
        return i;
    }

    private List<Trace.Step> steps(int[] edges) {
        StateGraph graph = exploration.graph();
        List<Trace.Step> steps = new ArrayList<>();
        int state = 0;
        Map<String, String> view = exploration.view(0);
        for (int edge : edges) {
            int next = graph.successor(edge);
            Map<String, String> nextView = exploration.view(next);
            LocalState local = graph.local(state, graph.context(edge));
            steps.add(
                    new Trace.Step(
                            steps.size() + 1,
                            exploration.contextName(local.context()),
                            graph.label(state, edge),
                            Views.locals(local),
                            StateDiff.between(view, nextView),
                            exploration.blocked(next)));
            state = next;
            view = nextView;
        }
        return steps;
    }

    private Trace trace(
            Property property,
            String sentence,
            List<Trace.Step> steps,
            String end,
            Integer loopStart,
            List<String> cycle) {
        return new Trace(
                Trace.SCHEMA,
                scenario.name(),
                kernel.toString(),
                ExplorerEngine.NAME,
                property.name(),
                sentence,
                bounds(),
                "./nowrite explore " + place() + " --kernel '" + kernel + "'",
                scenario.tasks().stream().map(Task::name).toList(),
                exploration.view(0),
                steps,
                end,
                loopStart,
                cycle);
    }

    private String bounds() {
        Answer answer = exploration.answer();
        return count(scenario.pages(), "page")
                + ", "
                + count(scenario.tasks().size(), "task")
                + ", "
                + (answer.exhausted() ? "all schedules searched" : answer.stopped())
                + ", a shortest schedule";
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** The scenario as an argument of a command: its name if it is one of the checkout's. */
    private String place() {
        return scenario.path().endsWith("spec/scenarios/" + scenario.name() + ".scn")
                ? scenario.name()
                : scenario.path().toString();
    }
}
