package nowrite.stress.explore.step;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.model.seam.WaitQueue;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.state.SharedState;

/**
 * The controlled runtime behind the seam. It keeps the running context's call stack and turns every
 * boundary into a question to its {@link Driver}: go on, and with which label?
 */
public final class ControlledSeam implements Seam {
    /** Who decides at a boundary. */
    interface Driver {
        /**
         * The running context has come to a boundary.
         *
         * @param when the predicate of a {@code stepWhen}, else null
         * @return the index of the label to go on with
         * @throws Unwind to leave the operation
         */
        int boundary(Boundary boundary, BooleanSupplier when);
    }

    private final Symbols symbols = new Symbols();
    private final Frames frames = new Frames(symbols);
    private final Boundary boundary = new Boundary();
    private final Map<Object, Integer> places = new IdentityHashMap<>();
    private Driver driver;
    private SharedState shared;
    private int self;

    /** False while steps that were executed before are executed again: their locals are known. */
    private boolean tracking;

    /** True while the operation is being left; a {@code finally} of the model must do nothing. */
    private boolean unwinding;

    /** Makes a runtime; a model made with it can be explored once. */
    public ControlledSeam() {}

    void attach(Driver newDriver, SharedState newShared) {
        driver = newDriver;
        shared = newShared;
    }

    Symbols symbols() {
        return symbols;
    }

    Frames frames() {
        return frames;
    }

    Boundary boundary() {
        return boundary;
    }

    void start(int context, int operation) {
        self = context;
        boundary.context = context;
        boundary.operation = operation;
        frames.clear();
        unwinding = false;
    }

    void track(boolean on) {
        tracking = on;
    }

    Unwind unwind() {
        unwinding = true;
        return Unwind.NOW;
    }

    /** Asks a predicate as a context; the context that runs goes on afterwards. */
    boolean ask(int context, BooleanSupplier predicate) {
        int running = self;
        self = context;
        try {
            return predicate.getAsBoolean();
        } finally {
            self = running;
        }
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public void enter(String function) {
        if (tracking) {
            frames.enter(function);
        }
    }

    @Override
    public void leave() {
        if (tracking && !unwinding) {
            frames.leave();
        }
    }

    @Override
    public void local(String name, int value) {
        if (tracking) {
            frames.local(name, value);
        }
    }

    @Override
    public void step(String label) {
        boundary.at(LocalState.Kind.STEP, label);
        stop(null);
    }

    @Override
    public void stepWhen(String label, BooleanSupplier enabled) {
        boundary.at(LocalState.Kind.WHEN, label);
        stop(enabled);
    }

    @Override
    public int choose(String... labels) {
        if (labels.length == 0) {
            throw new ModelFault("a choice without a label in " + frames.innermostFunction());
        }
        boundary.at(LocalState.Kind.STEP, labels);
        return stop(null);
    }

    @Override
    public void lock(Lock lock, String label) {
        boundary.at(LocalState.Kind.WAIT, label);
        if (tracking) {
            boundary.waitFor(place(lock, lock.name()), -1, 0);
        }
        stop(null);
        take(lock, label);
    }

    private void take(Lock lock, String label) {
        if (lock.holder != 0) {
            throw new ModelFault(
                    lock.name() + " is taken at " + label + ", which was enabled a moment ago");
        }
        lock.holder = self;
    }

    @Override
    public void lockInside(Lock lock) {
        if (unwinding) {
            return;
        }
        if (lock.holder != 0) {
            throw new ModelFault(
                    lock.name()
                            + " is taken in "
                            + frames.innermostFunction()
                            + ": a lock that is taken inside a step must be released in the same"
                            + " step");
        }
        lock.holder = self;
    }

    @Override
    public void unlock(Lock lock) {
        if (unwinding) {
            return;
        }
        if (lock.holder != self) {
            throw new ModelFault(
                    lock.name()
                            + " is released in "
                            + frames.innermostFunction()
                            + " by a context that does not hold it");
        }
        lock.holder = 0;
    }

    @Override
    public void prepareToWait(WaitQueue queue) {
        enqueue(queue, self);
    }

    @Override
    public void prepareToWaitExclusive(WaitQueue queue) {
        enqueue(queue, -self);
    }

    private void enqueue(WaitQueue queue, int entry) {
        if (!unwinding && !queue.contains(self)) {
            queue.add(entry);
        }
    }

    @Override
    public void finishWait(WaitQueue queue) {
        if (!unwinding) {
            queue.remove(self);
        }
    }

    @Override
    public boolean isQueued(WaitQueue queue) {
        return queue.contains(self);
    }

    @Override
    public void sleepOn(WaitQueue queue, String label) {
        boundary.at(LocalState.Kind.WAIT, label);
        if (tracking) {
            boundary.waitFor(-1, place(queue.entries, queue.name()), queue.entries.length);
        }
        stop(null);
    }

    @Override
    public void sleepOnThenLock(WaitQueue queue, Lock lock, String label) {
        boundary.at(LocalState.Kind.WAIT, label);
        if (tracking) {
            boundary.waitFor(
                    place(lock, lock.name()),
                    place(queue.entries, queue.name()),
                    queue.entries.length);
        }
        stop(null);
        take(lock, label);
    }

    @Override
    public void wakeAll(WaitQueue queue) {
        if (!unwinding) {
            queue.wakeAll();
        }
    }

    @Override
    public void wakeOneExclusive(WaitQueue queue) {
        if (!unwinding) {
            queue.wakeOneExclusive();
        }
    }

    private int stop(BooleanSupplier when) {
        if (unwinding) {
            throw Unwind.NOW;
        }
        return driver.boundary(boundary, when);
    }

    private int place(Object guard, String name) {
        Integer known = places.get(guard);
        if (known == null) {
            known = shared.firstPlace(guard);
            if (known < 0) {
                throw new ModelFault(
                        name + " is not part of the kernel's state: no field leads to it");
            }
            places.put(guard, known);
        }
        return known;
    }
}
