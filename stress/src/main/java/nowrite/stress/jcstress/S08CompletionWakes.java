package nowrite.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import nowrite.model.state.FuseInode;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * The completion of a WRITE against fuse_set_nowrite, on the model's own code. A WRITE is with the
 * daemon. One actor sets nowrite and waits, the other is the daemon, whose answer ends the request:
 * writectr goes down, the waiter is woken. The waiter tests writectr without a lock, so it must be
 * down before the wake-up; and there must be a wake-up.
 *
 * <p>The waiter gives up after a while. Who has given up, is still on page_waitq, and could go on,
 * has lost its wake-up: nobody will come. The tests of the Termination kind wait without giving up.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S08CompletionWakes
 *   DecrementThenWake  good             122,294   100.00%
 *   DecrementThenWake  lost                   0     0.00%  forbidden
 *   NeverTerminates    STALE                  1    50.00%  interesting
 *   NeverTerminates    TERMINATED             1    50.00%
 *   NoWake             good               2,241    33.67%
 *   NoWake             lost               4,414    66.33%  interesting
 *   Terminates         TERMINATED         1,080   100.00%
 *   Terminates         STALE                  0     0.00%  forbidden
 *   WakeThenDecrement  good               6,984    99.91%
 *   WakeThenDecrement  lost                   6     0.09%  interesting
 * </pre>
 */
public final class S08CompletionWakes {
    private static final String LOST = "it could go on, and nobody will wake it";
    private static final String WOKEN = "it went on, or will";

    private static final String SCENE =
            """
            pages    1
            file     1p
            task p   store 0h
            task f   writepages none
            task t   truncate 0
            daemon   any-order
            """;

    private static final int P = 1;
    private static final int F = 2;
    private static final int T = 3;

    private S08CompletionWakes() {}

    /** A WRITE is with the daemon. */
    abstract static class InFlight extends Sample {
        InFlight(Scene scene, long patience) {
            super(scene, patience, 1);
            before(P, 0);
            before(F, 0);
        }

        InFlight(Scene scene) {
            this(scene, BRIEF);
        }

        final String outcome() {
            boolean quiet = k.inode().writectr == FuseInode.FUSE_NOWRITE;
            return isAsleep() && quiet && k.inode().pageWaitq.contains(T) ? "lost" : "good";
        }
    }

    /** Linux 2.6.26. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = WOKEN)
    @Outcome(id = "lost", expect = FORBIDDEN, desc = LOST)
    @State
    public static class DecrementThenWake extends InFlight {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public DecrementThenWake() {
            super(ON);
        }

        /** Sets nowrite. */
        @Actor
        public void one() {
            setNowrite(T);
        }

        /** Answers the WRITE. */
        @Actor
        public void two() {
            daemon();
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = outcome();
        }
    }

    /** The waiter is woken before the counter is down. */
    @BrokenTwin(of = DecrementThenWake.class, kernel = "2.6.26 without decrement-before-wake")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = WOKEN)
    @Outcome(id = "lost", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @State
    public static class WakeThenDecrement extends InFlight {
        private static final Scene ON = Scene.of("2.6.26 without decrement-before-wake", SCENE);

        /** A sample. */
        public WakeThenDecrement() {
            super(ON);
        }

        /** Sets nowrite. */
        @Actor
        public void one() {
            setNowrite(T);
        }

        /** Answers the WRITE. */
        @Actor
        public void two() {
            daemon();
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = outcome();
        }
    }

    /** Nobody wakes the waiter. */
    @BrokenTwin(of = DecrementThenWake.class, kernel = "2.6.26 without wake-at-completion")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = WOKEN)
    @Outcome(id = "lost", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @State
    public static class NoWake extends InFlight {
        private static final Scene ON = Scene.of("2.6.26 without wake-at-completion", SCENE);

        /** A sample. */
        public NoWake() {
            super(ON);
        }

        /** Sets nowrite. */
        @Actor
        public void one() {
            setNowrite(T);
        }

        /** Answers the WRITE. */
        @Actor
        public void two() {
            daemon();
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = outcome();
        }
    }

    /** Linux 2.6.26, waiting without giving up. */
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = WOKEN)
    @Outcome(id = "STALE", expect = FORBIDDEN, desc = LOST)
    @State
    public static class Terminates extends InFlight {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public Terminates() {
            super(ON, Long.MAX_VALUE);
        }

        /** Sets nowrite. */
        @Actor
        public void one() {
            setNowrite(T);
        }

        /** Answers the WRITE. */
        @Signal
        public void two() {
            answer();
        }
    }

    /** Nobody wakes the waiter, who does not give up. */
    @BrokenTwin(of = Terminates.class, kernel = "2.6.26 without wake-at-completion")
    @JCStressTest(Mode.Termination)
    @Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = WOKEN)
    @Outcome(id = "STALE", expect = ACCEPTABLE_INTERESTING, desc = LOST)
    @State
    public static class NeverTerminates extends InFlight {
        private static final Scene ON = Scene.of("2.6.26 without wake-at-completion", SCENE);

        /** A sample. */
        public NeverTerminates() {
            super(ON, Long.MAX_VALUE);
        }

        /** Sets nowrite. */
        @Actor
        public void one() {
            setNowrite(T);
        }

        /** Answers the WRITE. */
        @Signal
        public void two() {
            answer();
        }
    }
}
