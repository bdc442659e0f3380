package nowrite.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Going to sleep is store buffering. The sleeper puts itself on the queue and then looks at the
 * condition; the waker makes the condition true and then looks at the queue. If each load comes
 * before the other's store, the sleeper sleeps and nobody wakes it.
 *
 * <p>r1 is whether the sleeper saw the condition, r2 whether the waker saw the sleeper. What stands
 * behind the variants in the kernel:
 *
 * <ul>
 *   <li>Plain, Opaque (READ_ONCE, WRITE_ONCE), AcquireRelease (smp_load_acquire,
 *       smp_store_release): none of them orders a store before a later load.
 *   <li>SleeperFence: set_current_state has a full barrier, a bare waitqueue_active on the waker's
 *       side has none.
 *   <li>WakerFence: smp_mb before waitqueue_active, and a sleeper that uses __set_current_state,
 *       which has none.
 *   <li>BothFences: prepare_to_wait (set_current_state) against smp_mb, waitqueue_active
 *       (wq_has_sleeper).
 *   <li>QueueLock: prepare_to_wait against wake_up, both under the queue's lock. This is what FUSE
 *       does: fuse_writepage_finish calls wake_up unconditionally, so it needs no barrier of its
 *       own.
 *   <li>Volatile: Java's word for both fences.
 * </ul>
 *
 * <p>The litmus files beside it are spec/litmus/waitqueue-*.litmus.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S02WaitQueue
 *   AcquireRelease  0, 0           9,907,553    68.24%  interesting
 *   AcquireRelease  0, 1           2,268,658    15.63%
 *   AcquireRelease  1, 0           2,332,990    16.07%
 *   AcquireRelease  1, 1               9,090     0.06%
 *   BothFences      0, 1             465,887    54.29%
 *   BothFences      1, 0             384,838    44.85%
 *   BothFences      1, 1               7,406     0.86%
 *   BothFences      0, 0                   0     0.00%  forbidden
 *   Opaque          0, 0              47,583     9.33%  interesting
 *   Opaque          0, 1             370,410    72.63%
 *   Opaque          1, 0              78,546    15.40%
 *   Opaque          1, 1              13,432     2.63%
 *   Plain           0, 0             214,618    18.92%  interesting
 *   Plain           0, 1             584,759    51.54%
 *   Plain           1, 0             335,228    29.55%
 *   Plain           1, 1                   6   0.0005%
 *   QueueLock       0, 1             347,630    63.10%
 *   QueueLock       1, 0             201,681    36.61%
 *   QueueLock       1, 1               1,620     0.29%
 *   QueueLock       0, 0                   0     0.00%  forbidden
 *   SleeperFence    0, 0               1,621     0.20%  interesting
 *   SleeperFence    0, 1             350,424    42.88%
 *   SleeperFence    1, 0             459,231    56.20%
 *   SleeperFence    1, 1               5,895     0.72%
 *   Volatile        0, 1             516,534    34.36%
 *   Volatile        1, 0             972,647    64.70%
 *   Volatile        1, 1              14,070     0.94%
 *   Volatile        0, 0                   0     0.00%  forbidden
 *   WakerFence      0, 0               6,353     0.39%  interesting
 *   WakerFence      0, 1           1,138,999    70.49%
 *   WakerFence      1, 0             466,108    28.85%
 *   WakerFence      1, 1               4,431     0.27%
 * </pre>
 */
public final class S02WaitQueue {
    private static final String LOST = "the sleeper sleeps and the waker has not seen it";
    private static final String MET = "one of them saw the other";

    private S02WaitQueue() {}

    /** The two words that both sides look at. */
    abstract static class Words {
        static final VarHandle CONDITION;
        static final VarHandle QUEUED;
        static final VarHandle LOCK;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                CONDITION = lookup.findVarHandle(Words.class, "condition", int.class);
                QUEUED = lookup.findVarHandle(Words.class, "queued", int.class);
                LOCK = lookup.findVarHandle(Words.class, "lock", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        int condition;
        int queued;
        int lock;

        final void spinLock() {
            while (!LOCK.weakCompareAndSetAcquire(this, 0, 1)) {
                Thread.onSpinWait();
            }
        }

        final void spinUnlock() {
            LOCK.setRelease(this, 0);
        }
    }

    /** No order at all. */
    @BrokenTwin(of = {BothFences.class, Volatile.class, QueueLock.class})
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class Plain extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            queued = 1;
            r.r1 = condition;
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            condition = 1;
            r.r2 = queued;
        }
    }

    /** READ_ONCE and WRITE_ONCE. */
    @BrokenTwin(of = {BothFences.class, Volatile.class, QueueLock.class})
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class Opaque extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setOpaque(this, 1);
            r.r1 = (int) CONDITION.getOpaque(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setOpaque(this, 1);
            r.r2 = (int) QUEUED.getOpaque(this);
        }
    }

    /** smp_store_release and smp_load_acquire. */
    @BrokenTwin(of = {BothFences.class, Volatile.class, QueueLock.class})
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class AcquireRelease extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setRelease(this, 1);
            r.r1 = (int) CONDITION.getAcquire(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setRelease(this, 1);
            r.r2 = (int) QUEUED.getAcquire(this);
        }
    }

    /** set_current_state against a bare waitqueue_active. */
    @BrokenTwin(of = {BothFences.class, Volatile.class, QueueLock.class})
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class SleeperFence extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setOpaque(this, 1);
            VarHandle.fullFence();
            r.r1 = (int) CONDITION.getOpaque(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setOpaque(this, 1);
            r.r2 = (int) QUEUED.getOpaque(this);
        }
    }

    /** __set_current_state against smp_mb, waitqueue_active. */
    @BrokenTwin(of = {BothFences.class, Volatile.class, QueueLock.class})
    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class WakerFence extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setOpaque(this, 1);
            r.r1 = (int) CONDITION.getOpaque(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setOpaque(this, 1);
            VarHandle.fullFence();
            r.r2 = (int) QUEUED.getOpaque(this);
        }
    }

    /** set_current_state against wq_has_sleeper. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class BothFences extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setOpaque(this, 1);
            VarHandle.fullFence();
            r.r1 = (int) CONDITION.getOpaque(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setOpaque(this, 1);
            VarHandle.fullFence();
            r.r2 = (int) QUEUED.getOpaque(this);
        }
    }

    /** prepare_to_wait against wake_up, as in FUSE. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class QueueLock extends Words {
        /** Queues under the lock, tests without. */
        @Actor
        public void sleeper(II_Result r) {
            spinLock();
            queued = 1;
            spinUnlock();
            r.r1 = (int) CONDITION.getOpaque(this);
        }

        /** Makes true without the lock, looks under it. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setOpaque(this, 1);
            spinLock();
            r.r2 = queued;
            spinUnlock();
        }
    }

    /** Java's volatile on both. */
    @JCStressTest
    @Outcome(id = "0, 0", expect = FORBIDDEN, desc = LOST)
    @Outcome(expect = ACCEPTABLE, desc = MET)
    @State
    public static class Volatile extends Words {
        /** Queues, tests. */
        @Actor
        public void sleeper(II_Result r) {
            QUEUED.setVolatile(this, 1);
            r.r1 = (int) CONDITION.getVolatile(this);
        }

        /** Makes true, looks. */
        @Actor
        public void waker(II_Result r) {
            CONDITION.setVolatile(this, 1);
            r.r2 = (int) QUEUED.getVolatile(this);
        }
    }
}
