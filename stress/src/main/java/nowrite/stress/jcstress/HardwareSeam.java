package nowrite.stress.jcstress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.model.seam.WaitQueue;

/**
 * The runtime for actors of JCStress: locks spin, sleepers poll their queue, and between two steps
 * an actor is now and then held up for some microseconds, as by an interrupt. So nothing orders
 * memory accesses but what orders them in the kernel: the locks, and the accesses that are atomic
 * there.
 *
 * <p>Nobody blocks for good: who has waited too long is {@link Asleep}, and the test says what that
 * means.
 */
final class HardwareSeam implements Seam {
    /** Thrown out of an actor that has waited longer than its patience. */
    static final class Asleep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Asleep() {
            super("asleep", null, false, false);
        }
    }

    /** How often a waiter looks before it gives way to other threads. */
    private static final int SPINS = 200;

    private static final VarHandle HOLDER;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(Lock.class, "holder", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** One step in so many is followed by a short hold-up, or by a long one; powers of two. */
    private static final int OFTEN = 8;

    private static final int SELDOM = 64;
    private static final int SHORT = 64;
    private static final int LONG = 4096;
    private static final int MOMENT = 512;

    /** Which context each thread is, for threads take turns as actors; and a random number. */
    private static final class Context {
        private int number;
        private Class<?> acting;
        private int random = (int) System.nanoTime() | 1;
    }

    private static final ThreadLocal<Context> SELF = ThreadLocal.withInitial(Context::new);

    private final long patience;
    private String watched = "";
    private Runnable look;

    /**
     * Makes the runtime.
     *
     * @param patience how long a waiter waits before it is asleep for good, in nanoseconds
     */
    HardwareSeam(long patience) {
        this.patience = patience;
    }

    /** Does something whenever an actor comes to a step; to be called before the actors start. */
    void watch(String label, Runnable whatToDo) {
        watched = label;
        look = whatToDo;
    }

    /** The test that the calling thread is an actor of; null if of none, or not now. */
    static Class<?> acting() {
        return SELF.get().acting;
    }

    /** Makes the calling thread an actor of a test, or with null of none. */
    static void act(Class<?> test) {
        SELF.get().acting = test;
    }

    /** Makes the calling thread a context. */
    void become(int context) {
        SELF.get().number = context;
    }

    /**
     * Waits a little.
     *
     * @param looks how often the caller has looked
     * @param since when it began to look; 0 at first
     * @return when it began
     * @throws Asleep if that was long enough
     */
    long pause(int looks, long since) {
        if (looks < SPINS) {
            Thread.onSpinWait();
            return 0;
        }
        long now = System.nanoTime();
        if (since != 0 && now - since > patience) {
            throw new Asleep();
        }
        Thread.yield();
        return since == 0 ? now : since;
    }

    /** Waits until something holds. */
    void await(BooleanSupplier condition) {
        long since = 0;
        for (int looks = 0; !condition.getAsBoolean(); looks++) {
            since = pause(looks, since);
        }
    }

    @Override
    public int self() {
        return SELF.get().number;
    }

    @Override
    public void enter(String function) {}

    @Override
    public void leave() {}

    @Override
    public void local(String name, int value) {}

    @Override
    public void step(String label) {
        if (watched.equals(label)) {
            look.run();
        }
        int random = random();
        int longest = (random & SELDOM - 1) == 0 ? LONG : (random & OFTEN - 1) == 0 ? SHORT : 1;
        hold(random, longest);
    }

    /** Lets a moment pass, about as long as an operation takes. */
    void moment() {
        hold(random(), MOMENT);
    }

    private static int random() {
        Context context = SELF.get();
        int random = context.random;
        random ^= random << 13;
        random ^= random >>> 17;
        random ^= random << 5;
        context.random = random;
        return random;
    }

    private static void hold(int random, int longest) {
        for (int i = random >>> 8 & longest - 1; i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void stepWhen(String label, BooleanSupplier enabled) {
        await(enabled);
    }

    @Override
    public int choose(String... labels) {
        return 0;
    }

    @Override
    public void lock(Lock lock, String label) {
        step(label);
        lockInside(lock);
    }

    @Override
    public void lockInside(Lock lock) {
        int self = self();
        await(() -> HOLDER.weakCompareAndSetAcquire(lock, 0, self));
    }

    @Override
    public void unlock(Lock lock) {
        HOLDER.setRelease(lock, 0);
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
        await(() -> !isQueued(queue));
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
        }
    }

    @Override
    public void wakeOneExclusive(WaitQueue queue) {
        synchronized (queue) {
            queue.wakeOneExclusive();
        }
    }
}
