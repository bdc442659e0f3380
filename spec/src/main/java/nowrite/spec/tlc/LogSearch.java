package nowrite.spec.tlc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import tlc2.tool.Action;

/**
 * Looks for a behaviour of the specification that explains the events of one run. Depth first; what
 * came to nothing once is not tried again.
 *
 * <p>An event may come next if no event that is still to be explained had ended before it began. It
 * is explained by a step of its context with its label, after which the context stands where the
 * event says and the state is what the event saw.
 *
 * <p>Threads look at waits in a finer grain than the specification: they may find a page lock taken
 * that another step takes and gives back at once, or a page locked at the look-up and free at the
 * lock. So, unless the states are whole, an event that leaves its context at the wait where it was
 * may be no step at all, and the specification may look in vain once more than the log has it. Such
 * looks change nothing but wait queues, and being on none never keeps anybody asleep longer.
 */
final class LogSearch {

    private static final String TEST = ".test";

    /** How far an explanation has come. */
    private record Place(SpecSteps.State state, int[] done) {}

    /** A place whose continuations are tried one after the other. */
    private final class Branch {
        private final Place place;
        private final List<Integer> contexts;
        private final Deque<Place> ready = new ArrayDeque<>();
        private final List<List<Action>> likely = new ArrayList<>();
        private int tried;

        Branch(Place place) {
            this.place = place;
            this.contexts = run.mayComeNext(place.done());
        }

        /** The next continuation, null if there is none left. */
        Place next() {
            while (ready.isEmpty()) {
                int n = contexts.size();
                if (tried >= (whole ? 2 : 3) * n) {
                    return null;
                }
                int context = contexts.get(tried % n);
                switch (tried++ / n) {
                    case 0 -> {
                        stay(place, context, ready);
                        likely.add(steps.likely(place.state(), context));
                        explain(place, context, likely.get(likely.size() - 1), ready);
                    }
                    case 1 -> {
                        List<Action> before = likely.get((tried - 1) % n);
                        explain(place, context, steps.others(context, before), ready);
                    }
                    default -> lookInVain(place, context, ready);
                }
            }
            return ready.remove();
        }
    }

    private final SpecSteps steps;
    private final LogMatch match;
    private final boolean whole;
    private final Set<String> waits;
    private final LogRun run;
    private final int contexts;
    private final Set<List<Long>> seen = new HashSet<>();
    private Place deepest;
    private int depth = -1;

    /**
     * A search.
     *
     * @param steps the specification
     * @param scenario the scenario
     * @param log the log that the run is of
     * @param waits the labels of waits
     * @param run the events of the run
     */
    LogSearch(
            SpecSteps steps,
            Scenario scenario,
            StepLog log,
            Set<String> waits,
            List<LogEvent> run) {
        this.steps = steps;
        this.match = new LogMatch(scenario, log);
        this.whole = log.isWhole();
        this.waits = waits;
        this.run = new LogRun(scenario, log, run);
        this.contexts = scenario.contexts();
    }

    /**
     * Searches.
     *
     * @param budget how many places may be tried
     * @return null if the run is explained, else the place that was reached last
     * @throws BudgetException if the budget is spent
     */
    Stuck run(SpecSteps.State initial, int budget) {
        Deque<Branch> path = new ArrayDeque<>();
        Place start = new Place(initial, run.start());
        reached(start);
        path.push(new Branch(start));
        while (!path.isEmpty()) {
            if (run.isExplained(deepest.done())) {
                return null;
            }
            Place place = path.peek().next();
            if (place == null) {
                path.pop();
            } else if (reached(place)) {
                if (seen.size() > budget) {
                    throw new BudgetException();
                }
                path.push(new Branch(place));
            }
        }
        return stuck();
    }

    /** More places were tried than may be. */
    static final class BudgetException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean reached(Place place) {
        List<Long> key = new ArrayList<>(place.done().length);
        key.add(place.state().fingerprint());
        long cursors = 0;
        for (int done : place.done()) {
            cursors = cursors * 1_000_003 + done;
        }
        key.add(cursors);
        if (!seen.add(key)) {
            return false;
        }
        int explained = run.explained(place.done());
        if (explained > depth) {
            depth = explained;
            deepest = place;
        }
        return true;
    }

    private void stay(Place place, int context, Deque<Place> into) {
        LogEvent event = run.event(place.done(), context);
        if (isInVain(event) && match.stays(place.state(), context, event)) {
            into.add(new Place(place.state(), advanced(place, context)));
        }
    }

    private void explain(Place place, int context, List<Action> actions, Deque<Place> into) {
        LogEvent event = run.event(place.done(), context);
        for (SpecSteps.Step step : steps.of(place.state(), context, actions)) {
            if (sameStep(step.label(), event.label()) && match.after(step, event)) {
                into.add(new Place(step.after(), advanced(place, context)));
            }
        }
    }

    /** The specification looks once more; the event is still to come. */
    private void lookInVain(Place place, int context, Deque<Place> into) {
        LogEvent event = run.event(place.done(), context);
        String wait = base(event.label());
        if (!waits.contains(wait)) {
            return;
        }
        for (SpecSteps.Step step : steps.of(place.state(), context)) {
            if (base(step.label()).equals(wait)
                    && base(step.after().stands(context)).equals(wait)) {
                into.add(new Place(step.after(), place.done()));
            }
        }
    }

    private boolean isInVain(LogEvent event) {
        return !whole
                && event.next() != null
                && base(event.next()).equals(base(event.label()))
                && waits.contains(base(event.label()));
    }

    /** Both halves of a wait count as the same, because looks in vain do not count. */
    private boolean sameStep(String spec, String log) {
        return spec.equals(log)
                || !whole && waits.contains(base(log)) && base(spec).equals(base(log));
    }

    private static int[] advanced(Place place, int context) {
        int[] done = place.done().clone();
        done[context]++;
        return done;
    }

    private static String base(String label) {
        return label.endsWith(TEST) ? label.substring(0, label.length() - TEST.length()) : label;
    }

    /**
     * The end of all explanations.
     *
     * @param event the event that ended first of those that are not explained
     * @param stands where its context stands in the specification
     * @param why what is wrong with it
     * @param allowed the steps that the specification allows there
     * @param difference where the step is allowed but did not see this: path to the specification's
     *     text
     */
    record Stuck(
            LogEvent event,
            String stands,
            String why,
            List<String> allowed,
            Map<String, String> difference) {}

    private Stuck stuck() {
        int culprit = run.firstToEnd(deepest.done());
        LogEvent event = run.event(deepest.done(), culprit);
        String stood = run.stoodAt(deepest.done(), culprit);
        List<String> allowed = new ArrayList<>();
        Map<String, String> difference = Map.of();
        boolean mayTake = false;
        for (int context = 1; context <= contexts; context++) {
            for (SpecSteps.Step step : steps.of(deepest.state(), context)) {
                allowed.add(match.name(context) + " " + step.label());
                if (stood == null && context == culprit && sameStep(step.label(), event.label())) {
                    mayTake = true;
                    difference = match.difference(step, event);
                }
            }
        }
        String why =
                mayTake
                        ? "the specification allows the step, but with another outcome"
                        : "the specification does not allow the step there";
        if (stood != null) {
            why = "its step before ended at " + stood + ": a step is missing or out of place";
        }
        String stands = deepest.state().stands(culprit);
        return new Stuck(event, stands, why, allowed, difference);
    }
}
