package nowrite.stress.explore.state;

import java.util.Arrays;

/** An array of ints. */
final class IntsSegment extends Segment {
    private final int[] array;

    IntsSegment(int start, int[] array) {
        super(start, array.length);
        this.array = array;
    }

    @Override
    boolean refresh(int[] held) {
        int first = Arrays.mismatch(array, 0, array.length, held, start, end);
        if (first < 0) {
            return false;
        }
        System.arraycopy(array, first, held, start + first, array.length - first);
        return true;
    }

    @Override
    void write(int place, int value) {
        array[place - start] = value;
    }
}
