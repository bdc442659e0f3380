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
 * Direct I/O into a mapping against writeback, on the model's own code (scenario
 * dio/redirtied-in-flight). The page is dirty and its entry writable. One actor reads another file
 * into it with O_DIRECT, which dirties the page without asking the file system; the other writes it
 * back twice. The daemon is silent, so what it has been sent it keeps: two WRITEs of one page are
 * with it at once (P3) unless the second is chained behind the first.
 *
 * <p>A fault waits for the copy in flight, for ever here: that actor gives up, which is accepted.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S06DioRedirty
 *   Chained              asleep             4,604    85.09%
 *   Chained              good                 807    14.91%
 *   Chained              P3                     0     0.00%  forbidden
 *   Without8b284dc47291  P3                    19     0.25%  interesting
 *   Without8b284dc47291  asleep             6,399    84.82%
 *   Without8b284dc47291  good               1,126    14.93%
 * </pre>
 */
public final class S06DioRedirty {
    private static final String TWO = "two WRITEs of the page are with the daemon";
    private static final String ONE = "at most one WRITE of the page is with the daemon";
    private static final String WAITS = "an actor waits for the silent daemon";

    private static final String SCENE =
            """
            pages    1
            file     1p
            task io  dio-read into 0
            task f   writepages none, writepages none
            task p   store 0h via io
            daemon   any-order, silent
            """;

    private static final int IO = 1;
    private static final int F = 2;
    private static final int P = 3;

    private S06DioRedirty() {}

    /** The page is dirty, its entry writable. */
    abstract static class Dirty extends Sample {
        Dirty(Scene scene) {
            super(scene, BRIEF, 2);
            before(P, 0);
        }
    }

    /** Linux 3.13: a second copy is put into the first, or chained behind it. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = ONE)
    @Outcome(id = "asleep", expect = ACCEPTABLE, desc = WAITS)
    @Outcome(id = "P3", expect = FORBIDDEN, desc = TWO)
    @State
    public static class Chained extends Dirty {
        private static final Scene ON = Scene.of("3.13", SCENE);

        /** A sample. */
        public Chained() {
            super(ON);
        }

        /** Direct I/O. */
        @Actor
        public void one() {
            actor(IO, 0);
        }

        /** Two passes of writeback. */
        @Actor
        public void two() {
            actor(F, 0, 1);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P3);
        }
    }

    /** Nobody looks for the copy in flight. */
    @BrokenTwin(of = Chained.class, kernel = "3.13 without 8b284dc47291")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = ONE)
    @Outcome(id = "asleep", expect = ACCEPTABLE, desc = WAITS)
    @Outcome(id = "P3", expect = ACCEPTABLE_INTERESTING, desc = TWO)
    @State
    public static class Without8b284dc47291 extends Dirty {
        private static final Scene ON = Scene.of("3.13 without 8b284dc47291", SCENE);

        /** A sample. */
        public Without8b284dc47291() {
            super(ON);
        }

        /** Direct I/O. */
        @Actor
        public void one() {
            actor(IO, 0);
        }

        /** Two passes of writeback. */
        @Actor
        public void two() {
            actor(F, 0, 1);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P3);
        }
    }
}
