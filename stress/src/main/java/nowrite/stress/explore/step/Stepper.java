package nowrite.stress.explore.step;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.state.SharedState;
import nowrite.stress.explore.table.PairTable;

/**
 * Executes steps, and remembers them: what a step does depends only on the local state of its
 * context and on the shared state, so a pair of these is executed once. A run goes straight on
 * while the next pair is new as well.
 *
 * <p>The self-check: that a pair determines its outcome is what the model promises by declaring
 * live locals. A run that comes to a remembered pair executes it once more along its own history,
 * and a sample of pairs is executed along other histories of the same local state.
 */
public final class Stepper implements Execution.Sink {
    private static final int STRAIGHT_ON_LIMIT = 100;
    private static final int FIRST_CHECKS = 16;
    private static final int SAMPLE = 8;
    private static final int[] NO_HISTORY = {};

    private final ControlledSeam seam;
    private final SharedState shared;
    private final LocalStates locals;
    private final Facts facts;
    private final Execution execution;
    private final PairTable pairs = new PairTable();
    private final boolean always;
    private final LocalState[] initial;
    private final List<LocalState> idle = new ArrayList<>();

    /** Whether the run in progress uses the memory of steps; if not it executes one step. */
    private boolean remembering;

    /** Whether the step in progress is remembered and is executed again. */
    private boolean checking;

    private boolean goOn;
    private int straightOn;
    private long lastOutcome;
    private int random = 1;

    // A pair that the run executed along another history than the first of its local state.
    private LocalState doubtful;
    private int doubtfulChoice;
    private int doubtfulShared;

    /**
     * Prepares a model.
     *
     * @param seam the runtime that the model was made with
     * @param conditions named conditions to ask the model about in every shared state
     * @param always whether to execute every remembered pair again each time; else a sample
     * @throws ModelFault if the model cannot be explored
     */
    public Stepper(Explorable model, ControlledSeam seam, List<String> conditions, boolean always) {
        if (model.contexts() > 62) {
            throw new ModelFault(
                    model.contexts() + " contexts are more than the 62 that the explorer can keep");
        }
        this.seam = seam;
        this.always = always;
        shared = new SharedState(model.kernel());
        locals = new LocalStates(seam.symbols(), seam.frames(), model.contexts());
        facts = new Facts(model, seam, conditions);
        execution = new Execution(model, seam, shared, locals);
        initial = new LocalState[model.contexts()];
        for (int context = 1; context <= model.contexts(); context++) {
            initial[context - 1] = prepare(model, context);
        }
        facts.ask(idle);
    }

    private LocalState prepare(Explorable model, int context) {
        boolean daemon = model.isDaemon(context);
        int operations = daemon ? 1 : model.operations(context);
        LocalState[] starts = new LocalState[operations];
        for (int operation = 0; operation < operations; operation++) {
            starts[operation] = execution.probe(context, operation);
            starts[operation].history = NO_HISTORY;
        }
        locals.setStarts(context, starts);
        if (operations == 0) {
            return locals.over(context, LocalState.Kind.DONE, 0);
        }
        if (daemon && starts[0].kind == LocalState.Kind.WHEN) {
            starts[0].idle = true;
            idle.add(starts[0]);
        }
        return starts[0];
    }

    /** Where a context stands at first. */
    public LocalState initial(int context) {
        return initial[context - 1];
    }

    /** The local state with a number. */
    public LocalState local(int id) {
        return locals.get(id);
    }

    /** What the model says about shared states. */
    public Facts facts() {
        return facts;
    }

    /** The shared states. */
    public SharedState shared() {
        return shared;
    }

    /** How many steps are remembered. */
    public int remembered() {
        return pairs.size();
    }

    /** How many different local states there are. */
    public int localStates() {
        return locals.size();
    }

    /**
     * Whether a context may move, as far as that can be told without executing it: false is
     * certain, after true the outcome may still be {@link Outcome#BLOCKED}.
     */
    public boolean mayMove(LocalState local, int sharedId) {
        switch (local.kind) {
            case STEP:
                return true;
            case WAIT:
                return (local.lockPlace < 0 || shared.value(sharedId, local.lockPlace) == 0)
                        && !sleeps(local, sharedId);
            case WHEN:
                return !local.idle || !facts.idle(sharedId, local.context);
            default:
                return false;
        }
    }

    /** Whether a context stands where it sleeps, and nobody has taken it off the queue. */
    public boolean sleeps(LocalState local, int sharedId) {
        for (int i = 0; i < local.queueLength; i++) {
            int entry = shared.value(sharedId, local.queuePlace + i);
            if (entry == local.context || entry == -local.context) {
                return true;
            }
            if (entry == 0) {
                return false;
            }
        }
        return false;
    }

    /** What a step leads to, as {@link Outcome} reads it; executed if it is not remembered. */
    public long outcome(LocalState local, int choice, int sharedId) {
        long key = PairTable.key(local.id + choice, sharedId);
        long outcome = pairs.get(key);
        if (outcome == PairTable.ABSENT) {
            start(true, false, true);
            execution.run(local, choice, sharedId, local.history, always, this);
            if (isSampled(local)) {
                check(local, choice, sharedId, local.alternative());
            }
            if (doubtful != null) {
                check(doubtful, doubtfulChoice, doubtfulShared, doubtful.history);
            }
            outcome = pairs.get(key);
        }
        return outcome & ~Outcome.CHECKED;
    }

    /** What a step leads to after a certain history, without the memory of steps. */
    public long outcomeAfter(LocalState local, int choice, int sharedId, int[] history) {
        start(false, false, false);
        execution.run(local, choice, sharedId, history, true, this);
        return lastOutcome;
    }

    private void check(LocalState local, int choice, int sharedId, int[] history) {
        if (history != null) {
            start(true, true, false);
            execution.run(local, choice, sharedId, history, always, this);
        }
    }

    private void start(boolean withMemory, boolean again, boolean straight) {
        remembering = withMemory;
        checking = again;
        goOn = straight;
        straightOn = 0;
        doubtful = null;
    }

    private boolean isSampled(LocalState local) {
        return always || local.executions++ < FIRST_CHECKS || nextRandom() % SAMPLE == 0;
    }

    private int nextRandom() {
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        return random & Integer.MAX_VALUE;
    }

    @Override
    public int stepEnded(LocalState local, int sharedId, BooleanSupplier when) {
        record(Outcome.of(local.id, sharedId, false));
        boolean known = local.history != null;
        if (!known) {
            local.history = execution.history();
        } else if (goOn) {
            local.arrivedBy(execution, nextRandom());
        }
        if (!goOn || ++straightOn > STRAIGHT_ON_LIMIT) {
            return LEAVE;
        }
        if (!mayMove(local, sharedId)) {
            return LEAVE;
        }
        if (when != null && !when.getAsBoolean()) {
            rememberBlocked(local, sharedId);
            return LEAVE;
        }
        return next(local, sharedId, known);
    }

    /** The label to go straight on with: one whose pair is new, else one to check. */
    private int next(LocalState local, int sharedId, boolean known) {
        for (int choice = 0; choice < local.choices(); choice++) {
            long remembered = pairs.get(PairTable.key(local.id + choice, sharedId));
            if (remembered == PairTable.ABSENT) {
                checking = false;
                if (known && doubtful == null && isSampled(local)) {
                    doubtful = local;
                    doubtfulChoice = choice;
                    doubtfulShared = sharedId;
                }
                return choice;
            }
            if (always || (remembered & Outcome.CHECKED) == 0) {
                checking = true;
                return choice;
            }
        }
        return LEAVE;
    }

    @Override
    public void operationEnded(LocalState local, int sharedId) {
        record(Outcome.of(local.id, sharedId, true));
    }

    @Override
    public void blocked() {
        record(Outcome.BLOCKED);
    }

    private void rememberBlocked(LocalState local, int sharedId) {
        long key = PairTable.key(local.id, sharedId);
        long remembered = pairs.get(key);
        if (remembered == PairTable.ABSENT) {
            pairs.put(key, Outcome.BLOCKED);
        } else if ((remembered & ~Outcome.CHECKED) != Outcome.BLOCKED) {
            throw differs(local, remembered, Outcome.BLOCKED);
        }
    }

    private void record(long outcome) {
        if (facts.size() < shared.size()) {
            facts.ask(idle);
        }
        lastOutcome = outcome;
        if (!remembering) {
            return;
        }
        LocalState from = execution.from();
        long key = PairTable.key(from.id + execution.fromChoice(), execution.fromShared());
        if (!checking) {
            pairs.put(key, outcome);
            return;
        }
        long remembered = pairs.get(key);
        if ((remembered & ~Outcome.CHECKED) != outcome) {
            throw differs(from, remembered, outcome);
        }
        if ((remembered & Outcome.CHECKED) == 0) {
            pairs.put(key, remembered | Outcome.CHECKED);
        }
    }

    private ModelFault differs(LocalState local, long remembered, long now) {
        return new ModelFault(
                "a live local is missing at "
                        + local.labelText()
                        + " of "
                        + local.function()
                        + ": two visits with the same locals "
                        + local.locals()
                        + " and the same kernel state went different ways, to "
                        + describe(remembered)
                        + " and to "
                        + describe(now)
                        + ". Declare the local, or read the kernel again after the step.");
    }

    private String describe(long outcome) {
        return Outcome.isBlocked(outcome)
                ? "waiting"
                : locals.get(Outcome.local(outcome))
                        + " in kernel state "
                        + Outcome.shared(outcome);
    }
}
