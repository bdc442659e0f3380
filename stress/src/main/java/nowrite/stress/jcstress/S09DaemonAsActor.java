package nowrite.stress.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import nowrite.spec.Property;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * {@link S05Nowrite} with the daemon as an actor of its own, and with a store as a fourth. The
 * daemon answers while writeback and truncate run, so the WRITE may be in flight, queued or not yet
 * made when nowrite is set. For machines with three and four processors.
 *
 * <p>Not measured by JCStress yet: no machine with three processors was at hand. On plain threads
 * (DaemonAsActorTest, oversubscribed) the correct ones never failed and each twin was caught.
 *
 * <pre>
 *   $ ./nowrite stress S09DaemonAsActor
 *   NowriteFour                      needs 4 CPUs
 *   NowriteThree                     needs 3 CPUs
 *   WithoutNowriteFour               needs 4 CPUs
 *   WithoutNowriteThree              needs 3 CPUs
 *   WithoutWakeThree                 needs 3 CPUs
 * </pre>
 */
public final class S09DaemonAsActor {
    private static final String BACK = "what was cut off is in the daemon's file again";
    private static final String CUT = "the file is as the truncate left it";
    private static final String HANGS = "an actor waited in vain";

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

    private S09DaemonAsActor() {}

    /** Three actors: truncate, writeback, the daemon. */
    abstract static class Three extends Sample {
        Three(Scene scene) {
            this(scene, PATIENT);
        }

        Three(Scene scene, long patience) {
            super(scene, patience, 2);
            before(P, 0);
        }
    }

    /** Four actors: a store, truncate, writeback, the daemon. */
    abstract static class Four extends Sample {
        Four(Scene scene) {
            super(scene, PATIENT, 3);
        }
    }

    /** Linux 2.6.26, the daemon an actor of its own. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = FORBIDDEN, desc = BACK)
    @Outcome(id = "asleep", expect = FORBIDDEN, desc = HANGS)
    @State
    public static class NowriteThree extends Three {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public NowriteThree() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actor(F, 0);
        }

        /** Answers. */
        @Actor
        public void three() {
            daemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** fuse_set_nowrite does nothing, the daemon an actor of its own. */
    @BrokenTwin(of = NowriteThree.class)
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = ACCEPTABLE_INTERESTING, desc = BACK)
    @State
    public static class WithoutNowriteThree extends Three {
        private static final Scene ON = Scene.of("2.6.26 without nowrite", SCENE);

        /** A sample. */
        public WithoutNowriteThree() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actor(F, 0);
        }

        /** Answers. */
        @Actor
        public void three() {
            daemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** Nobody wakes fuse_set_nowrite. */
    @BrokenTwin(of = {NowriteThree.class, NowriteFour.class})
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "asleep", expect = ACCEPTABLE_INTERESTING, desc = HANGS)
    @State
    public static class WithoutWakeThree extends Three {
        private static final Scene ON = Scene.of("2.6.26 without wake-at-completion", SCENE);

        /** A sample. */
        public WithoutWakeThree() {
            super(ON, SOME_PATIENCE);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actor(F, 0);
        }

        /** Answers. */
        @Actor
        public void three() {
            daemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** Linux 2.6.26, the store and the daemon actors of their own. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = FORBIDDEN, desc = BACK)
    @Outcome(id = "asleep", expect = FORBIDDEN, desc = HANGS)
    @State
    public static class NowriteFour extends Four {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public NowriteFour() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actor(F, 0);
        }

        /** Stores. */
        @Actor
        public void three() {
            actor(P, 0);
        }

        /** Answers. */
        @Actor
        public void four() {
            daemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** fuse_set_nowrite does nothing, the store and the daemon actors of their own. */
    @BrokenTwin(of = NowriteFour.class)
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = ACCEPTABLE_INTERESTING, desc = BACK)
    @State
    public static class WithoutNowriteFour extends Four {
        private static final Scene ON = Scene.of("2.6.26 without nowrite", SCENE);

        /** A sample. */
        public WithoutNowriteFour() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actor(F, 0);
        }

        /** Stores. */
        @Actor
        public void three() {
            actor(P, 0);
        }

        /** Answers. */
        @Actor
        public void four() {
            daemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }
}
