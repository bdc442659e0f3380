package nowrite.stress.explore.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * Shortest schedules with the fewest context switches. A switch is where another lane acts than
 * before; the contexts of the daemon may be one lane. A shortest schedule only leads from one level
 * of the graph to the next, so the fewest switches to every state are found in one pass.
 */
public final class CalmPaths {
    private static final int NONE = 255;

    private final StateGraph graph;
    private final IntUnaryOperator lane;
    private final int lanes;
    private final int[] levels;

    /** For each state and lane the fewest switches to it by a last step of this lane. */
    private final byte[] switches;

    /**
     * Looks at all states.
     *
     * @param graph the graph
     * @param lanes number of lanes
     * @param lane the lane of a context, from 0
     */
    public CalmPaths(StateGraph graph, int lanes, IntUnaryOperator lane) {
        this.graph = graph;
        this.lane = lane;
        this.lanes = lanes;
        this.levels = graph.levels();
        this.switches = new byte[Math.multiplyExact(graph.states(), lanes)];
        Arrays.fill(switches, (byte) NONE);
        Arrays.fill(switches, 0, lanes, (byte) 0);
        for (int level = 0; level + 2 < levels.length; level++) {
            for (int state = levels[level]; state < expanded(level); state++) {
                pass(state, levels[level + 1], levels[level + 2]);
            }
        }
    }

    private int expanded(int level) {
        return Math.min(levels[level + 1], graph.expanded());
    }

    private void pass(int state, int from, int to) {
        for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
            int next = graph.successor(edge);
            if (next >= from && next < to) {
                int acting = lane.applyAsInt(graph.context(edge));
                int at = next * lanes + acting;
                int cost = cost(state, acting);
                if (cost < (switches[at] & NONE)) {
                    switches[at] = (byte) cost;
                }
            }
        }
    }

    /** Fewest switches to a state and on with a step of a lane. */
    private int cost(int state, int acting) {
        int least = NONE;
        for (int last = 0; last < lanes; last++) {
            int before = switches[state * lanes + last] & NONE;
            int cost = before + (last == acting ? 0 : 1);
            least = Math.min(least, before == NONE ? NONE : Math.min(cost, NONE - 1));
        }
        return least;
    }

    /**
     * The edges of a shortest schedule to a state, or to another state of its level that is just as
     * good, with the fewest switches; of equal ones the first in the order of the graph.
     *
     * @param state a state
     * @param alike which states of its level would do as well
     */
    public int[] pathTo(int state, IntPredicate alike) {
        int level = 0;
        while (levels[level + 1] <= state) {
            level++;
        }
        int best = state;
        int bestLane = leastLane(state);
        for (int other = levels[level]; other < levels[level + 1]; other++) {
            int otherLane = leastLane(other);
            if (at(other, otherLane) < at(best, bestLane) && alike.test(other)) {
                best = other;
                bestLane = otherLane;
            }
        }
        return back(best, bestLane, level);
    }

    private int at(int state, int last) {
        return switches[state * lanes + last] & NONE;
    }

    private int leastLane(int state) {
        int least = 0;
        for (int last = 1; last < lanes; last++) {
            least = at(state, last) < at(state, least) ? last : least;
        }
        return least;
    }

    private int[] back(int end, int lastLane, int levelOfEnd) {
        List<Integer> edges = new ArrayList<>();
        int state = end;
        int acting = lastLane;
        for (int level = levelOfEnd; level > 0; level--) {
            int edge = edgeInto(state, acting, level);
            edges.add(0, edge);
            state = source(edge, level - 1);
            acting = laneBefore(state, acting);
        }
        return edges.stream().mapToInt(Integer::intValue).toArray();
    }

    private int edgeInto(int state, int acting, int level) {
        int wanted = at(state, acting);
        for (int before = levels[level - 1]; before < expanded(level - 1); before++) {
            if (cost(before, acting) != wanted) {
                continue;
            }
            for (int edge = graph.firstEdge(before); edge < graph.endEdge(before); edge++) {
                if (graph.successor(edge) == state
                        && lane.applyAsInt(graph.context(edge)) == acting) {
                    return edge;
                }
            }
        }
        throw new IllegalStateException("no edge leads to state " + state);
    }

    private int source(int edge, int level) {
        int low = levels[level];
        int high = expanded(level) - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (graph.firstEdge(middle) <= edge) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The lane of the step before, with which the next lane has the fewest switches. */
    private int laneBefore(int state, int next) {
        int least = next;
        for (int last = 0; last < lanes; last++) {
            int cost = at(state, last) + (last == next ? 0 : 1);
            if (at(state, last) != NONE
                    && (at(state, least) == NONE
                            || cost < at(state, least) + (least == next ? 0 : 1))) {
                least = last;
            }
        }
        return least;
    }
}
