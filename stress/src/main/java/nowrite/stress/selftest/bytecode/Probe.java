package nowrite.stress.selftest.bytecode;

import java.util.BitSet;

/**
 * Remembers which places of the model were executed. Calls of this are woven into the classes of
 * the model, which have a copy of their own, in their own class loader.
 */
public final class Probe {
    private static final BitSet HIT = new BitSet();

    private Probe() {}

    /** A place is executed. */
    public static void hit(int place) {
        HIT.set(place);
    }

    /**
     * A place is executed at which two numbers are compared: equal ones tell {@code <} from {@code
     * <=}.
     */
    public static void hitIfEqual(int one, int other, int place) {
        if (one == other) {
            hit(place);
        }
    }

    /** A place is executed at which a number is compared with zero. */
    public static void hitIfZero(int one, int place) {
        hitIfEqual(one, 0, place);
    }

    /** A place is executed that writes a number where another may have been. */
    public static void hitIfOther(int one, int other, int place) {
        if (one != other) {
            hit(place);
        }
    }

    /** A place is executed that writes an object where another may have been. */
    public static void hitIfOther(Object one, Object other, int place) {
        if (one != other) {
            hit(place);
        }
    }

    /** The places that were executed. */
    public static BitSet hits() {
        return HIT;
    }
}
