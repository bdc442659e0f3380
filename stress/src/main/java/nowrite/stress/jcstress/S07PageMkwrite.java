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
 * The two windows of the write fault, on the model's own code: a file system other than FUSE keeps
 * metadata for a page as long as it is dirty, makes it in page_mkwrite and deletes it in writepage
 * (scenarios mkwrite/window-1 and window-2). The page is dirty through another mapping. One actor
 * faults it in for writing, the other writes it back.
 *
 * <p>Before: between page_mkwrite and the writable entry. After: between the writable entry and
 * set_page_dirty. Since 2.6.30 page_mkwrite may return with the page locked, and the lock is held
 * over both. Each half of that alone leaves a page that is dirty without metadata (P12). After the
 * second window the store faults once more and makes the metadata again, so the page is looked at
 * before every access, under the page lock. Why page_mkwrite is not simply entered with the page
 * locked, EnteredLocked shows (scenario mkwrite/lock-order): it hangs.
 *
 * <p>FUSE's metadata is "no copy of the page is in flight". 2.6.26 and 2.6.30 wait for that without
 * the page lock, so a copy may go out in between, and a second one later (P3); 3.13 waits under it
 * (scenario store/second-mapping).
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S07PageMkwrite
 *   BothWindows    P12                   85     1.34%  interesting
 *   BothWindows    good               6,246    98.66%
 *   EnteredLocked  asleep             3,047    15.99%  interesting
 *   EnteredLocked  good              16,010    84.01%
 *   FuseLocked     asleep           106,601    89.03%
 *   FuseLocked     good              13,133    10.97%
 *   FuseLocked     P3                     0     0.00%  forbidden
 *   FuseUnlocked   P3                    18     0.02%  interesting
 *   FuseUnlocked   asleep            74,381    84.99%
 *   FuseUnlocked   good              13,122    14.99%
 *   Locked         good              46,178   100.00%
 *   Locked         asleep                 0     0.00%  forbidden
 *   Locked         P12                    0     0.00%  forbidden
 *   WindowAfter    P12                   22     0.44%  interesting
 *   WindowAfter    good               4,956    99.56%
 *   WindowBefore   P12                   65     1.02%  interesting
 *   WindowBefore   good               6,322    98.98%
 * </pre>
 */
public final class S07PageMkwrite {
    private static final String BARE = "the page is dirty and its metadata gone";
    private static final String KEPT = "a dirty page has its metadata";
    private static final String HANGS = "an actor waited in vain";
    private static final String TWO = "two WRITEs of the page are with the daemon";
    private static final String ONE = "at most one WRITE of the page is with the daemon";
    private static final String WAITS = "an actor waits for the silent daemon";

    private static final String SCENE =
            """
            client   metadata
            pages    1
            file     1p
            task p   store 0h
            task q   store 1h
            task f   writepages none
            """;

    private static final String FUSE =
            """
            pages    1
            file     1p
            task p   store 0h
            task q   store 1h
            task f   writepages none, writepages none
            daemon   any-order, silent
            """;

    private static final int P = 1;
    private static final int Q = 2;
    private static final int F = 3;

    private S07PageMkwrite() {}

    /** The page is dirty through q's mapping. */
    abstract static class Dirty extends Sample {
        Dirty(Scene scene) {
            this(scene, PATIENT);
        }

        Dirty(Scene scene, long patience) {
            super(scene, patience, 2);
            before(Q, 0);
            lookAt("store:access");
        }
    }

    /** The same of FUSE with a silent daemon. */
    abstract static class DirtyFuse extends Sample {
        DirtyFuse(Scene scene) {
            super(scene, BRIEF, 2);
            before(Q, 0);
        }
    }

    /** Linux 2.6.30: the page is locked from inside page_mkwrite until it is dirty. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = KEPT)
    @Outcome(id = "asleep", expect = FORBIDDEN, desc = HANGS)
    @Outcome(id = "P12", expect = FORBIDDEN, desc = BARE)
    @State
    public static class Locked extends Dirty {
        private static final Scene ON = Scene.of("2.6.30", SCENE);

        /** A sample. */
        public Locked() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actorLater(F, 0);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P12);
        }
    }

    /** page_mkwrite returns with the page unlocked; the core locks it then. */
    @BrokenTwin(of = Locked.class, kernel = "2.6.30 without client-locked")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = KEPT)
    @Outcome(id = "P12", expect = ACCEPTABLE_INTERESTING, desc = BARE)
    @State
    public static class WindowBefore extends Dirty {
        private static final Scene ON = Scene.of("2.6.30 without client-locked", SCENE);

        /** A sample. */
        public WindowBefore() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actorLater(F, 0);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P12);
        }
    }

    /** The page is unlocked before set_page_dirty. */
    @BrokenTwin(of = Locked.class, kernel = "2.6.30 without dirty-locked")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = KEPT)
    @Outcome(id = "P12", expect = ACCEPTABLE_INTERESTING, desc = BARE)
    @State
    public static class WindowAfter extends Dirty {
        private static final Scene ON = Scene.of("2.6.30 without dirty-locked", SCENE);

        /** A sample. */
        public WindowAfter() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actorLater(F, 0);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P12);
        }
    }

    /** Linux 2.6.26, which has both windows. */
    @BrokenTwin(of = Locked.class)
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = KEPT)
    @Outcome(id = "P12", expect = ACCEPTABLE_INTERESTING, desc = BARE)
    @State
    public static class BothWindows extends Dirty {
        private static final Scene ON = Scene.of("2.6.26", SCENE);

        /** A sample. */
        public BothWindows() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actorLater(F, 0);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P12);
        }
    }

    /** page_mkwrite is entered with the page locked: the order of the locks is inverted. */
    @BrokenTwin(of = Locked.class, kernel = "2.6.30 with mkwrite-entered-locked")
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = KEPT)
    @Outcome(id = "asleep", expect = ACCEPTABLE_INTERESTING, desc = HANGS)
    @State
    public static class EnteredLocked extends Dirty {
        private static final Scene ON = Scene.of("2.6.30 with mkwrite-entered-locked", SCENE);

        /** A sample. */
        public EnteredLocked() {
            super(ON, SOME_PATIENCE);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Writes back. */
        @Actor
        public void two() {
            actorLater(F, 0);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P12);
        }
    }

    /** Linux 3.13: FUSE waits for the copy under the page lock. */
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = ONE)
    @Outcome(id = "asleep", expect = ACCEPTABLE, desc = WAITS)
    @Outcome(id = "P3", expect = FORBIDDEN, desc = TWO)
    @State
    public static class FuseLocked extends DirtyFuse {
        private static final Scene ON = Scene.of("3.13", FUSE);

        /** A sample. */
        public FuseLocked() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Two passes of writeback. */
        @Actor
        public void two() {
            actorLater(F, 0, 1);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P3);
        }
    }

    /** Linux 2.6.30: FUSE waits without the page lock. */
    @BrokenTwin(of = FuseLocked.class)
    @JCStressTest
    @Outcome(id = "good", expect = ACCEPTABLE, desc = ONE)
    @Outcome(id = "asleep", expect = ACCEPTABLE, desc = WAITS)
    @Outcome(id = "P3", expect = ACCEPTABLE_INTERESTING, desc = TWO)
    @State
    public static class FuseUnlocked extends DirtyFuse {
        private static final Scene ON = Scene.of("2.6.30", FUSE);

        /** A sample. */
        public FuseUnlocked() {
            super(ON);
        }

        /** Faults and stores. */
        @Actor
        public void one() {
            actor(P, 0);
        }

        /** Two passes of writeback. */
        @Actor
        public void two() {
            actorLater(F, 0, 1);
        }

        /** Looks at the end. */
        @Arbiter
        public void end(L_Result r) {
            r.r1 = verdict(Property.P3);
        }
    }
}
