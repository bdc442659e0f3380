package nowrite.stress.explore.search;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Outcome;
import nowrite.stress.explore.step.Stepper;

/**
 * The search of all schedules, level by level from the initial state, in one thread. It goes on
 * past violations, so one search answers for every property, and the first violation found of a
 * property has a shortest schedule.
 */
public final class Search {
    /** Hears how far the search is. */
    public interface Listener {
        /** Distinct states so far, those of them not expanded yet, and the level. */
        void update(long states, long pending, int depth);
    }

    private static final int CHECK_EVERY = 1 << 12;
    private static final long REPORT_NANOS = 250_000_000L;

    private final Explorable model;
    private final Stepper stepper;
    private final Question question;
    private final Bounds bounds;
    private final Listener listener;
    private final StateGraph graph;
    private final Ends ends;
    private final Histories histories;
    private final Reached reached;

    private final Map<Integer, Integer> violations = new TreeMap<>();
    private final Set<String> blocked = new TreeSet<>();
    private long violated;
    private long exercised;
    private int deadlock = -1;
    private int depth;
    private long startNanos;
    private long lastReport;
    private String stopped;

    /** Prepares a search of a model from its initial state. */
    public Search(
            Explorable model,
            Stepper stepper,
            Question question,
            Bounds bounds,
            Listener listener) {
        this.model = model;
        this.stepper = stepper;
        this.question = question;
        this.bounds = bounds;
        this.listener = listener;
        graph = new StateGraph(stepper, model.contexts());
        ends = new Ends(model, stepper, graph, question.mayBlock());
        histories = bounds.memory() ? null : new Histories(graph);
        reached = new Reached(question, graph, stepper);
    }

    /**
     * Searches until everything is known or a bound is met.
     *
     * @throws InterruptedException if the thread was interrupted
     * @throws nowrite.stress.explore.state.ModelFault if the model cannot be searched
     */
    public Answer run() throws InterruptedException {
        startNanos = System.nanoTime();
        lastReport = startNanos;
        int livelock = -1;
        try {
            look(0);
            levels();
            if (stopped == null) {
                livelock = new Livelock(graph).nearest();
            }
        } catch (OutOfMemoryError e) {
            stopped = "memory ran out after " + graph.states() + " states";
        }
        return new Answer(
                graph,
                stopped == null,
                stopped,
                violations,
                exercised,
                deadlock,
                livelock,
                blocked,
                reached.at(),
                reached.asleep(),
                reached.conditions(),
                depth,
                Duration.ofNanos(System.nanoTime() - startNanos));
    }

    private void levels() throws InterruptedException {
        int levelEnd = 1;
        for (int state = 0; state < graph.states(); state++) {
            if (state == levelEnd) {
                depth++;
                levelEnd = graph.states();
                if (depth >= bounds.maxDepth() && hasMoves(state, levelEnd)) {
                    stopped = "the bound of " + bounds.maxDepth() + " steps was met";
                    return;
                }
            }
            if ((state & CHECK_EVERY - 1) == 0 && isSpent(state)) {
                return;
            }
            if (graph.states() > bounds.maxStates()) {
                stopped = "the bound of " + bounds.maxStates() + " states was met";
                return;
            }
            expand(state);
        }
    }

    private void expand(int state) {
        graph.expand(state);
        int shared = graph.shared(state);
        int before = graph.edges();
        for (int context = 1; context <= graph.contexts(); context++) {
            LocalState local = graph.local(state, context);
            if (!stepper.mayMove(local, shared)) {
                reached.cannotMove(local, shared);
                continue;
            }
            for (int choice = 0; choice < local.choices(); choice++) {
                long outcome = outcome(state, local, choice, shared);
                if (Outcome.isBlocked(outcome)) {
                    break;
                }
                int known = graph.states();
                int to =
                        graph.add(
                                context,
                                choice,
                                Outcome.ended(outcome),
                                Outcome.local(outcome),
                                Outcome.shared(outcome));
                if (to == known) {
                    look(to);
                }
            }
        }
        if (graph.edges() == before) {
            end(state);
        }
    }

    private long outcome(int state, LocalState local, int choice, int shared) {
        if (histories == null) {
            return stepper.outcome(local, choice, shared);
        }
        return stepper.outcomeAfter(local, choice, shared, histories.of(state, local.context()));
    }

    /** A state seen for the first time: what the model and the question say about it. */
    private void look(int state) {
        int shared = graph.shared(state);
        long bad = stepper.facts().violated(shared) & ~violated;
        while (bad != 0) {
            int property = Long.numberOfTrailingZeros(bad);
            violations.put(property, state);
            violated |= 1L << property;
            bad &= bad - 1;
        }
        exercised |= stepper.facts().exercised(shared);
        reached.look(state);
    }

    private void end(int state) {
        switch (ends.kind(state)) {
            case ACCEPTED -> blocked.addAll(ends.waiting(state));
            case DEADLOCK -> deadlock = deadlock < 0 ? state : deadlock;
            default -> {}
        }
    }

    /** Whether some state of the last level has a step; only then the bound of depth cuts. */
    private boolean hasMoves(int from, int to) {
        for (int state = from; state < to; state++) {
            for (int context = 1; context <= graph.contexts(); context++) {
                if (stepper.mayMove(graph.local(state, context), graph.shared(state))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isSpent(int state) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted after " + graph.states() + " states");
        }
        long now = System.nanoTime();
        if (now - lastReport > REPORT_NANOS) {
            lastReport = now;
            listener.update(graph.states(), graph.states() - state, depth);
        }
        if (now - startNanos > bounds.time().toNanos()) {
            stopped = "the bound of " + bounds.time().toSeconds() + " s was met";
            return true;
        }
        return false;
    }
}
