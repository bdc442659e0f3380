package nowrite.stress.explore.search;

import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;
import nowrite.stress.explore.table.IntPages;
import nowrite.stress.explore.table.PairTable;
import nowrite.stress.explore.table.VectorTable;

/**
 * The graph of global states and steps, as far as it is known. A state is a number, in the order of
 * discovery; 0 is the initial state. It stands for a shared state and a local state of every
 * context. The edges of a state lie next to each other, ordered by context and label.
 */
public final class StateGraph {
    private static final int CONTEXT_BITS = 6;
    private static final int CONTEXT_MASK = (1 << CONTEXT_BITS) - 1;

    private final Stepper stepper;
    private final int contexts;

    /** The local states of all contexts, as one vector. */
    private final VectorTable positions;

    /** The number of a state for its positions and its shared state, and these for its number. */
    private final PairTable states = new PairTable();

    private final IntPages positionsOf = new IntPages();
    private final IntPages sharedOf = new IntPages();
    private final IntPages parents = new IntPages();
    private final IntPages firstEdge = new IntPages();
    private final IntPages successors = new IntPages();
    private final IntPages moves = new IntPages();

    private final int[] position;

    StateGraph(Stepper stepper, int contexts) {
        this.stepper = stepper;
        this.contexts = contexts;
        positions = new VectorTable(contexts);
        position = new int[contexts];
        for (int context = 1; context <= contexts; context++) {
            position[context - 1] = stepper.initial(context).id();
        }
        intern(stepper.shared().current(), -1);
    }

    /** The number of the state with the present position and a shared state. */
    private int intern(int shared, int parent) {
        int at = positions.intern(position, 0);
        long key = PairTable.key(at, shared);
        long known = states.get(key);
        if (known != PairTable.ABSENT) {
            return (int) known;
        }
        int id = states.size();
        states.put(key, id);
        positionsOf.add(at);
        sharedOf.add(shared);
        parents.add(parent);
        return id;
    }

    // What the search adds.

    /** Begins the edges of a state; states are expanded in the order of their numbers. */
    void expand(int id) {
        if (firstEdge.size() != id) {
            throw new IllegalStateException("state " + id + " is expanded out of turn");
        }
        firstEdge.add(successors.size());
        positions.copy(positionsOf(id), position, 0);
    }

    /** Adds an edge to the state being expanded; returns the state it leads to. */
    int add(int context, int choice, boolean ended, int local, int shared) {
        int before = position[context - 1];
        position[context - 1] = local;
        int to = intern(shared, firstEdge.size() - 1);
        position[context - 1] = before;
        successors.add(to);
        moves.add(choice << CONTEXT_BITS + 1 | (ended ? 1 << CONTEXT_BITS : 0) | context);
        return to;
    }

    // What everybody may ask.

    /** Number of states. */
    public int states() {
        return states.size();
    }

    /** Number of states whose edges are known: those with smaller numbers. */
    public int expanded() {
        return firstEdge.size();
    }

    /** Number of edges. */
    public int edges() {
        return successors.size();
    }

    /** Number of contexts. */
    public int contexts() {
        return contexts;
    }

    /** The number of the shared state of a state. */
    public int shared(int id) {
        return sharedOf.get(id);
    }

    /** The local state of a context (from 1) in a state. */
    public LocalState local(int id, int context) {
        return stepper.local(positions.at(positionsOf(id), context - 1));
    }

    /** The number of the vector of local states of a state; equal vectors have equal numbers. */
    public int positionsOf(int id) {
        return positionsOf.get(id);
    }

    /** Number of different vectors of local states. */
    public int positions() {
        return positions.size();
    }

    /** The first edge of an expanded state. */
    public int firstEdge(int id) {
        return firstEdge.get(id);
    }

    /** The edge after the last one of an expanded state. */
    public int endEdge(int id) {
        return id + 1 < firstEdge.size() ? firstEdge.get(id + 1) : successors.size();
    }

    /** The state that an edge leads to. */
    public int successor(int edge) {
        return successors.get(edge);
    }

    /** The context that moves along an edge. */
    public int context(int edge) {
        return moves.get(edge) & CONTEXT_MASK;
    }

    /** Which of the labels of its boundary the context takes along an edge. */
    public int choice(int edge) {
        return moves.get(edge) >>> CONTEXT_BITS + 1;
    }

    /** Whether the step of an edge ends the operation of its context. */
    public boolean ended(int edge) {
        return (moves.get(edge) >>> CONTEXT_BITS & 1) != 0;
    }

    /** The label of an edge that leaves a state. */
    public String label(int from, int edge) {
        return local(from, context(edge)).label(choice(edge));
    }

    /** The edges of a shortest schedule to a state. */
    public int[] pathTo(int id) {
        int length = 0;
        for (int s = id; s != 0; s = parents.get(s)) {
            length++;
        }
        int[] path = new int[length];
        for (int s = id; s != 0; s = parents.get(s)) {
            path[--length] = edge(parents.get(s), s);
        }
        return path;
    }

    /**
     * The first state of each level, the number of steps from the start; then the states' number.
     */
    int[] levels() {
        IntPages first = new IntPages();
        first.add(0);
        int level = 0;
        for (int state = 1; state < states(); state++) {
            // States are numbered level by level: a parent on the present level begins the next.
            if (parents.get(state) >= first.get(level)) {
                first.add(state);
                level++;
            }
        }
        int[] levels = new int[first.size() + 1];
        for (int i = 0; i < first.size(); i++) {
            levels[i] = first.get(i);
        }
        levels[first.size()] = states();
        return levels;
    }

    /**
     * Edges that lead from a state without a way to an end back to a state on the same way, the
     * fewest; the last edge leads back.
     */
    public int[] loopFrom(int state) {
        return Livelock.loop(this, state);
    }

    /** The state before a state on a shortest schedule to it; -1 for the initial state. */
    int parent(int id) {
        return parents.get(id);
    }

    /** The first edge from one state to another. */
    int edge(int from, int to) {
        int edge = firstEdge(from);
        while (successor(edge) != to) {
            edge++;
        }
        return edge;
    }
}
