package nowrite.spec.tlc;

import java.util.Arrays;

/** Numbers for vectors of ints, all of one length: equal vectors have equal numbers, from 0. */
final class VectorIds {

    private final int length;
    private int[] vectors;
    private int[] slots = new int[1 << 10];
    private int size;

    VectorIds(int length) {
        this.length = length;
        this.vectors = new int[length << 8];
    }

    /** How many different vectors there are. */
    int size() {
        return size;
    }

    /** A component of a vector. */
    int at(int id, int component) {
        return vectors[id * length + component];
    }

    /** The number of a vector; {@link #size} grows if it is new. */
    int intern(int[] vector) {
        int at = hash(vector, 0) & slots.length - 1;
        while (slots[at] != 0) {
            int from = (slots[at] - 1) * length;
            if (Arrays.equals(vectors, from, from + length, vector, 0, length)) {
                return slots[at] - 1;
            }
            at = at + 1 & slots.length - 1;
        }
        if ((size + 1) * length > vectors.length) {
            vectors = Arrays.copyOf(vectors, Math.multiplyExact(vectors.length, 2));
        }
        System.arraycopy(vector, 0, vectors, size * length, length);
        slots[at] = ++size;
        if (size * 2 > slots.length) {
            grow();
        }
        return size - 1;
    }

    private int hash(int[] of, int from) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ of[i]) * 0x9E3779B1;
            hash ^= hash >>> 15;
        }
        return hash;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int id = 0; id < size; id++) {
            int at = hash(vectors, id * length) & slots.length - 1;
            while (slots[at] != 0) {
                at = at + 1 & slots.length - 1;
            }
            slots[at] = id + 1;
        }
    }
}
