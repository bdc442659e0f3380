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

    /** The places that were executed. */
    public static BitSet hits() {
        return HIT;
    }
}
