package nowrite.model.seam;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The runtime of real threads: one thread for each context, locks and wait queues that really
 * block. Steps are where a thread may be slowed down at random, so that more schedules are met.
 */
public final class ThreadedSeam implements Seam {
    /** Thrown out of a context that was told to stop. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private final ThreadLocal<Integer> context = ThreadLocal.withInitial(() -> 0);
    private final ThreadLocal<RandomGenerator> random = new ThreadLocal<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicLong clock = new AtomicLong();
    private final String[] at;
    private RecordedSteps recorded;
    private int bound;

    /**
     * Makes the runtime.
     *
     * @param contexts how many contexts there are
     */
    public ThreadedSeam(int contexts) {
        at = new String[contexts + 1];
    }

    /** Tells of every step; to be called before any thread is bound. */
    public void record(StepRecorder recorder) {
        recorded = new RecordedSteps(at.length - 1, recorder, clock::incrementAndGet);
    }

    /**
     * Ends the running context's last step.
     *
     * @param next where it stands now, such as {@code done}
     */
    public void ended(String next) {
        endStep(next);
    }

    /** The running context is stopped, perhaps in the middle of a step. */
    public void cutOff() {
        if (recorded != null) {
            recorded.cutOff(self());
        }
    }

    /** Makes the calling thread a context; {@code random} slows it down and answers its choices. */
    public void bind(int number, RandomGenerator generator) {
        context.set(number);
        random.set(generator);
        if (recorded != null) {
            awaitAll();
        }
    }

    /** So that no context has come far before the others begin. */
    private void awaitAll() {
        synchronized (at) {
            bound++;
            at.notifyAll();
            while (bound < at.length - 1) {
                await(at);
            }
        }
    }

    /** With a recorder, threads give way in the middle of steps too: a log shall have overlaps. */
    private void perturb() {
        if (recorded != null && random.get().nextInt(32) == 0) {
            Thread.yield();
        }
    }

    /** Ends every context at its next boundary; those that sleep must be interrupted. */
    public void stop() {
        stopped.set(true);
    }

    /** The label of the boundary that a context passed last; null before its first. */
    public String lastLabel(int number) {
        synchronized (at) {
            return at[number];
        }
    }

    @Override
    public int self() {
        return context.get();
    }

    @Override
    public void enter(String function) {
        if (recorded != null) {
            recorded.recorder().enters(self(), function);
        }
    }

    @Override
    public void leave() {
        if (recorded != null) {
            recorded.recorder().leaves(self());
        }
    }

    @Override
    public void local(String name, int value) {
        perturb();
        if (recorded != null) {
            recorded.recorder().local(self(), name, value);
        }
    }

    @Override
    public void step(String label) {
        arrive(label);
        begin(label);
    }

    private void begin(String label) {
        if (recorded != null) {
            recorded.begin(self(), label);
        }
    }

    private void endStep(String next) {
        if (recorded != null) {
            recorded.end(self(), next, this::release);
        }
    }

    /** Comes to a boundary: the step before has ended, the one that follows has not begun. */
    private void arrive(String label) {
        endStep(label);
        synchronized (at) {
            at[self()] = label;
        }
        if (stopped.get()) {
            throw new Stopped();
        }
        int dice = random.get().nextInt(16);
        for (int i = 0; i < dice - 12; i++) {
            Thread.yield();
        }
    }

    @Override
    public void stepWhen(String label, BooleanSupplier enabled) {
        arrive(label);
        while (!enabled.getAsBoolean()) {
            letStepsEnd();
        }
        begin(label);
    }

    @Override
    public int choose(String... labels) {
        int choice = random.get().nextInt(labels.length);
        arrive(labels[0]);
        begin(labels[choice]);
        return choice;
    }

    @Override
    public void lock(Lock lock, String label) {
        arrive(label);
        lockInside(lock);
        begin(label);
    }

    @Override
    public void lockInside(Lock lock) {
        perturb();
        if (recorded != null && recorded.takesBack(self(), lock)) {
            return;
        }
        synchronized (lock) {
            while (lock.holder != 0) {
                await(lock);
            }
            lock.holder = self();
        }
        if (recorded != null) {
            recorded.recorder().locked(self(), lock);
        }
    }

    @Override
    public void unlock(Lock lock) {
        perturb();
        if (recorded != null) {
            recorded.recorder().unlocks(self(), lock);
            if (recorded.keeps(self(), lock)) {
                return;
            }
        }
        release(lock);
    }

    private void release(Lock lock) {
        synchronized (lock) {
            lock.holder = 0;
            lock.notifyAll();
        }
    }

    @Override
    public void tries(Object lock) {
        if (recorded != null) {
            recorded.tries(self(), lock);
        }
    }

    @Override
    public boolean mayTryAgain(Object lock, int holder) {
        if (recorded == null || holder != 0 && !recorded.hasTried(holder, lock)) {
            return false;
        }
        while (holder != 0 && recorded.hasTried(holder, lock)) {
            letStepsEnd();
        }
        return true;
    }

    @Override
    public boolean letStepsEnd() {
        if (stopped.get()) {
            throw new Stopped();
        }
        Thread.yield();
        return true;
    }

    @Override
    public void prepareToWait(WaitQueue queue) {
        perturb();
        synchronized (queue) {
            queue.add(self());
        }
    }

    @Override
    public void prepareToWaitExclusive(WaitQueue queue) {
        perturb();
        synchronized (queue) {
            queue.add(-self());
        }
    }

    @Override
    public void finishWait(WaitQueue queue) {
        perturb();
        synchronized (queue) {
            queue.remove(self());
        }
    }

    @Override
    public boolean isQueued(WaitQueue queue) {
        synchronized (queue) {
            return queue.contains(self());
        }
    }

    @Override
    public void sleepOn(WaitQueue queue, String label) {
        sleep(queue, label);
        begin(label);
    }

    private void sleep(WaitQueue queue, String label) {
        arrive(label);
        synchronized (queue) {
            while (queue.contains(self())) {
                await(queue);
            }
        }
    }

    @Override
    public void sleepOnThenLock(WaitQueue queue, Lock lock, String label) {
        sleep(queue, label);
        lockInside(lock);
        begin(label);
    }

    @Override
    public void wakeAll(WaitQueue queue) {
        perturb();
        synchronized (queue) {
            queue.wakeAll();
            queue.notifyAll();
        }
    }

    @Override
    public void wakeOneExclusive(WaitQueue queue) {
        perturb();
        synchronized (queue) {
            queue.wakeOneExclusive();
            queue.notifyAll();
        }
    }

    private static void await(Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
