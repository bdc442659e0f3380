package nowrite.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * fuse_set_nowrite waits until writectr == FUSE_NOWRITE, and looks at writectr without fc->lock.
 *
 * <p>Two questions. Does the loop ever see the new value? The compiler may read once, unless it is
 * told not to: wait_event's loop calls schedule, which it cannot see through; here READ_ONCE stands
 * for that (ReadOnce against ReadPlain). And what does who has seen the value know about the rest
 * of the completion? Nothing: the WRITE leaves fi->writepages after the counter has changed. Only
 * the next section of fc->lock, which every user of set_nowrite enters to send its request, is
 * ordered after it (LockAfterTest against NoLockAfterTest).
 *
 * <p>The litmus files beside it are spec/litmus/set_nowrite-*.litmus.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S03Writectr
 *   LockAfterTest    0                909,331   100.00%
 *   LockAfterTest    1                      0     0.00%  forbidden
 *   NoLockAfterTest  0              2,916,353   100.00%
 *   NoLockAfterTest  1                     18   0.0006%  interesting
 *   ReadOnce         TERMINATED         1,651   100.00%
 *   ReadOnce         STALE                  0     0.00%  forbidden
 *   ReadPlain        STALE                  1    25.00%  interesting
 *   ReadPlain        TERMINATED             3    75.00%
 * </pre>
 */
public final class S03Writectr {
    private static final int FUSE_NOWRITE = Integer.MIN_VALUE;
    private static final String AHEAD = "nobody is in flight, and the WRITE is still on writepages";

    private S03Writectr() {}

    /** The fields of struct fuse_inode that count. */
    abstract static class Inode {
        static final VarHandle WRITECTR;
        static final VarHandle LOCK;
        static final VarHandle WRITEPAGES;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                WRITECTR = lookup.findVarHandle(Inode.class, "writectr", int.class);
                LOCK = lookup.findVarHandle(Inode.class, "lock", int.class);
                WRITEPAGES = lookup.findVarHandle(Inode.class, "writepages", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** One WRITE is in flight, and writes are forbidden. */
        int writectr = FUSE_NOWRITE + 1;

        int writepages = 1;
        int lock;

        final void spinLock() {
            while (!LOCK.weakCompareAndSetAcquire(this, 0, 1)) {
                Thread.onSpinWait();
            }
        }

        final void spinUnlock() {
            LOCK.setRelease(this, 0);
        }

        /** fuse_writepage_end. */
        final void writepageEnd() {
            spinLock();
            WRITECTR.setOpaque(this, FUSE_NOWRITE);
            WRITEPAGES.setOpaque(this, 0);
            spinUnlock();
        }

        /** The test of the wait: whether nobody is in flight. */
        final boolean isQuiet() {
            return (int) WRITECTR.getOpaque(this) == FUSE_NOWRITE;
        }
    }

    /** A loop that reads the field as it likes. */
    @BrokenTwin(of = ReadOnce.class)
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "saw the completion")
    @Outcome(id = "STALE", expect = ACCEPTABLE_INTERESTING, desc = "waits for good")
    @State
    public static class ReadPlain extends Inode {
        /** Waits. */
        @Actor
        public void setNowrite() {
            while (writectr != FUSE_NOWRITE) {
                // The compiler may take the read out of the loop.
            }
        }

        /** Completes. */
        @Signal
        public void completion() {
            writepageEnd();
        }
    }

    /** A loop that reads anew each time. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "saw the completion")
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = "waits for good")
    @State
    public static class ReadOnce extends Inode {
        /** Waits. */
        @Actor
        public void setNowrite() {
            while (!isQuiet()) {
                Thread.onSpinWait();
            }
        }

        /** Completes. */
        @Signal
        public void completion() {
            writepageEnd();
        }
    }

    /** Who relies on more than the counter and takes no lock. */
    @BrokenTwin(of = LockAfterTest.class)
    @JCStressTest
    @Outcome(
            id = "0",
            expect = ACCEPTABLE,
            desc = "still waiting, or all of the completion is seen")
    @Outcome(id = "1", expect = ACCEPTABLE_INTERESTING, desc = AHEAD)
    @State
    public static class NoLockAfterTest extends Inode {
        /** Looks at writepages at once. */
        @Actor
        public void setNowrite(I_Result r) {
            r.r1 = isQuiet() ? (int) WRITEPAGES.getOpaque(this) : 0;
        }

        /** Completes. */
        @Actor
        public void completion() {
            writepageEnd();
        }
    }

    /** As in the kernel: fc->lock before anything else is looked at. */
    @JCStressTest
    @Outcome(
            id = "0",
            expect = ACCEPTABLE,
            desc = "still waiting, or all of the completion is seen")
    @Outcome(id = "1", expect = FORBIDDEN, desc = AHEAD)
    @State
    public static class LockAfterTest extends Inode {
        /** Takes the lock, as for sending SETATTR, and looks. */
        @Actor
        public void setNowrite(I_Result r) {
            if (isQuiet()) {
                spinLock();
                r.r1 = (int) WRITEPAGES.getOpaque(this);
                spinUnlock();
            }
        }

        /** Completes. */
        @Actor
        public void completion() {
            writepageEnd();
        }
    }
}
