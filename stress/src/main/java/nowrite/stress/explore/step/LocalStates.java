package nowrite.stress.explore.step;

import java.util.Arrays;
import java.util.function.BooleanSupplier;
import nowrite.stress.explore.state.ModelFault;

/** All local states met so far: equal positions with equal locals are one {@link LocalState}. */
final class LocalStates {
    private final Symbols symbols;
    private final Frames frames;
    private LocalState[] byId = new LocalState[1 << 10];
    private int ids;
    private final LocalState[][] starts;
    private LocalState[] slots = new LocalState[1 << 10];
    private int[] row = new int[64];
    private int different;

    LocalStates(Symbols symbols, Frames frames, int contexts) {
        starts = new LocalState[contexts + 1][];
        this.symbols = symbols;
        this.frames = frames;
    }

    /** The local state with a number, which may be that of any of its labels. */
    LocalState get(int id) {
        return byId[id];
    }

    /** How many local states there are. */
    int size() {
        return different;
    }

    /** The local state at a boundary with the present call stack; {@code history} null if new. */
    LocalState intern(Boundary boundary, BooleanSupplier when) {
        int need = boundary.framesAt() + frames.rowLimit();
        if (row.length < need) {
            row = new int[need * 2];
        }
        boundary.write(row, symbols);
        int length = frames.write(row, boundary.framesAt());
        int hash = hash(row, length);
        int at = hash & slots.length - 1;
        while (slots[at] != null) {
            int[] other = slots[at].row;
            if (other.length == length && Arrays.equals(other, 0, length, row, 0, length)) {
                return checked(slots[at], boundary);
            }
            at = at + 1 & slots.length - 1;
        }
        LocalState made = new LocalState(ids, Arrays.copyOf(row, length), symbols, boundary, when);
        for (int i = 0; i < made.choices(); i++) {
            if (ids == byId.length) {
                byId = Arrays.copyOf(byId, 2 * ids);
            }
            byId[ids++] = made;
        }
        slots[at] = made;
        if (++different * 2 > slots.length) {
            grow();
        }
        return made;
    }

    private static LocalState checked(LocalState known, Boundary boundary) {
        if (!known.waitsLike(boundary)) {
            throw new ModelFault(
                    "a live local is missing at "
                            + known.labelText()
                            + " of "
                            + known.function()
                            + ": two visits with the same locals "
                            + known.locals()
                            + " wait for different locks or queues");
        }
        return known;
    }

    /** Says where a context stands at the start of each of its operations. */
    void setStarts(int context, LocalState[] firstBoundaries) {
        starts[context] = firstBoundaries;
    }

    /** Where a context stands at the start of an operation. */
    LocalState start(int context, int operation) {
        return starts[context][operation];
    }

    /** Where a context stands that has no step left. */
    LocalState over(int context, LocalState.Kind kind, int operations) {
        Boundary end = new Boundary();
        end.context = context;
        end.over(kind, operations);
        frames.clear();
        return intern(end, null);
    }

    private static int hash(int[] of, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ of[i]) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    private void grow() {
        LocalState[] old = slots;
        slots = new LocalState[old.length * 2];
        for (LocalState state : old) {
            if (state != null) {
                int at = hash(state.row, state.row.length) & slots.length - 1;
                while (slots[at] != null) {
                    at = at + 1 & slots.length - 1;
                }
                slots[at] = state;
            }
        }
    }
}
