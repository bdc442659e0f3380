package nowrite.stress.explore.state;

/** An array of booleans. */
final class BooleansSegment extends Segment {
    private final boolean[] array;

    BooleansSegment(int start, boolean[] array) {
        super(start, array.length);
        this.array = array;
    }

    @Override
    boolean refresh(int[] held) {
        boolean differed = false;
        for (int i = 0; i < array.length; i++) {
            int value = array[i] ? 1 : 0;
            differed |= held[start + i] != value;
            held[start + i] = value;
        }
        return differed;
    }

    @Override
    void write(int place, int value) {
        array[place - start] = value != 0;
    }
}
