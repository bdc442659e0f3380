package nowrite.stress.conform;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedList;
import java.util.List;

/** Shortest ways to states. */
final class Schedules {

    private Schedules() {}

    /**
     * A step of a schedule.
     *
     * @param context the context that moves
     * @param label the label of its step
     */
    record Move(int context, String label) {}

    /** A shortest schedule from the initial state to a state. */
    static List<Move> shortest(Side side, int state) {
        int[] edge = new int[side.states()];
        int[] from = new int[side.states()];
        Arrays.fill(from, -1);
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(side.initial());
        from[side.initial()] = side.initial();
        while (from[state] < 0) {
            int next = queue.remove();
            for (int e = side.firstEdge(next); e < side.endEdge(next); e++) {
                int to = side.successor(e);
                if (from[to] < 0) {
                    from[to] = next;
                    edge[to] = e;
                    queue.add(to);
                }
            }
        }
        LinkedList<Move> moves = new LinkedList<>();
        for (int at = state; at != side.initial(); at = from[at]) {
            moves.addFirst(new Move(side.context(edge[at]), side.label(from[at], edge[at])));
        }
        return moves;
    }
}
