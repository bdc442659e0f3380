package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/**
 * A schedule of threads as one of the explorer, if there is one: some order of the same steps, each
 * whole, in which every step that ended before another began comes before it, and which ends in the
 * same violation.
 */
public final class Expressed {
    private static final int PATIENCE = 20_000;

    /**
     * A step that a thread took.
     *
     * @param context the context
     * @param label the step
     * @param begin when it began, on a clock that all threads share
     * @param end when it ended; {@link Integer#MAX_VALUE} if it did not
     */
    public record Taken(int context, String label, int begin, int end) {}

    /**
     * What came out.
     *
     * @param steps the schedule; empty if there is none
     * @param initial the state before it
     * @param cycle for a deadlock what each task waits for
     * @param why why there is none, for a person; null if there is one
     */
    public record Result(
            List<Trace.Step> steps, Map<String, String> initial, List<String> cycle, String why) {
        /** Copies the lists. */
        public Result {
            steps = List.copyOf(steps);
            cycle = List.copyOf(cycle);
        }
    }

    private final Walk walk;
    private final Property property;
    private final List<List<Taken>> programs = new ArrayList<>();
    private final int[] next;
    private final List<Taken> order = new ArrayList<>();
    private List<Taken> furthest = List.of();
    private String stop = "";
    private int looked;

    private Expressed(Walk walk, int contexts, Property property, List<Taken> taken) {
        this.walk = walk;
        this.property = property;
        this.next = new int[contexts + 1];
        for (int context = 0; context <= contexts; context++) {
            int own = context;
            programs.add(taken.stream().filter(step -> step.context() == own).toList());
        }
    }

    /**
     * Looks for an order.
     *
     * @param property what is violated in the end; P8: nothing can move any more
     */
    public static Result of(
            Scenario scenario, KernelId kernel, Property property, List<Taken> taken) {
        return of(scenario, kernel, property, taken, model -> model);
    }

    /** The same on a model that is changed. */
    static Result of(
            Scenario scenario,
            KernelId kernel,
            Property property,
            List<Taken> taken,
            UnaryOperator<Explorable> change) {
        ControlledSeam seam = new ControlledSeam();
        Explorable model = change.apply(new MachineModel(scenario, kernel, seam));
        Walk walk = new Walk(model, new Stepper(model, seam, List.of(), true));
        Expressed search = new Expressed(walk, model.contexts(), property, taken);
        return search.search() ? search.found() : search.none(scenario);
    }

    /** Depth first: takes whatever the clock allows next, first what ended first. */
    private boolean search() {
        if (order.size() >= furthest.size()) {
            furthest = List.copyOf(order);
        }
        List<Taken> candidates = candidates();
        if (candidates.stream().allMatch(step -> step.end() == Integer.MAX_VALUE) && isEnd()) {
            return true;
        }
        Walk.Place place = walk.place();
        for (Taken step : candidates) {
            if (looked++ > PATIENCE) {
                return false;
            }
            if (!walk.take(step.context(), step.label())) {
                if (order.size() == furthest.size()) {
                    stop = walk.name(step.context()) + " cannot take " + step.label();
                }
                continue;
            }
            next[step.context()]++;
            order.add(step);
            if (search()) {
                return true;
            }
            order.remove(order.size() - 1);
            next[step.context()]--;
            walk.back(place);
        }
        return false;
    }

    private List<Taken> candidates() {
        List<Taken> heads = new ArrayList<>();
        int firstEnd = Integer.MAX_VALUE;
        for (int context = 0; context < next.length; context++) {
            if (next[context] < programs.get(context).size()) {
                Taken head = programs.get(context).get(next[context]);
                heads.add(head);
                firstEnd = Math.min(firstEnd, head.end());
            }
        }
        int bound = firstEnd;
        heads.removeIf(head -> head.begin() > bound);
        heads.sort(Comparator.comparingInt(Taken::end).thenComparingInt(Taken::begin));
        return heads;
    }

    private boolean isEnd() {
        return property == Property.P8
                ? walk.moves().isEmpty() && !walk.allOver()
                : walk.violates(property.ordinal());
    }

    private Result found() {
        walk.restart();
        Map<String, String> initial = walk.view();
        Map<String, String> before = initial;
        List<Trace.Step> steps = new ArrayList<>();
        for (Taken step : order) {
            LocalState local = walk.position(step.context());
            walk.take(step.context(), step.label());
            Map<String, String> after = walk.view();
            steps.add(
                    new Trace.Step(
                            steps.size() + 1,
                            walk.name(step.context()),
                            step.label(),
                            Views.locals(local),
                            StateDiff.between(before, after),
                            walk.blocked()));
            before = after;
        }
        List<String> cycle = new ArrayList<>();
        if (property == Property.P8) {
            for (String task : walk.blocked()) {
                cycle.add(task + " waits for " + walk.waitsFor(walk.context(task)));
            }
        }
        return new Result(steps, initial, cycle, null);
    }

    private Result none(Scenario scenario) {
        List<String> overlaps = new ArrayList<>();
        programs.forEach(
                program ->
                        program.forEach(
                                step ->
                                        programs.forEach(
                                                other ->
                                                        other.forEach(
                                                                o -> add(overlaps, step, o)))));
        int all = programs.stream().mapToInt(List::size).sum();
        String where =
                furthest.size() < all
                        ? "after "
                                + furthest.size()
                                + " of "
                                + all
                                + " steps "
                                + (stop.isEmpty() ? "nothing fits" : stop)
                        : "all " + all + " steps can be taken, and " + property + " holds then";
        return new Result(
                List.of(),
                Map.of(),
                List.of(),
                "no order of whole steps of "
                        + scenario.name()
                        + " does the same: "
                        + where
                        + (overlaps.isEmpty()
                                ? ""
                                : ". Steps that overlapped: " + String.join("; ", overlaps)));
    }

    private void add(List<String> overlaps, Taken step, Taken other) {
        boolean overlap =
                step.context() != other.context()
                        && step.begin() < other.begin()
                        && other.begin() < step.end()
                        && step.end() != Integer.MAX_VALUE;
        if (overlap && overlaps.size() < 6) {
            overlaps.add(said(step) + " and " + said(other));
        }
    }

    private String said(Taken step) {
        return walk.name(step.context()) + " " + step.label();
    }
}
