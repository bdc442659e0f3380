package nowrite.spec.tlc;

import java.util.Arrays;

/** Numbers in a row. */
final class IntList {

    private int[] items = new int[1 << 10];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return items[index];
    }

    void add(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.multiplyExact(size, 2));
        }
        items[size++] = item;
    }
}
