package nowrite.stress.patch.measure;

import java.util.Arrays;
import java.util.function.IntPredicate;
import nowrite.model.state.FuseReq;

/** The requests of a state, as far as costs depend on them. */
final class Requests {
    private static final int WIDTH = 3;
    private static final int VISIBLE = 1;
    private static final int WRITEBACK = 2;
    private static final int IN_USE = 4;

    /** For each slot: what it is, its opcode, its filled temporary pages; then their contents. */
    private final int[] values;

    private final int slots;

    private Requests(int[] values, int slots) {
        this.values = values;
        this.slots = slots;
    }

    static Requests of(FuseReq[] slots, IntPredicate isWriteback) {
        int data = 0;
        for (FuseReq req : slots) {
            data += req.data.length;
        }
        int[] values = new int[slots.length * WIDTH + data];
        int to = slots.length * WIDTH;
        for (int i = 0; i < slots.length; i++) {
            FuseReq req = slots[i];
            boolean writeback = isWriteback.test(req.slot);
            values[i * WIDTH] =
                    (req.isWithDaemon() ? VISIBLE : 0)
                            | (writeback ? WRITEBACK : 0)
                            | (req.state == FuseReq.State.FREE ? 0 : IN_USE);
            values[i * WIDTH + 1] = req.opcode.ordinal();
            values[i * WIDTH + 2] = req.filled << 8 | req.data.length;
            if (writeback) {
                System.arraycopy(req.data, 0, values, to, req.data.length);
            }
            to += req.data.length;
        }
        return new Requests(values, slots.length);
    }

    private boolean is(int slot, int what) {
        return (values[slot * WIDTH] & what) != 0;
    }

    private int filled(int slot) {
        return values[slot * WIDTH + 2] >> 8;
    }

    private int width(int slot) {
        return values[slot * WIDTH + 2] & 255;
    }

    /** Temporary pages that exist. */
    int pagesHeld() {
        int held = 0;
        for (int i = 0; i < slots; i++) {
            held += is(i, WRITEBACK) ? filled(i) : 0;
        }
        return held;
    }

    /** Requests that exist. */
    int held() {
        int held = 0;
        for (int i = 0; i < slots; i++) {
            held += is(i, IN_USE) ? 1 : 0;
        }
        return held;
    }

    /** Requests that the daemon can see and could not one step before; of all kinds for null. */
    int sentSince(Requests before, FuseReq.Opcode opcode) {
        int sent = 0;
        for (int i = 0; i < slots; i++) {
            boolean fresh = is(i, VISIBLE) && !before.is(i, VISIBLE);
            boolean counts = opcode == null || values[i * WIDTH + 1] == opcode.ordinal();
            sent += fresh && counts ? 1 : 0;
        }
        return sent;
    }

    /** Temporary pages that were filled, or filled again with something else, in a step. */
    int copiedSince(Requests before) {
        int copied = 0;
        int at = slots * WIDTH;
        for (int i = 0; i < slots; i++) {
            if (is(i, WRITEBACK)) {
                int was = before.filled(i);
                copied += Math.max(0, filled(i) - was);
                for (int page = 0; page < Math.min(was, filled(i)); page++) {
                    int half = at + 2 * page;
                    boolean other =
                            values[half] != before.values[half]
                                    || values[half + 1] != before.values[half + 1];
                    copied += other ? 1 : 0;
                }
            }
            at += width(i);
        }
        return copied;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Requests more && Arrays.equals(values, more.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
