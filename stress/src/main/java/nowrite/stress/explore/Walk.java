package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Outcome;
import nowrite.stress.explore.step.Stepper;

/** One schedule of a model, taken step by step. */
final class Walk {
    private final Explorable model;
    private final Stepper stepper;
    private final Views views;
    private final List<LocalState> positions = new ArrayList<>();
    private final int initial;
    private int shared;

    /** Stands at the initial state of a model. */
    Walk(Explorable model, Stepper stepper) {
        this.model = model;
        this.stepper = stepper;
        this.views = new Views(model, stepper);
        initial = stepper.shared().current();
        restart();
    }

    /** Goes back to the initial state. */
    void restart() {
        shared = initial;
        positions.clear();
        for (int context = 1; context <= model.contexts(); context++) {
            positions.add(stepper.initial(context));
        }
    }

    /** A place on the way, to come back to. */
    record Place(int shared, List<LocalState> positions) {
        /** Copies the list. */
        Place {
            positions = List.copyOf(positions);
        }
    }

    /** Where the schedule stands. */
    Place place() {
        return new Place(shared, positions);
    }

    /** Goes back to a place. */
    void back(Place place) {
        shared = place.shared();
        positions.clear();
        positions.addAll(place.positions());
    }

    /** The present state in words. */
    Map<String, String> view() {
        return views.of(shared, positions);
    }

    /** The number of a context, 0 if there is none of this name. */
    int context(String name) {
        for (int context = 1; context <= model.contexts(); context++) {
            if (model.contextName(context).equals(name)) {
                return context;
            }
        }
        return 0;
    }

    /** The name of a context. */
    String name(int context) {
        return model.contextName(context);
    }

    /** Where a context stands. */
    LocalState position(int context) {
        return positions.get(context - 1);
    }

    /** What can be done now: "t notify_change:i_mutex". */
    List<String> moves() {
        List<String> moves = new ArrayList<>();
        for (LocalState local : positions) {
            for (int choice = 0; choice < local.choices(); choice++) {
                if (canTake(local, choice)) {
                    moves.add(model.contextName(local.context()) + " " + local.label(choice));
                }
            }
        }
        return moves;
    }

    /**
     * Takes a step.
     *
     * @return whether the context could take it
     */
    boolean take(int context, String label) {
        LocalState local = position(context);
        for (int choice = 0; choice < local.choices(); choice++) {
            if (local.label(choice).equals(label) && canTake(local, choice)) {
                long outcome = stepper.outcome(local, choice, shared);
                positions.set(context - 1, stepper.local(Outcome.local(outcome)));
                shared = Outcome.shared(outcome);
                return true;
            }
        }
        return false;
    }

    private boolean canTake(LocalState local, int choice) {
        return !local.isOver()
                && stepper.mayMove(local, shared)
                && !Outcome.isBlocked(stepper.outcome(local, choice, shared));
    }

    /** Names of the tasks that cannot move and are not at their end. */
    List<String> blocked() {
        List<String> names = new ArrayList<>();
        for (LocalState local : positions) {
            if (!model.isDaemon(local.context())
                    && !local.isOver()
                    && !stepper.mayMove(local, shared)) {
                names.add(model.contextName(local.context()));
            }
        }
        return names;
    }

    /** Whether a context can take some step. */
    boolean mayMove(int context) {
        LocalState local = position(context);
        for (int choice = 0; choice < local.choices(); choice++) {
            if (canTake(local, choice)) {
                return true;
            }
        }
        return false;
    }

    /** What a context that cannot move waits for, and who could end that, in words. */
    String waitsFor(int context) {
        stepper.shared().load(shared);
        LocalState local = position(context);
        Explorable.Waiting waiting = model.blame(context, local.label(0), local.locals());
        List<String> others = waiting.contexts().stream().map(model::contextName).toList();
        return waiting.what()
                + (others.isEmpty() ? "" : ", which is up to " + String.join(" or ", others));
    }

    /** Whether every task is at its end. */
    boolean allOver() {
        return positions.stream()
                .allMatch(local -> model.isDaemon(local.context()) || local.isOver());
    }

    /** Whether the present state violates the property with this ordinal. */
    boolean violates(int property) {
        return (stepper.facts().violated(shared) >>> property & 1) != 0;
    }
}
