package nowrite.stress.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/**
 * Makes a schedule that violates a property short: fewest steps, then fewest context switches,
 * still the same property. For schedules of engines that sample.
 *
 * <p>First steps are left out as long as the rest still violates, and neighbouring stretches change
 * places where that saves a switch. Then every schedule that is not longer is searched; if that
 * comes to its end within the time, the result is a shortest schedule. Every result is replayed
 * step by step before it is given out.
 */
public final class Minimizer {
    /**
     * A step of a schedule.
     *
     * @param context who acts
     * @param label the step
     */
    public record Move(String context, String label) {}

    /**
     * What came out.
     *
     * @param moves the schedule
     * @param shortest whether no schedule is shorter, nor one as short with fewer switches
     * @param message what was done, for a person; says if it was stopped early
     */
    public record Result(List<Move> moves, boolean shortest, String message) {
        /** Copies the schedule. */
        public Result {
            moves = List.copyOf(moves);
        }
    }

    private final Explorable model;
    private final Set<String> mayBlock;
    private final Property property;
    private final String end;
    private final Walk walk;
    private final long deadline;
    private boolean late;

    private Minimizer(Model made, Property property, String end, long deadline) {
        this.model = made.explorable();
        this.mayBlock = made.mayBlock();
        this.property = property;
        this.end = end;
        this.deadline = deadline;
        this.walk = new Walk(model, new Stepper(model, made.seam(), List.of(), false));
    }

    /** The schedule of a trace. */
    public static List<Move> moves(Trace trace) {
        return trace.steps().stream().map(step -> new Move(step.task(), step.label())).toList();
    }

    /**
     * Shortens a counterexample of any engine.
     *
     * @param trace a schedule of the scenario on the kernel that it names; its states are not used
     * @param time what may be spent
     * @return the short trace, as the explorer's own
     * @throws IllegalArgumentException if the schedule does not violate the property, or there is
     *     no such kernel
     * @throws InterruptedException if the thread was interrupted
     */
    public static Trace shorten(Trace trace, Scenario scenario, Duration time)
            throws InterruptedException {
        Source source =
                () -> {
                    ControlledSeam seam = new ControlledSeam();
                    KernelId kernel = KernelId.parse(trace.kernel());
                    return new Model(
                            new MachineModel(scenario, kernel, seam),
                            seam,
                            scenario.mayBlock(kernel));
                };
        Property property = Property.named(trace.property());
        Result result = shorten(source, property, trace.end(), moves(trace), time);
        return ShortSchedules.trace(source.make(), trace, result);
    }

    /**
     * A model; each search needs one of its own.
     *
     * @param explorable the model
     * @param seam the seam that it was made with
     * @param mayBlock names of tasks whose waiting for good is accepted
     */
    record Model(Explorable explorable, ControlledSeam seam, Set<String> mayBlock) {}

    /** Makes the same model again. */
    interface Source {
        Model make();
    }

    /** Shortens a schedule of a model. */
    static Result shorten(
            Source source, Property property, String end, List<Move> moves, Duration time)
            throws InterruptedException {
        if (end.equals(Traces.LIVELOCK)) {
            return new Result(moves, false, "a schedule with a loop is left as it is");
        }
        long deadline = System.nanoTime() + time.toNanos();
        Minimizer minimizer = new Minimizer(source.make(), property, end, deadline);
        List<Move> first = minimizer.run(moves);
        if (first == null) {
            throw new IllegalArgumentException(
                    "the schedule of " + moves.size() + " steps does not violate " + property);
        }
        List<Move> reduced = minimizer.calm(minimizer.leaveOut(first));
        List<Move> found =
                minimizer.late
                        ? null
                        : ShortSchedules.atMost(source.make(), property, end, reduced, deadline);
        String from = moves.size() + " steps reduced to ";
        if (found == null) {
            minimizer.verify(reduced);
            return new Result(
                    reduced,
                    false,
                    from
                            + reduced.size()
                            + ", stopped early after "
                            + time.toSeconds()
                            + " s: a shorter one may exist");
        }
        minimizer.verify(found);
        return new Result(found, true, from + found.size() + ", a shortest schedule");
    }

    private void verify(List<Move> moves) {
        List<Move> taken = run(moves);
        if (taken == null || taken.size() != moves.size()) {
            throw new IllegalStateException("the reduced schedule does not replay: " + moves);
        }
    }

    /**
     * Takes the moves, and passes over those that cannot be taken, until the violation; or null.
     */
    private List<Move> run(List<Move> moves) {
        walk.restart();
        List<Move> taken = new ArrayList<>();
        if (isBad()) {
            return taken;
        }
        for (Move move : moves) {
            int context = walk.context(move.context());
            if (context != 0 && walk.take(context, move.label())) {
                taken.add(move);
                if (isBad()) {
                    return taken;
                }
            }
        }
        return null;
    }

    private boolean isBad() {
        return end.equals(Traces.DEADLOCK) ? isStuck() : walk.violates(property.ordinal());
    }

    /** Nothing can move, not all are done, and that is neither accepted nor an assertion's end. */
    private boolean isStuck() {
        for (int context = 1; context <= model.contexts(); context++) {
            if (walk.position(context).kind() == LocalState.Kind.BUG) {
                return false;
            }
        }
        return walk.moves().isEmpty() && !walk.allOver() && !mayBlock.containsAll(walk.blocked());
    }

    private boolean isLate() {
        late |= System.nanoTime() > deadline;
        return late;
    }

    /** Leaves out stretches, long ones first, while the rest violates. */
    private List<Move> leaveOut(List<Move> moves) {
        List<Move> best = moves;
        for (int length = best.size() / 2; length >= 1; length = next(length)) {
            for (int at = best.size() - length; at >= 0 && !isLate(); at--) {
                if (at + length > best.size()) {
                    continue;
                }
                List<Move> fewer = new ArrayList<>(best.subList(0, at));
                fewer.addAll(best.subList(at + length, best.size()));
                List<Move> taken = run(fewer);
                if (taken != null && taken.size() < best.size()) {
                    best = taken;
                }
            }
        }
        return best;
    }

    private static int next(int length) {
        return length <= 8 ? length - 1 : length * 2 / 3;
    }

    /** Lets neighbouring stretches change places where that joins two of one context. */
    private List<Move> calm(List<Move> moves) {
        List<Move> best = moves;
        boolean better = true;
        while (better && !isLate()) {
            better = false;
            List<Integer> starts = starts(best);
            for (int i = 0; i + 2 < starts.size() && !better && !isLate(); i++) {
                int end2 = i + 3 < starts.size() ? starts.get(i + 3) : best.size();
                List<Move> swapped = new ArrayList<>(best.subList(0, starts.get(i + 1)));
                swapped.addAll(best.subList(starts.get(i + 2), end2));
                swapped.addAll(best.subList(starts.get(i + 1), starts.get(i + 2)));
                swapped.addAll(best.subList(end2, best.size()));
                List<Move> taken = run(swapped);
                if (taken != null
                        && taken.size() <= best.size()
                        && starts(taken).size() < starts.size()) {
                    best = taken;
                    better = true;
                }
            }
        }
        return best;
    }

    /** Where another context begins to act. */
    private static List<Integer> starts(List<Move> moves) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < moves.size(); i++) {
            if (i == 0 || !moves.get(i).context().equals(moves.get(i - 1).context())) {
                starts.add(i);
            }
        }
        return starts;
    }
}
