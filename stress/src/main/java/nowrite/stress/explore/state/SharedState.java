package nowrite.stress.explore.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shared state of a model as a dense id: {@link #save} names the state that the objects are in,
 * {@link #load} puts the objects into a state that has a name. Equal states have equal ids.
 */
public final class SharedState {
    private final ObjectGraph graph;
    private final List<Segment> segments = new ArrayList<>();

    /** What the objects hold, as far as this class knows. */
    private final int[] held;

    private final PartTree tree;
    private int current;

    /**
     * Finds the state reachable from a root; what the objects hold now becomes state 0.
     *
     * @throws ModelFault if the graph holds something that has no encoding
     */
    public SharedState(Object root) {
        graph = new ObjectGraph(root);
        Values values = new Values(graph);
        List<Slot> slots = graph.slots();
        for (int start = 0, end; start < slots.size(); start = end) {
            end = start + 1;
            while (end < slots.size() && slots.get(end).isNextTo(slots.get(start))) {
                end++;
            }
            segments.add(Segment.of(slots.subList(start, end), start, values));
        }
        held = new int[slots.size()];
        tree = new PartTree(segments, held);
        current = tree.save();
    }

    /** The id of the state that the objects are in. */
    public int save() {
        current = tree.save();
        return current;
    }

    /** Puts the objects into a state, writing only what differs. */
    public void load(int state) {
        if (state != current) {
            tree.load(state);
            current = state;
        }
    }

    /**
     * Takes note that the objects are in a state because code that was executed before, from the
     * same state, was executed again. Cheaper than {@link #save}, and not checked.
     */
    public void assume(int state) {
        if (state != current) {
            tree.assume(state);
            current = state;
        }
    }

    /** The state last saved, loaded or assumed. */
    public int current() {
        return current;
    }

    /**
     * Whether the objects really are in the state last saved, loaded or assumed.
     *
     * @return null if so, else the path of the first place that differs
     */
    public String difference() {
        int[] now = held.clone();
        for (Segment segment : segments) {
            segment.refresh(now);
        }
        int place = Arrays.mismatch(now, held);
        return place < 0 ? null : graph.slots().get(place).path();
    }

    /** The value at a place in a state. */
    public int value(int state, int place) {
        return tree.value(state, place);
    }

    /** The number of the first place of an object or array of the graph, -1 if it has none. */
    public int firstPlace(Object owner) {
        List<Slot> slots = graph.slots();
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).owner() == owner) {
                return i;
            }
        }
        return -1;
    }

    /** How many different states there are. */
    public int size() {
        return tree.size();
    }

    /** How many places the state has. */
    public int places() {
        return held.length;
    }
}
