package nowrite.stress.conform;

import java.util.HashMap;
import java.util.Map;
import nowrite.stress.explore.Exploration;

/**
 * A number for a whole graph of the model: the sum over its edges of who moves, the label, and both
 * states in words. Two searches of one scenario that find the same states and steps have the same
 * number, whatever the order; different ones have different numbers but for a collision of 64 bits.
 */
public final class GraphPrint {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private GraphPrint() {}

    /**
     * The number of a search's graph.
     *
     * @throws IllegalArgumentException if the search was not exhausted
     */
    public static long of(Exploration exploration) {
        Side side = new ModelSide(exploration);
        long[] states = new long[side.states()];
        for (int part = 0; part < side.parts(); part++) {
            Map<Integer, Long> known = new HashMap<>();
            for (int state = 0; state < states.length; state++) {
                int id = side.part(state, part);
                Long sum = known.get(id);
                if (sum == null) {
                    sum = 0L;
                    for (Map.Entry<String, String> word : side.words(part, id).entrySet()) {
                        sum += hash(word.getKey() + '=' + word.getValue());
                    }
                    known.put(id, sum);
                }
                states[state] += sum;
            }
        }
        long print = states.length;
        for (int state = 0; state < states.length; state++) {
            for (int edge = side.firstEdge(state); edge < side.endEdge(state); edge++) {
                String move = side.context(edge) + " " + side.label(state, edge);
                long from = Digests.mix(states[state] + SPREAD);
                print += Digests.mix(from ^ hash(move) ^ 3 * states[side.successor(edge)]);
            }
        }
        return print;
    }

    private static long hash(String text) {
        long hash = SPREAD;
        for (int i = 0; i < text.length(); i++) {
            hash = Digests.mix(hash ^ text.charAt(i)) + SPREAD;
        }
        return hash;
    }
}
