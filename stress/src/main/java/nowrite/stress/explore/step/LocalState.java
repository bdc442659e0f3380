package nowrite.stress.explore.step;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Where a context stands: operation, call stack with live locals, and the boundary. A boundary with
 * a choice has one number for each of its labels, {@link #id} is that of the first.
 *
 * <p>A history says how the context came here from the start of its operation, so that it can be
 * brought here again: for each step the local state and label it began at, the shared state before
 * and the shared state after.
 */
public final class LocalState {
    /** Ints for each step of a history. */
    static final int HISTORY_STEP = 3;

    private static final int ALTERNATIVES = 4;

    /** What makes the context wait here. */
    public enum Kind {
        /** Nothing. */
        STEP,
        /** A predicate over the shared state. */
        WHEN,
        /** Its place in a wait queue, or a lock that is taken, or both. */
        WAIT,
        /** It has no step left. */
        DONE,
        /** One of the kernel's assertions stopped it. */
        BUG
    }

    final int id;
    final int context;
    final int operation;
    final Kind kind;
    final String[] labels;

    /** Place of the lock in the shared state, -1 if it waits for none. */
    final int lockPlace;

    /** First place of the queue in the shared state, -1 if it waits on none. */
    final int queuePlace;

    /** Places of the queue. */
    final int queueLength;

    /** The predicate as the context left it when it first came here; null for other kinds. */
    final BooleanSupplier when;

    final int[] row;
    final int framesAt;
    private final Symbols symbols;

    /** How the context first came here; empty at the first boundary of an operation. */
    int[] history;

    /** Whether it is where a daemon context stands between two requests. */
    boolean idle;

    private int[][] alternatives = new int[0][];
    private int arrivals;
    private int nextAlternative;

    /** Pairs of this local state that were executed, for the sampling of the self-check. */
    int executions;

    LocalState(int id, int[] row, Symbols symbols, Boundary boundary, BooleanSupplier when) {
        this.id = id;
        this.row = row;
        this.symbols = symbols;
        this.context = boundary.context;
        this.operation = boundary.operation;
        this.kind = boundary.kind;
        this.labels = boundary.labels.clone();
        this.lockPlace = boundary.lockPlace;
        this.queuePlace = boundary.queuePlace;
        this.queueLength = boundary.queueLength;
        this.when = when;
        this.framesAt = boundary.framesAt();
    }

    /** The number of the context. */
    public int context() {
        return context;
    }

    /** The operation it is in, from 0. */
    public int operation() {
        return operation;
    }

    /** What makes it wait here. */
    public Kind kind() {
        return kind;
    }

    /** Number of the first label; label {@code i} has this plus {@code i}. */
    public int id() {
        return id;
    }

    /** How many labels the boundary has: more than one for a choice. */
    public int choices() {
        return labels.length;
    }

    /** A label of the boundary. */
    public String label(int choice) {
        return labels[choice];
    }

    /** The place of the lock that it takes next, -1 if the step takes none. */
    public int lockPlace() {
        return lockPlace;
    }

    /** The place of the queue that it may sleep on, -1 if it sleeps on none. */
    public int queuePlace() {
        return queuePlace;
    }

    /** Whether it waits for what a context at the boundary waits for. */
    boolean waitsLike(Boundary boundary) {
        return kind == boundary.kind
                && lockPlace == boundary.lockPlace
                && queuePlace == boundary.queuePlace;
    }

    /** Whether these are its labels. */
    boolean hasLabels(String[] others) {
        if (others.length != labels.length) {
            return false;
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] != others[i] && !labels[i].equals(others[i])) {
                return false;
            }
        }
        return true;
    }

    /** All labels, as one text. */
    public String labelText() {
        return String.join(" | ", labels);
    }

    /** Whether it will never move again. */
    public boolean isOver() {
        return kind == Kind.DONE || kind == Kind.BUG;
    }

    /** The kernel functions that it is in, outermost first. */
    public List<String> stack() {
        List<String> stack = new ArrayList<>();
        int at = framesAt;
        int depth = row[at++];
        for (int d = 0; d < depth; d++) {
            stack.add(symbols.text(row[at]));
            at += 2 + 2 * row[at + 1];
        }
        return stack;
    }

    /** The innermost kernel function, "its operation" outside of any. */
    public String function() {
        List<String> stack = stack();
        return stack.isEmpty() ? "its operation" : stack.get(stack.size() - 1);
    }

    /**
     * The live locals of all functions, outermost first. A name that is alive in two functions is
     * qualified with the function in the inner one: {@code fuse_writepage.err}.
     */
    public Map<String, Integer> locals() {
        Map<String, Integer> locals = new LinkedHashMap<>();
        int at = framesAt;
        int depth = row[at++];
        for (int d = 0; d < depth; d++) {
            String function = symbols.text(row[at]);
            int n = row[at + 1];
            at += 2;
            Map<String, Integer> own = new TreeMap<>();
            for (int i = 0; i < n; i++, at += 2) {
                own.put(symbols.text(row[at]), row[at + 1]);
            }
            for (Map.Entry<String, Integer> e : own.entrySet()) {
                String name = e.getKey();
                if (locals.containsKey(name)) {
                    name = function + "@" + d + "." + name;
                }
                locals.put(name, e.getValue());
            }
        }
        return locals;
    }

    /** Takes note of another history that led here; a few of them are kept, each equally likely. */
    void arrivedBy(Execution execution, int random) {
        arrivals++;
        if (alternatives.length < ALTERNATIVES) {
            int[][] more = Arrays.copyOf(alternatives, alternatives.length + 1);
            more[alternatives.length] = execution.history();
            alternatives = more;
        } else if (random % arrivals < ALTERNATIVES) {
            alternatives[arrivals % ALTERNATIVES] = execution.history();
        }
    }

    /** One of the other histories that led here, in turn; null if none is known. */
    int[] alternative() {
        if (alternatives.length == 0) {
            return null;
        }
        nextAlternative = (nextAlternative + 1) % alternatives.length;
        return alternatives[nextAlternative];
    }

    @Override
    public String toString() {
        return labelText() + " " + stack() + " " + locals();
    }
}
