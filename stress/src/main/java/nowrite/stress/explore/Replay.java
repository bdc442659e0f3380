package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.StateDiff;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.Stepper;

/**
 * Takes the steps of a trace on the model, and checks that each can be taken, that it changes what
 * the trace says, and that the end is what the trace says.
 */
public final class Replay {
    /**
     * What came out.
     *
     * @param confirmed whether the model did all that the trace says
     * @param step the step at which it did not, 0 for the initial state; else the last step
     * @param message what happened, for a person
     */
    public record Result(boolean confirmed, int step, String message) {}

    private final Trace trace;
    private final Walk walk;

    private Replay(Trace trace, Walk walk) {
        this.trace = trace;
        this.walk = walk;
    }

    /**
     * Replays a trace of a scenario, on the kernel that the trace names.
     *
     * @throws IllegalArgumentException if there is no such kernel or property
     */
    public static Result of(Trace trace, Scenario scenario) {
        ControlledSeam seam = new ControlledSeam();
        KernelId kernel = KernelId.parse(trace.kernel());
        return of(trace, new MachineModel(scenario, kernel, seam), seam);
    }

    /**
     * Replays a trace of a scenario on a kernel of a model made by somebody else.
     *
     * @throws IllegalArgumentException if there is no such property
     */
    public static Result of(Trace trace, Scenario scenario, KernelId kernel, ModelMaker maker) {
        ControlledSeam seam = new ControlledSeam();
        return of(trace, maker.make(scenario, kernel, seam), seam);
    }

    /** Replays a trace on a model that was made with a seam. */
    static Result of(Trace trace, Explorable model, ControlledSeam seam) {
        Property property = Property.named(trace.property());
        try {
            Walk walk = new Walk(model, new Stepper(model, seam, List.of(), true));
            return new Replay(trace, walk).run(property);
        } catch (ModelFault e) {
            return new Result(false, 0, e.getMessage());
        }
    }

    private Result run(Property property) {
        Map<String, String> before = walk.view();
        String difference = difference(trace.initial(), before);
        if (difference != null) {
            return new Result(false, 0, "the initial state differs: " + difference);
        }
        Map<String, String> loopState = null;
        for (Trace.Step step : trace.steps()) {
            if (Objects.equals(trace.loopStart(), step.n())) {
                loopState = before;
            }
            int context = walk.context(step.task());
            if (context == 0) {
                return refused(step, "there is no task " + step.task());
            }
            if (!walk.take(context, step.label())) {
                return refused(step, cannot(step, context));
            }
            Map<String, String> after = walk.view();
            String changed = changeDiffers(step, before, after);
            if (changed != null) {
                return refused(step, changed);
            }
            before = after;
        }
        return end(property, before, loopState);
    }

    private String cannot(Trace.Step step, int context) {
        List<String> moves = walk.moves();
        return "the model cannot take it: "
                + step.task()
                + " stands at "
                + walk.position(context)
                + "; what could be done instead: "
                + (moves.isEmpty() ? "nothing" : String.join(", ", moves));
    }

    private static Result refused(Trace.Step step, String why) {
        return new Result(
                false,
                step.n(),
                "step " + step.n() + " (" + step.task() + " " + step.label() + "): " + why);
    }

    private Result end(Property property, Map<String, String> last, Map<String, String> loopState) {
        int n = trace.steps().size();
        String failed =
                switch (trace.end()) {
                    case Traces.DEADLOCK -> stillMoves();
                    case Traces.LIVELOCK ->
                            last.equals(loopState)
                                    ? null
                                    : "the schedule does not come back to the state before step "
                                            + trace.loopStart();
                    default ->
                            walk.violates(property.ordinal())
                                    ? null
                                    : property + " is not violated after the last step";
                };
        if (failed != null) {
            return new Result(false, n, "all " + n + " steps were taken, but " + failed);
        }
        String what =
                switch (trace.end()) {
                    case Traces.DEADLOCK -> "nothing can move any more";
                    case Traces.LIVELOCK ->
                            "the schedule comes back to the state before step " + trace.loopStart();
                    default -> property + " is violated";
                };
        return new Result(true, n, "all " + n + " steps were taken, and " + what);
    }

    private String stillMoves() {
        List<String> moves = walk.moves();
        if (!moves.isEmpty()) {
            return "something can still move: " + String.join(", ", moves);
        }
        return walk.allOver() ? "every task is at its end" : null;
    }

    private String changeDiffers(
            Trace.Step step, Map<String, String> before, Map<String, String> after) {
        Map<String, String> expected = new LinkedHashMap<>(before);
        StateDiff.apply(expected, step.changes());
        return difference(expected, after);
    }

    /**
     * The paths at which two states differ, in words; null if none. The states of another engine
     * may lack paths and write call stacks and locals in their own way: there only what both have
     * is compared.
     */
    private String difference(Map<String, String> expected, Map<String, String> found) {
        boolean own = trace.engine().equals(ExplorerEngine.NAME);
        List<String> differences = new ArrayList<>();
        for (Trace.Change change : StateDiff.between(expected, found)) {
            String path = change.path();
            boolean comparable =
                    change.from() != null
                            && change.to() != null
                            && !path.endsWith(".stack")
                            && !path.contains(".loc.");
            if (own || comparable) {
                differences.add(
                        path
                                + " is "
                                + (change.to() == null ? "absent" : change.to())
                                + ", the trace has "
                                + (change.from() == null ? "nothing there" : change.from()));
            }
        }
        return differences.isEmpty() ? null : String.join("; ", differences);
    }
}
