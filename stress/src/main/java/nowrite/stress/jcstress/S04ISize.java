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
 * i_size is written under fc->lock and read without any lock.
 *
 * <p>On a 32-bit kernel the 64 bits are two words: i_size_read and i_size_write go through a
 * sequence counter there (Seqcount), without it the reader may get half of each size (TwoWords).
 *
 * <p>write(2) makes the file longer after the data is in the page. A reader that sees the new size
 * without a lock finds the data only if the size is published with release and read with acquire
 * (Published). A size that is stored first shows on every machine (SizeFirst); one that is stored
 * last with plain accesses, as i_size was for long, only where stores or loads are reordered
 * (PlainOrder).
 *
 * <p>In the code that is modelled, every reader of i_size in the fault looks again under the page
 * lock, and fuse_send_writepage reads it under fc->lock; the model therefore takes a read of i_size
 * for one step. The litmus files beside it are spec/litmus/i_size-*.litmus.
 *
 * <p>Measured with --time quick on AMD EPYC, 2 cores, JDK 25, other work beside it:
 *
 * <pre>
 *   $ ./nowrite stress S04ISize
 *   PlainOrder  0, 0           1,605,670    41.84%
 *   PlainOrder  0, 1               1,299     0.03%
 *   PlainOrder  1, 1           2,231,002    58.13%
 *   PlainOrder  1, 0                   0     0.00%  interesting
 *   Published   0, 0             624,673    37.47%
 *   Published   0, 1                 850     0.05%
 *   Published   1, 1           1,041,568    62.48%
 *   Published   1, 0                   0     0.00%  forbidden
 *   Seqcount    0, 0             518,740    37.03%
 *   Seqcount    1, 1             882,111    62.97%
 *   Seqcount    0, 1                   0     0.00%  forbidden
 *   Seqcount    1, 0                   0     0.00%  forbidden
 *   SizeFirst   0, 0           2,238,350    44.18%
 *   SizeFirst   0, 1               1,582     0.03%
 *   SizeFirst   1, 0                 111   0.0022%  interesting
 *   SizeFirst   1, 1           2,826,728    55.79%
 *   TwoWords    0, 0             501,837    36.63%
 *   TwoWords    0, 1                 341     0.02%  interesting
 *   TwoWords    1, 0                 183     0.01%  interesting
 *   TwoWords    1, 1             867,770    63.33%
 * </pre>
 */
public final class S04ISize {
    private static final String TORN = "half of the old size and half of the new";
    private static final String WHOLE = "one of the two sizes";
    private static final String NO_DATA = "the new size and not the data";
    private static final String DATA = "the old size, or the new one with the data";

    private S04ISize() {}

    /** The words. */
    abstract static class Inode {
        static final VarHandle LOW;
        static final VarHandle HIGH;
        static final VarHandle SEQUENCE;
        static final VarHandle SIZE;
        static final VarHandle DATUM;

        static {
            try {
                MethodHandles.Lookup lookup = MethodHandles.lookup();
                LOW = lookup.findVarHandle(Inode.class, "low", int.class);
                HIGH = lookup.findVarHandle(Inode.class, "high", int.class);
                SEQUENCE = lookup.findVarHandle(Inode.class, "sequence", int.class);
                SIZE = lookup.findVarHandle(Inode.class, "size", int.class);
                DATUM = lookup.findVarHandle(Inode.class, "datum", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        int low;
        int high;
        int sequence;
        int size;
        int datum;

        final void writeWords() {
            LOW.setOpaque(this, 1);
            HIGH.setOpaque(this, 1);
        }
    }

    /** Two words and nothing else. */
    @BrokenTwin(of = Seqcount.class)
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = ACCEPTABLE_INTERESTING,
            desc = TORN)
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = WHOLE)
    @State
    public static class TwoWords extends Inode {
        /** i_size_write. */
        @Actor
        public void writer() {
            writeWords();
        }

        /** i_size_read. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = (int) LOW.getOpaque(this);
            r.r2 = (int) HIGH.getOpaque(this);
        }
    }

    /** write_seqcount_begin and end, read_seqcount_begin and retry. */
    @JCStressTest
    @Outcome(
            id = {"0, 1", "1, 0"},
            expect = FORBIDDEN,
            desc = TORN)
    @Outcome(
            id = {"0, 0", "1, 1"},
            expect = ACCEPTABLE,
            desc = WHOLE)
    @State
    public static class Seqcount extends Inode {
        /** i_size_write. */
        @Actor
        public void writer() {
            SEQUENCE.setOpaque(this, 1);
            VarHandle.releaseFence();
            writeWords();
            SEQUENCE.setRelease(this, 2);
        }

        /** i_size_read. */
        @Actor
        public void reader(II_Result r) {
            int before;
            do {
                before = (int) SEQUENCE.getAcquire(this);
                r.r1 = (int) LOW.getOpaque(this);
                r.r2 = (int) HIGH.getOpaque(this);
                VarHandle.acquireFence();
            } while (before % 2 == 1 || before != (int) SEQUENCE.getOpaque(this));
        }
    }

    /** The size before the data. */
    @BrokenTwin(of = Published.class)
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = NO_DATA)
    @Outcome(expect = ACCEPTABLE, desc = DATA)
    @State
    public static class SizeFirst extends Inode {
        /** write(2). */
        @Actor
        public void writer() {
            SIZE.setRelease(this, 1);
            DATUM.setOpaque(this, 1);
        }

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = (int) SIZE.getAcquire(this);
            r.r2 = (int) DATUM.getOpaque(this);
        }
    }

    /** The right order, with plain accesses. */
    @BrokenTwin(
            of = Published.class,
            seenOn = "processors that reorder stores or loads: arm64, POWER; not x86")
    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE_INTERESTING, desc = NO_DATA)
    @Outcome(expect = ACCEPTABLE, desc = DATA)
    @State
    public static class PlainOrder extends Inode {
        /** write(2). */
        @Actor
        public void writer() {
            DATUM.setOpaque(this, 1);
            SIZE.setOpaque(this, 1);
        }

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = (int) SIZE.getOpaque(this);
            r.r2 = (int) DATUM.getOpaque(this);
        }
    }

    /** Data, release, size; size, acquire, data. */
    @JCStressTest
    @Outcome(id = "1, 0", expect = FORBIDDEN, desc = NO_DATA)
    @Outcome(expect = ACCEPTABLE, desc = DATA)
    @State
    public static class Published extends Inode {
        /** write(2). */
        @Actor
        public void writer() {
            DATUM.setOpaque(this, 1);
            SIZE.setRelease(this, 1);
        }

        /** A reader. */
        @Actor
        public void reader(II_Result r) {
            r.r1 = (int) SIZE.getAcquire(this);
            r.r2 = (int) DATUM.getOpaque(this);
        }
    }
}
