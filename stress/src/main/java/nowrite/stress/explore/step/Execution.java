package nowrite.stress.explore.step;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.state.SharedState;

/**
 * Runs operations in the calling thread. A run first replays a history: at each boundary the
 * recorded shared state is put back, so the code takes the way it took before. From the last
 * boundary of the history on, every step is new to the run and its outcome goes to a {@link Sink}.
 */
final class Execution implements ControlledSeam.Driver {
    /** Who wants to know how the steps of a run end. */
    interface Sink {
        /** Answer to {@link #stepEnded}: leave the operation. */
        int LEAVE = -1;

        /**
         * The step from {@link Execution#from} has ended at a boundary.
         *
         * @param when the boundary's predicate, null if it has none
         * @return the index of the label to go on with, or {@link #LEAVE}
         */
        int stepEnded(LocalState local, int sharedId, BooleanSupplier when);

        /** The last step of the operation has ended, or one of the kernel's assertions failed. */
        void operationEnded(LocalState local, int sharedId);

        /** The predicate of the boundary to run from does not hold. */
        void blocked();
    }

    private static final int STEP = LocalState.HISTORY_STEP;

    private final Explorable model;
    private final ControlledSeam seam;
    private final SharedState shared;
    private final LocalStates locals;

    private int[] path = new int[STEP * 64];
    private int steps;
    private int replaySteps;
    private int position;
    private boolean thorough;
    private LocalState from;
    private int fromChoice;
    private int fromShared;
    private Sink sink;
    private LocalState probed;

    Execution(Explorable model, ControlledSeam seam, SharedState shared, LocalStates locals) {
        this.model = model;
        this.seam = seam;
        this.shared = shared;
        this.locals = locals;
        seam.attach(this, shared);
    }

    /** The local state that the step in progress began at. */
    LocalState from() {
        return from;
    }

    /** The label that the step in progress took. */
    int fromChoice() {
        return fromChoice;
    }

    /** The shared state that the step in progress began in. */
    int fromShared() {
        return fromShared;
    }

    /** The history of the boundary just reached. */
    int[] history() {
        return Arrays.copyOf(path, STEP * steps);
    }

    /**
     * Runs a context from a boundary.
     *
     * @param history a way to the boundary: its first one or another
     * @param fully whether to check everything on the way, not only the labels
     */
    void run(LocalState local, int choice, int sharedId, int[] history, boolean fully, Sink to) {
        System.arraycopy(history, 0, room(history.length), 0, history.length);
        replaySteps = history.length / STEP;
        steps = replaySteps;
        position = 0;
        thorough = fully;
        from = local;
        fromChoice = choice;
        fromShared = sharedId;
        sink = to;
        seam.start(local.context, local.operation);
        seam.track(fully);
        if (execute(local)) {
            over(model.isDaemon(local.context) ? null : LocalState.Kind.DONE);
        }
    }

    /**
     * The first boundary of an operation; nothing of the kernel may have been touched before it.
     */
    LocalState probe(int context, int operation) {
        probed = null;
        seam.start(context, operation);
        seam.track(true);
        position = -1;
        try {
            model.run(context, operation);
        } catch (Unwind e) {
            String touched = shared.difference();
            if (touched != null) {
                throw new ModelFault(
                        "operation "
                                + (operation + 1)
                                + " of "
                                + model.contextName(context)
                                + " changes "
                                + touched
                                + " before its first step");
            }
            return probed;
        } catch (RuntimeException e) {
            throw thrown(context, "before its first step", e);
        }
        throw new ModelFault(
                "operation "
                        + (operation + 1)
                        + " of "
                        + model.contextName(context)
                        + " has no step");
    }

    /** Whether the operation came to its end. */
    private boolean execute(LocalState local) {
        try {
            model.run(local.context, local.operation);
            if (position <= replaySteps) {
                throw diverged(expected(), "the end of the operation");
            }
            return true;
        } catch (Unwind e) {
            return false;
        } catch (ModelFault e) {
            throw new ModelFault(where() + e.getMessage(), e);
        } catch (RuntimeException e) {
            if (position > replaySteps && model.isBug(e)) {
                over(LocalState.Kind.BUG);
                return false;
            }
            throw thrown(local.context, "after " + from.label(fromChoice), e);
        } catch (StackOverflowError | AssertionError e) {
            throw thrown(local.context, "after " + from.label(fromChoice), e);
        }
    }

    @Override
    public int boundary(Boundary boundary, BooleanSupplier when) {
        if (position > replaySteps) {
            return stepEnded(boundary, when);
        }
        if (position < 0) {
            probed = locals.intern(boundary, when);
            throw seam.unwind();
        }
        LocalState expected = expected();
        if (!expected.hasLabels(boundary.labels)) {
            throw diverged(expected, String.join(" | ", boundary.labels));
        }
        if (position > 0) {
            shared.assume(path[STEP * (position - 1) + 2]);
        }
        if (thorough) {
            checkFully(expected, boundary, when);
        }
        if (position++ < replaySteps) {
            int at = STEP * (position - 1);
            shared.load(path[at + 1]);
            return path[at] - expected.id;
        }
        return arrived(when);
    }

    private int arrived(BooleanSupplier when) {
        shared.load(fromShared);
        if (when != null && !when.getAsBoolean()) {
            sink.blocked();
            throw seam.unwind();
        }
        seam.frames().read(from.row, from.framesAt);
        seam.track(true);
        return fromChoice;
    }

    private int stepEnded(Boundary boundary, BooleanSupplier when) {
        int after = shared.save();
        LocalState local = locals.intern(boundary, when);
        append(after);
        int choice = sink.stepEnded(local, after, when);
        if (choice == Sink.LEAVE) {
            throw seam.unwind();
        }
        from = local;
        fromChoice = choice;
        fromShared = after;
        return choice;
    }

    /** Ends the operation; {@code kind} is null for a daemon context, which begins again. */
    private void over(LocalState.Kind kind) {
        int after = shared.save();
        int context = from.context;
        LocalState next;
        if (kind == LocalState.Kind.BUG) {
            next = locals.over(context, LocalState.Kind.BUG, model.operations(context));
        } else if (kind == null) {
            next = locals.start(context, 0);
        } else if (from.operation + 1 < model.operations(context)) {
            next = locals.start(context, from.operation + 1);
        } else {
            next = locals.over(context, kind, model.operations(context));
        }
        append(after);
        sink.operationEnded(next, after);
    }

    private LocalState expected() {
        return position < replaySteps ? locals.get(path[STEP * position]) : from;
    }

    private void checkFully(LocalState expected, Boundary boundary, BooleanSupplier when) {
        LocalState here = locals.intern(boundary, when);
        if (here != expected) {
            throw diverged(expected, here.toString());
        }
        String difference = shared.difference();
        if (difference != null) {
            throw new ModelFault(
                    where()
                            + difference
                            + " differs from the last time the same steps were executed: the"
                            + " model's code is not deterministic, or it changes the kernel"
                            + " outside of its steps");
        }
    }

    private void append(int after) {
        int at = STEP * steps;
        int[] to = room(at + STEP);
        to[at] = from.id + fromChoice;
        to[at + 1] = fromShared;
        to[at + 2] = after;
        steps++;
    }

    private int[] room(int length) {
        if (path.length < length) {
            path = Arrays.copyOf(path, Math.max(length, 2 * path.length));
        }
        return path;
    }

    private ModelFault diverged(LocalState expected, String came) {
        return new ModelFault(
                "the model's code is not deterministic in "
                        + expected.function()
                        + ": executed again, "
                        + model.contextName(expected.context)
                        + " came to "
                        + came
                        + " instead of "
                        + expected);
    }

    private String where() {
        return model.contextName(from.context) + " at " + from.label(fromChoice) + ": ";
    }

    private ModelFault thrown(int context, String where, Throwable e) {
        return new ModelFault(
                model.contextName(context) + " " + where + ": the model's code threw " + e, e);
    }
}
