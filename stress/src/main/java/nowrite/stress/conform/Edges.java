package nowrite.stress.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The edges of a side as sets: for every state its moves and where they lead, each once. */
final class Edges {

    /** Numbers for moves, the same for both sides. */
    static final class Moves {
        private final Map<Schedules.Move, Integer> numbers = new HashMap<>();
        private final List<Schedules.Move> moves = new ArrayList<>();

        private int number(int context, String label) {
            return numbers.computeIfAbsent(
                    new Schedules.Move(context, label),
                    move -> {
                        moves.add(move);
                        return moves.size() - 1;
                    });
        }

        /** The move with a number. */
        Schedules.Move move(int number) {
            return moves.get(number);
        }
    }

    private final int[] first;
    private final long[] edges;

    Edges(Side side, Moves moves) {
        first = new int[side.states() + 1];
        int raw = side.states() == 0 ? 0 : side.endEdge(side.states() - 1);
        long[] all = new long[raw];
        int size = 0;
        for (int state = 0; state < side.states(); state++) {
            first[state] = size;
            for (int edge = side.firstEdge(state); edge < side.endEdge(state); edge++) {
                int move = moves.number(side.context(edge), side.label(state, edge));
                all[size++] = edge(move, side.successor(edge));
            }
            size = distinct(all, first[state], size);
        }
        first[side.states()] = size;
        edges = Arrays.copyOf(all, size);
    }

    /** Sorts a stretch and drops what stands there twice; returns its new end. */
    static int distinct(long[] of, int from, int to) {
        Arrays.sort(of, from, to);
        int end = from;
        for (int i = from; i < to; i++) {
            if (end == from || of[i] != of[end - 1]) {
                of[end++] = of[i];
            }
        }
        return end;
    }

    /** An edge as one number; edges with equal moves are neighbours when sorted. */
    static long edge(int move, int successor) {
        return (long) move << 32 | successor & 0xFFFFFFFFL;
    }

    static int move(long edge) {
        return (int) (edge >> 32);
    }

    static int successor(long edge) {
        return (int) edge;
    }

    /** How many there are. */
    int size() {
        return edges.length;
    }

    /** The edges of a state, sorted. */
    long[] of(int state) {
        return Arrays.copyOfRange(edges, first[state], first[state + 1]);
    }
}
