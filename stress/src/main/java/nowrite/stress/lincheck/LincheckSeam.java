package nowrite.stress.lincheck;

import java.util.function.BooleanSupplier;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.model.seam.WaitQueue;

/**
 * The runtime under Lincheck: a thread for each task, locks and wait queues that really block and
 * never poll. Lincheck decides after every access to shared memory who goes on, in the middle of
 * steps too. Boundaries are only told to {@link Watch}.
 */
final class LincheckSeam implements Seam {
    /** A thread that runs one context after the other; tasks run only their own. */
    abstract static class Context extends Thread {
        private int number;

        Context(String name) {
            super(name);
        }

        /** From here on the thread is this context. */
        final void become(int context) {
            number = context;
        }

        /** The context that the thread is. */
        final int number() {
            return number;
        }

        /** The thread has given a lock back. */
        void unlocked(Lock lock) {}
    }

    /** Thrown out of a context when the schedule is over. */
    static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("over", null, false, false);
        }
    }

    private final Watch watch;
    private final int salt;
    private final Object changes = new Object();
    private volatile boolean over;

    /**
     * The runtime of one schedule.
     *
     * @param salt decides choices that are nobody's to predict
     */
    LincheckSeam(Watch watch, int salt) {
        this.watch = watch;
        this.salt = salt;
    }

    /** Ends the schedule: every context leaves at its next boundary, sleepers too. */
    void end() {
        over = true;
        for (Object monitor : watch.sleepers()) {
            synchronized (monitor) {
                monitor.notifyAll();
            }
        }
        changed();
    }

    /** Wakes those who wait in {@link #stepWhen} to look again. */
    void changed() {
        synchronized (changes) {
            changes.notifyAll();
        }
    }

    /** Sleeps until a condition holds that {@link #changed} announces. */
    void await(BooleanSupplier condition) {
        synchronized (changes) {
            while (!condition.getAsBoolean()) {
                await(changes);
            }
        }
    }

    private void await(Object monitor) {
        int self = self();
        watch.sleeps(self, monitor);
        if (over) {
            throw new Over();
        }
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new Over();
        }
        watch.sleeps(self, null);
    }

    @Override
    public int self() {
        return Thread.currentThread() instanceof Context context ? context.number : 0;
    }

    @Override
    public void enter(String function) {}

    @Override
    public void leave() {}

    @Override
    public void local(String name, int value) {}

    @Override
    public void step(String label) {
        arrive(label);
        watch.begins(self(), label);
    }

    /** Comes to a boundary: the step before has ended. */
    private void arrive(String label) {
        watch.arrives(self(), label);
        if (over) {
            throw new Over();
        }
    }

    @Override
    public void stepWhen(String label, BooleanSupplier enabled) {
        arrive(label);
        await(enabled);
        watch.begins(self(), label);
    }

    @Override
    public int choose(String... labels) {
        arrive(labels[0]);
        int choice = Math.floorMod(salt + watch.choices(), labels.length);
        watch.begins(self(), labels[choice]);
        return choice;
    }

    @Override
    public void lock(Lock lock, String label) {
        arrive(label);
        lockInside(lock);
        watch.begins(self(), label);
    }

    @Override
    public void lockInside(Lock lock) {
        synchronized (lock) {
            while (lock.holder != 0) {
                await(lock);
            }
            lock.holder = self();
        }
    }

    @Override
    public void unlock(Lock lock) {
        synchronized (lock) {
            lock.holder = 0;
            lock.notifyAll();
        }
        ((Context) Thread.currentThread()).unlocked(lock);
        if (watch.isLookedAt(lock)) {
            changed();
        }
    }

    @Override
    public boolean letStepsEnd() {
        if (over) {
            throw new Over();
        }
        Thread.yield();
        return true;
    }

    @Override
    public void prepareToWait(WaitQueue queue) {
        synchronized (queue) {
            queue.add(self());
        }
    }

    @Override
    public void prepareToWaitExclusive(WaitQueue queue) {
        synchronized (queue) {
            queue.add(-self());
        }
    }

    @Override
    public void finishWait(WaitQueue queue) {
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
        watch.begins(self(), label);
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
        watch.begins(self(), label);
    }

    @Override
    public void wakeAll(WaitQueue queue) {
        synchronized (queue) {
            queue.wakeAll();
            queue.notifyAll();
        }
    }

    @Override
    public void wakeOneExclusive(WaitQueue queue) {
        synchronized (queue) {
            queue.wakeOneExclusive();
            queue.notifyAll();
        }
    }
}
