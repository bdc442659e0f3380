package nowrite.stress.explore.table;

import java.util.Arrays;

/**
 * A map from a pair of non-negative ints, packed in a long, to a long. Open addressing; nothing is
 * ever removed.
 */
public final class PairTable {
    /** What {@link #get} answers for a pair that is not there; not a possible value. */
    public static final long ABSENT = -1L;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private long[] entries;
    private int size;

    /** Makes an empty table. */
    public PairTable() {
        entries = new long[1 << 11];
        Arrays.fill(entries, ABSENT);
    }

    /** The key of a pair. */
    public static long key(int high, int low) {
        return (long) high << 32 | low & 0xFFFFFFFFL;
    }

    /** The value of a key, or {@link #ABSENT}. */
    public long get(long key) {
        return entries[find(entries, key) + 1];
    }

    /** Sets the value of a key. */
    public void put(long key, long value) {
        int at = find(entries, key);
        if (entries[at] == ABSENT) {
            size++;
            if (size * 10L > entries.length * 3L) {
                grow();
                at = find(entries, key);
            }
            entries[at] = key;
        }
        entries[at + 1] = value;
    }

    /** How many keys there are. */
    public int size() {
        return size;
    }

    private static int find(long[] in, long key) {
        int mask = in.length - 2;
        long hash = key * MIX;
        int at = (int) (hash >>> 31) & mask;
        while (in[at] != key && in[at] != ABSENT) {
            at = (at + 2) & mask;
        }
        return at;
    }

    private void grow() {
        long[] bigger = new long[entries.length * 2];
        Arrays.fill(bigger, ABSENT);
        for (int i = 0; i < entries.length; i += 2) {
            if (entries[i] != ABSENT) {
                int at = find(bigger, entries[i]);
                bigger[at] = entries[i];
                bigger[at + 1] = entries[i + 1];
            }
        }
        entries = bigger;
    }
}
