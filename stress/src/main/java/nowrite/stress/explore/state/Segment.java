package nowrite.stress.explore.state;

import java.util.List;

/** The places of one object or array, which lie next to each other in the encoded state. */
abstract class Segment {
    /** The first place. */
    final int start;

    /** The place after the last one. */
    final int end;

    Segment(int start, int length) {
        this.start = start;
        this.end = start + length;
    }

    /**
     * Brings the encoding up to date with what the object holds.
     *
     * @return whether something differed
     */
    abstract boolean refresh(int[] held);

    /** Writes one place of the object. */
    abstract void write(int place, int value);

    /** The segment for places that belong together, see {@link Slot#isNextTo}. */
    static Segment of(List<Slot> slots, int start, Values values) {
        Slot first = slots.get(0);
        if (first.field() != null) {
            return new FieldsSegment(start, slots, values);
        }
        if (first.owner() instanceof int[] array) {
            return new IntsSegment(start, array);
        }
        if (first.owner() instanceof boolean[] array) {
            return new BooleansSegment(start, array);
        }
        return new ReferencesSegment(start, slots, values);
    }
}
