package nowrite.model.seam;

import java.util.concurrent.atomic.AtomicBoolean;
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
    private final String[] at;

    /**
     * Makes the runtime.
     *
     * @param contexts how many contexts there are
     */
    public ThreadedSeam(int contexts) {
        at = new String[contexts + 1];
    }

    /** Makes the calling thread a context; {@code random} slows it down and answers its choices. */
    public void bind(int number, RandomGenerator generator) {
        context.set(number);
        random.set(generator);
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
    public void enter(String function) {}

    @Override
    public void leave() {}

    @Override
    public void local(String name, int value) {}

    @Override
    public void step(String label) {
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
        step(label);
        while (!enabled.getAsBoolean()) {
            if (stopped.get()) {
                throw new Stopped();
            }
            Thread.yield();
        }
    }

    @Override
    public int choose(String... labels) {
        int choice = random.get().nextInt(labels.length);
        step(labels[choice]);
        return choice;
    }

    @Override
    public void lock(Lock lock, String label) {
        step(label);
        lockInside(lock);
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
        step(label);
        synchronized (queue) {
            while (queue.contains(self())) {
                await(queue);
            }
        }
    }

    @Override
    public void sleepOnThenLock(WaitQueue queue, Lock lock, String label) {
        sleepOn(queue, label);
        lockInside(lock);
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

    private static void await(Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
