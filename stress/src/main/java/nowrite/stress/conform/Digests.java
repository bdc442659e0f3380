package nowrite.stress.conform;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A number of 128 bits for the canonical form of every state of a side. It is the sum of the
 * numbers of the paths and values in the form, so that a part that many states share is looked at
 * once.
 */
final class Digests {
    private final long[] high;
    private final long[] low;

    private Digests(int states) {
        high = new long[states];
        low = new long[states];
    }

    /**
     * The digests of a side's states.
     *
     * @throws NotInjectiveException if two states have one form
     */
    static Digests of(Side side, Canonical canonical) {
        Digests forms = new Digests(side.states());
        Digests ownForms = new Digests(side.states());
        for (int part = 0; part < side.parts(); part++) {
            Map<Integer, long[]> known = new HashMap<>();
            for (int state = 0; state < side.states(); state++) {
                int id = side.part(state, part);
                long[] sums = known.get(id);
                if (sums == null) {
                    Map<String, String> words = side.words(part, id);
                    sums = new long[4];
                    add(canonical.of(words), sums, 0);
                    add(canonical.ownFormOf(words), sums, 2);
                    known.put(id, sums);
                }
                forms.high[state] += sums[0];
                forms.low[state] += sums[1];
                ownForms.high[state] += sums[2];
                ownForms.low[state] += sums[3];
            }
        }
        int[] numbers = new Table(side.states()).numbers(ownForms);
        for (int state = 0; state < numbers.length; state++) {
            if (numbers[state] != state) {
                int other = 0;
                while (numbers[other] != numbers[state]) {
                    other++;
                }
                throw new NotInjectiveException(side, canonical, other, state);
            }
        }
        return forms;
    }

    /** Numbers for the forms of two sides: states have equal numbers if their forms are equal. */
    static int[][] numbers(Digests one, Digests other) {
        Table table = new Table(one.high.length + other.high.length);
        return new int[][] {table.numbers(one), table.numbers(other)};
    }

    private static void add(Map<String, String> form, long[] sums, int at) {
        form.forEach(
                (path, value) -> {
                    String text = path + '=' + value;
                    sums[at] += hash(text, 0x9E3779B97F4A7C15L);
                    sums[at + 1] += hash(text, 0xC2B2AE3D27D4EB4FL);
                });
    }

    private static long hash(String text, long seed) {
        long hash = seed;
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash ^ text.charAt(i)) + seed;
        }
        return hash;
    }

    /** A bijection that spreads every bit over all (the finalizer of SplitMix64). */
    static long mix(long z) {
        long x = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }

    /** Numbers for digests, from 0 in the order in which they are met. */
    private static final class Table {
        private final long[] high;
        private final long[] low;
        private final int[] numbers;
        private int size;

        Table(int atMost) {
            int slots = Math.max(16, Integer.highestOneBit(Math.max(1, atMost)) * 4);
            high = new long[slots];
            low = new long[slots];
            numbers = new int[slots];
            Arrays.fill(numbers, -1);
        }

        int[] numbers(Digests digests) {
            int[] ofStates = new int[digests.high.length];
            Arrays.setAll(ofStates, state -> number(digests.high[state], digests.low[state]));
            return ofStates;
        }

        private int number(long ofHigh, long ofLow) {
            int at = (int) mix(ofLow) & numbers.length - 1;
            while (numbers[at] >= 0) {
                if (high[at] == ofHigh && low[at] == ofLow) {
                    return numbers[at];
                }
                at = at + 1 & numbers.length - 1;
            }
            high[at] = ofHigh;
            low[at] = ofLow;
            numbers[at] = size;
            return size++;
        }
    }
}
