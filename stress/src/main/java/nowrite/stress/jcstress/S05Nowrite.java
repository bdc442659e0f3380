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
 * truncate against writeback, on the model's own code (scenario truncate/in-flight): data that a
 * truncate cut off must not come back to the daemon's file. A page is dirty; one actor truncates
 * the file to nothing, the other writes the page back and then is the daemon, which answers one
 * request after the other.
 *
 * <p>Without nowrite the WRITE is sent with the old size behind the SETATTR. Without the rule that
 * i_size is written before writes are allowed again, the release itself sends it so.
 *
 * <p>With the daemon, and a task that stores, as actors of their own: {@link S09DaemonAsActor}.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S05Nowrite
 *   Guarded                   good               3,587   100.00%
 *   Guarded                   P2                     0     0.00%  forbidden
 *   Guarded                   asleep                 0     0.00%  forbidden
 *   WithoutNowrite            P2                   486    74.43%  interesting
 *   WithoutNowrite            good                 167    25.57%
 *   WithoutSizeBeforeRelease  P2                 2,294    53.74%  interesting
 *   WithoutSizeBeforeRelease  good               1,975    46.26%
 *   WithoutWakeAtCompletion   asleep             1,335    21.07%  interesting
 *   WithoutWakeAtCompletion   good               5,000    78.93%
 * </pre>
 */
public final class S05Nowrite {
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

    private S05Nowrite() {}

    /** Two actors: truncate; writeback, then the daemon. */
    abstract static class Two extends Sample {
        Two(Scene scene) {
            super(scene, PATIENT, 2);
            before(P, 0);
        }

        final void truncate() {
            actor(T, 0);
        }

        final void writebackThenDaemon() {
            actor(F, 0);
            daemon();
        }
    }

    /** Linux 2.6.26. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = FORBIDDEN, desc = BACK)
    @Outcome(id = "asleep", expect = FORBIDDEN, desc = HANGS)
    @State
    public static class Guarded extends Two {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public Guarded() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            truncate();
        }

        /** Writes back, answers. */
        @Actor
        public void two() {
            writebackThenDaemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** fuse_set_nowrite does nothing. */
    @BrokenTwin(of = Guarded.class, kernel = "2.6.26 without nowrite")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = ACCEPTABLE_INTERESTING, desc = BACK)
    @State
    public static class WithoutNowrite extends Two {
        private static final Scene ON = Scene.of("2.6.26 without nowrite", SCENE);

        /** A sample. */
        public WithoutNowrite() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            truncate();
        }

        /** Writes back, answers. */
        @Actor
        public void two() {
            writebackThenDaemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** i_size is written after writes are allowed again. */
    @BrokenTwin(of = Guarded.class, kernel = "2.6.26 without size-before-release")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "P2", expect = ACCEPTABLE_INTERESTING, desc = BACK)
    @State
    public static class WithoutSizeBeforeRelease extends Two {
        private static final Scene ON = Scene.of("2.6.26 without size-before-release", SCENE);

        /** A sample. */
        public WithoutSizeBeforeRelease() {
            super(ON);
        }

        /** Truncates. */
        @Actor
        public void one() {
            truncate();
        }

        /** Writes back, answers. */
        @Actor
        public void two() {
            writebackThenDaemon();
        }

        /** Looks at the daemon's file. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }

    /** Nobody wakes fuse_set_nowrite. */
    @BrokenTwin(of = Guarded.class, kernel = "2.6.26 without wake-at-completion")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = CUT)
    @Outcome(id = "asleep", expect = ACCEPTABLE_INTERESTING, desc = HANGS)
    @State
    public static class WithoutWakeAtCompletion extends Sample {
        private static final Scene ON = Scene.of("2.6.26 without wake-at-completion", SCENE);

        /** A sample; its actors have little patience, for many of them wait for ever. */
        public WithoutWakeAtCompletion() {
            super(ON, SOME_PATIENCE, 2);
            before(P, 0);
        }

        /** Truncates. */
        @Actor
        public void one() {
            actor(T, 0);
        }

        /** Writes back, answers. */
        @Actor
        public void two() {
            actor(F, 0);
            daemon();
        }

        /** Whether somebody waits. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P2);
        }
    }
}
