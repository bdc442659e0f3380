package nowrite.stress.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.Property;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Minimizer.Move;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.search.Bounds;
import nowrite.stress.explore.search.Question;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.Stepper;

/** The full search of what is not longer than a schedule, and the trace of a schedule. */
final class ShortSchedules {

    private ShortSchedules() {}

    /** Searches all schedules up to a length; null if there is not enough time. */
    static List<Move> atMost(
            Minimizer.Model model, Property property, String end, List<Move> most, long deadline)
            throws InterruptedException {
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Exploration exploration =
                Exploration.of(
                        model.explorable(),
                        model.seam(),
                        new Question(model.mayBlock(), List.of(), List.of(), List.of()),
                        new Bounds(Long.MAX_VALUE, most.size() + 1, left, false, true),
                        (states, pending, depth) -> {});
        Answer answer = exploration.answer();
        boolean deadlock = end.equals(Traces.DEADLOCK);
        Integer bad =
                deadlock
                        ? (answer.deadlock() < 0 ? null : (Integer) answer.deadlock())
                        : answer.violations().get(property.ordinal());
        if (bad == null) {
            return null;
        }
        StateGraph graph = exploration.graph();
        int[] path = exploration.pathTo(bad, deadlock ? null : property);
        if (!answer.exhausted() && answer.depth() < path.length) {
            return null;
        }
        List<Move> moves = new ArrayList<>();
        int state = 0;
        for (int edge : path) {
            moves.add(
                    new Move(
                            exploration.contextName(graph.context(edge)),
                            graph.label(state, edge)));
            state = graph.successor(edge);
        }
        return moves;
    }

    /** The trace of a schedule, with the head of another. */
    static Trace trace(Minimizer.Model model, Trace head, Minimizer.Result result) {
        Explorable explorable = model.explorable();
        Walk walk = new Walk(explorable, new Stepper(explorable, model.seam(), List.of(), false));
        Map<String, String> initial = walk.view();
        Map<String, String> before = initial;
        List<Trace.Step> steps = new ArrayList<>();
        for (Move move : result.moves()) {
            int context = walk.context(move.context());
            Map<String, String> locals = new LinkedHashMap<>(Views.locals(walk.position(context)));
            walk.take(context, move.label());
            Map<String, String> after = walk.view();
            steps.add(
                    new Trace.Step(
                            steps.size() + 1,
                            move.context(),
                            move.label(),
                            locals,
                            StateDiff.between(before, after),
                            walk.blocked()));
            before = after;
        }
        return new Trace(
                        Trace.SCHEMA,
                        head.scenario(),
                        head.kernel(),
                        ExplorerEngine.NAME,
                        head.property(),
                        head.sentence(),
                        head.bounds() + "; " + result.message(),
                        head.reproduce(),
                        head.tasks(),
                        initial,
                        steps,
                        head.end(),
                        null,
                        List.of())
                .describedAs(head);
    }
}
