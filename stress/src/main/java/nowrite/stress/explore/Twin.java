package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
 * The schedule of a counterexample on another kernel, usually the one with the guard in place: the
 * same tasks take the same steps for as long as they can, whatever these change. Where a task
 * stands at another step it takes a few of its own, to come to the one that the schedule wants.
 */
public final class Twin {
    private static final int STEPS_BETWEEN = 8;

    private final Trace trace;
    private final Walk walk;
    private final List<Trace.Step> steps = new ArrayList<>();
    private Map<String, String> before;

    /**
     * What came out.
     *
     * @param kernel the other kernel
     * @param initial its state at the start
     * @param steps the steps that it took, with what they changed there
     * @param stoppedAt the step of the trace that it could not take, 0 if it took all
     * @param stop why it could not, one sentence; null if it took all
     * @param standsAt where the task stands that could not go on; null if it took all
     * @param end how it ends there, a clause; null if it did not take all
     */
    public record Result(
            KernelId kernel,
            Map<String, String> initial,
            List<Trace.Step> steps,
            int stoppedAt,
            String stop,
            String standsAt,
            String end) {
        /** Copies the list. */
        public Result {
            steps = List.copyOf(steps);
        }
    }

    private Twin(Trace trace, Walk walk) {
        this.trace = trace;
        this.walk = walk;
    }

    /**
     * Takes the steps of a trace of a scenario on another kernel.
     *
     * @throws IllegalArgumentException if there is no such kernel
     */
    public static Result of(Trace trace, Scenario scenario, KernelId kernel) {
        return of(trace, scenario, kernel, MachineModel::new);
    }

    /** Takes the steps of a trace of a scenario on a kernel of a model made by somebody else. */
    public static Result of(Trace trace, Scenario scenario, KernelId kernel, ModelMaker maker) {
        ControlledSeam seam = new ControlledSeam();
        Explorable model = maker.make(scenario, kernel, seam);
        Walk walk = new Walk(model, new Stepper(model, seam, List.of(), true));
        return new Twin(trace, walk).run(kernel);
    }

    private Result run(KernelId kernel) {
        Map<String, String> initial = walk.view();
        before = initial;
        for (Trace.Step step : trace.steps()) {
            int context = walk.context(step.task());
            if (context == 0) {
                String nobody = "there is no task " + step.task() + " here";
                return new Result(kernel, initial, steps, step.n(), nobody, null, null);
            }
            if (!reach(context, step.label())) {
                String standsAt = walk.position(context).labelText();
                String stop = stop(step, context);
                return new Result(kernel, initial, steps, step.n(), stop, standsAt, null);
            }
        }
        return new Result(kernel, initial, steps, 0, null, null, end());
    }

    private String end() {
        List<String> moves = walk.moves();
        return switch (trace.end()) {
            case Traces.DEADLOCK ->
                    moves.isEmpty()
                            ? "nobody can move there either"
                            : "there it goes on: " + String.join(", ", moves);
            case Traces.LIVELOCK -> "whether it goes round there too was not looked at";
            default ->
                    trace.property()
                            + (walk.violates(Property.named(trace.property()).ordinal())
                                    ? " is violated there too"
                                    : " is not violated there");
        };
    }

    /** Takes the step, if need be after others of the same context. */
    private boolean reach(int context, String label) {
        for (int i = 0; i <= STEPS_BETWEEN; i++) {
            if (take(context, label)) {
                return true;
            }
            LocalState local = walk.position(context);
            if (local.isOver() || local.choices() != 1 || !take(context, local.label(0))) {
                return false;
            }
        }
        return false;
    }

    private boolean take(int context, String label) {
        LocalState local = walk.position(context);
        if (!walk.take(context, label)) {
            return false;
        }
        Map<String, String> after = walk.view();
        steps.add(
                new Trace.Step(
                        steps.size() + 1,
                        walk.name(context),
                        label,
                        Views.locals(local),
                        StateDiff.between(before, after),
                        walk.blocked()));
        before = after;
        return true;
    }

    private String stop(Trace.Step step, int context) {
        LocalState local = walk.position(context);
        String cannot = step.task() + " cannot take " + step.label();
        if (local.isOver()) {
            return cannot + ": it is at its end";
        }
        boolean there = local.labelText().equals(step.label());
        String stands =
                cannot + ": it " + (there ? "" : "stands at " + local.labelText() + " and ");
        return walk.mayMove(context)
                ? stands + "goes another way"
                : stands + "waits for " + walk.waitsFor(context);
    }
}
