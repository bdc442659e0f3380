package nowrite.stress.explore.state;

import java.util.List;

/** An array of references. */
final class ReferencesSegment extends Segment {
    private final Object[] array;
    private final References references;

    ReferencesSegment(int start, List<Slot> slots, Values values) {
        super(start, slots.size());
        array = (Object[]) slots.get(0).owner();
        references = new References(slots, values);
    }

    @Override
    boolean refresh(int[] held) {
        return references.refresh(array, held, start);
    }

    @Override
    void write(int place, int value) {
        array[place - start] = references.decode(place - start, value);
    }
}
