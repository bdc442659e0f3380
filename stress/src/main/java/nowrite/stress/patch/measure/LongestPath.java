package nowrite.stress.patch.measure;

import java.util.Arrays;
import nowrite.stress.explore.search.StateGraph;

/** The most that a schedule can make of something that steps add to. */
final class LongestPath {
    private final StateGraph graph;

    /** The component of each state; a step leads to the same or to one with a smaller number. */
    private final int[] component;

    private final int components;

    LongestPath(StateGraph graph) {
        this.graph = graph;
        component = new int[graph.states()];
        components = components();
    }

    /** Tarjan's algorithm, without recursion. */
    private int components() {
        int states = graph.states();
        int[] index = new int[states];
        int[] low = new int[states];
        int[] next = new int[states];
        int[] stack = new int[states];
        int[] calls = new int[states];
        Arrays.fill(component, -1);
        int found = 0;
        int seen = 0;
        int top = 0;
        int depth = 0;
        calls[depth++] = 0;
        while (depth > 0) {
            int s = calls[depth - 1];
            if (index[s] == 0) {
                index[s] = ++seen;
                low[s] = seen;
                next[s] = s < graph.expanded() ? graph.firstEdge(s) : 0;
                stack[top++] = s;
            }
            int end = s < graph.expanded() ? graph.endEdge(s) : 0;
            boolean down = false;
            while (next[s] < end && !down) {
                int t = graph.successor(next[s]);
                if (index[t] == 0) {
                    calls[depth++] = t;
                    down = true;
                } else {
                    if (component[t] < 0) {
                        low[s] = Math.min(low[s], low[t]);
                    }
                    next[s]++;
                }
            }
            if (down) {
                continue;
            }
            if (low[s] == index[s]) {
                int t;
                do {
                    t = stack[--top];
                    component[t] = found;
                } while (t != s);
                found++;
            }
            depth--;
        }
        return found;
    }

    /**
     * The most of something on any schedule.
     *
     * @param weight what each edge adds, from 0
     * @return {@link Measured#NO_BOUND} if a schedule can repeat it
     */
    long most(byte[] weight) {
        long[] most = new long[components];
        int[] order = new int[graph.states()];
        int[] at = new int[components + 1];
        for (int c : component) {
            at[c + 1]++;
        }
        for (int c = 0; c < components; c++) {
            at[c + 1] += at[c];
        }
        for (int s = 0; s < order.length; s++) {
            order[at[component[s]]++] = s;
        }
        // A component's successors have smaller numbers and are done.
        for (int s : order) {
            if (s >= graph.expanded()) {
                continue;
            }
            for (int edge = graph.firstEdge(s); edge < graph.endEdge(s); edge++) {
                int to = component[graph.successor(edge)];
                if (to == component[s] && weight[edge] > 0) {
                    return Measured.NO_BOUND;
                }
                if (to != component[s]) {
                    most[component[s]] = Math.max(most[component[s]], weight[edge] + most[to]);
                }
            }
        }
        return most[component[0]];
    }
}
