package nowrite.stress.explore.state;

import java.util.Arrays;
import java.util.List;

/** Encodes references. They hardly ever change, and one that did not costs two comparisons. */
final class References {
    private final Slot[] slots;
    private final Values values;
    private final Object[] last;
    private final int[] lastNumber;

    References(List<Slot> slots, Values values) {
        this.slots = slots.toArray(new Slot[0]);
        this.values = values;
        last = new Object[this.slots.length];
        lastNumber = new int[this.slots.length];
        Arrays.fill(lastNumber, Values.NULL);
    }

    /**
     * Encodes the references, one for each slot, from {@code held[start]} on.
     *
     * @return whether something differed there
     */
    boolean refresh(Object[] references, int[] held, int start) {
        boolean differed = false;
        for (int i = 0; i < slots.length; i++) {
            Object now = references[i];
            if (now != last[i]) {
                lastNumber[i] = values.encode(now, slots[i]);
                last[i] = now;
            }
            if (held[start + i] != lastNumber[i]) {
                held[start + i] = lastNumber[i];
                differed = true;
            }
        }
        return differed;
    }

    /** The reference with a number at a slot. */
    Object decode(int slot, int number) {
        return values.decode(number, slots[slot]);
    }
}
