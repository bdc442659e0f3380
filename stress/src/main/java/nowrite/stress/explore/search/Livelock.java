package nowrite.stress.explore.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

/** Finds the states of a complete graph from which no end can be reached any more. */
final class Livelock {
    private final StateGraph graph;
    private final BitSet canEnd = new BitSet();

    Livelock(StateGraph graph) {
        this.graph = graph;
        int n = graph.states();
        int[] first = new int[n + 1];
        for (int edge = 0; edge < graph.edges(); edge++) {
            first[graph.successor(edge) + 1]++;
        }
        for (int i = 0; i < n; i++) {
            first[i + 1] += first[i];
        }
        int[] sources = new int[graph.edges()];
        int[] next = first.clone();
        int[] queue = new int[n];
        int queued = 0;
        for (int state = 0; state < n; state++) {
            int end = graph.endEdge(state);
            if (graph.firstEdge(state) == end) {
                canEnd.set(state);
                queue[queued++] = state;
            }
            for (int edge = graph.firstEdge(state); edge < end; edge++) {
                sources[next[graph.successor(edge)]++] = state;
            }
        }
        for (int done = 0; done < queued; done++) {
            int state = queue[done];
            for (int i = first[state]; i < first[state + 1]; i++) {
                if (!canEnd.get(sources[i])) {
                    canEnd.set(sources[i]);
                    queue[queued++] = sources[i];
                }
            }
        }
    }

    /** The nearest state that cannot reach an end, -1 if all can. */
    int nearest() {
        int state = canEnd.nextClearBit(0);
        return state < graph.states() ? state : -1;
    }

    /**
     * Edges of a schedule from a state without a way to an end, that comes back to a state on it;
     * the last edge leads back.
     */
    static int[] loop(StateGraph graph, int from) {
        // Breadth first to the nearest edge that leads back to where the search has come from.
        List<Integer> order = new ArrayList<>(List.of(from));
        List<Integer> via = new ArrayList<>(List.of(-1));
        List<Integer> parent = new ArrayList<>(List.of(-1));
        BitSet seen = new BitSet();
        seen.set(from);
        for (int i = 0; i < order.size(); i++) {
            int state = order.get(i);
            for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
                int to = graph.successor(edge);
                if (!seen.get(to)) {
                    seen.set(to);
                    order.add(to);
                    via.add(edge);
                    parent.add(i);
                } else if (isAncestor(order, parent, i, to)) {
                    List<Integer> path = new ArrayList<>(List.of(edge));
                    for (int j = i; j > 0; j = parent.get(j)) {
                        path.add(via.get(j));
                    }
                    Collections.reverse(path);
                    return path.stream().mapToInt(Integer::intValue).toArray();
                }
            }
        }
        throw new IllegalStateException("no loop from state " + from);
    }

    private static boolean isAncestor(
            List<Integer> order, List<Integer> parent, int of, int state) {
        for (int j = of; j >= 0; j = parent.get(j)) {
            if (order.get(j) == state) {
                return true;
            }
        }
        return false;
    }
}
