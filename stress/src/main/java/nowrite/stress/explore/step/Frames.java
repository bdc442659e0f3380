package nowrite.stress.explore.step;

import java.util.Arrays;
import nowrite.stress.explore.state.ModelFault;

/**
 * The call stack of the running context: kernel functions and their live locals. In a canonical row
 * of ints equal stacks are equal rows: locals are in the order of their symbols, and one that is 0
 * is not there.
 */
final class Frames {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_LOCALS = 32;

    private final Symbols symbols;
    private final int[] functions = new int[MAX_DEPTH];
    private final int[] counts = new int[MAX_DEPTH];
    private final int[][] names = new int[MAX_DEPTH][MAX_LOCALS];
    private final int[][] values = new int[MAX_DEPTH][MAX_LOCALS];
    private int depth;

    Frames(Symbols symbols) {
        this.symbols = symbols;
    }

    void clear() {
        depth = 0;
    }

    void enter(String function) {
        if (depth == MAX_DEPTH) {
            throw new ModelFault("more than " + MAX_DEPTH + " calls deep in " + function);
        }
        functions[depth] = symbols.id(function);
        counts[depth] = 0;
        depth++;
    }

    void leave() {
        if (depth == 0) {
            throw new ModelFault("a function is left that was not entered");
        }
        depth--;
    }

    void local(String name, int value) {
        if (depth == 0) {
            throw new ModelFault("the local " + name + " is declared outside of any function");
        }
        int id = symbols.id(name);
        int[] frameNames = names[depth - 1];
        int[] frameValues = values[depth - 1];
        int n = counts[depth - 1];
        int i = 0;
        while (i < n && frameNames[i] < id) {
            i++;
        }
        boolean there = i < n && frameNames[i] == id;
        if (value == 0) {
            if (there) {
                System.arraycopy(frameNames, i + 1, frameNames, i, n - i - 1);
                System.arraycopy(frameValues, i + 1, frameValues, i, n - i - 1);
                counts[depth - 1] = n - 1;
            }
            return;
        }
        if (!there) {
            if (n == MAX_LOCALS) {
                throw new ModelFault(
                        "more than " + MAX_LOCALS + " locals in " + innermostFunction());
            }
            System.arraycopy(frameNames, i, frameNames, i + 1, n - i);
            System.arraycopy(frameValues, i, frameValues, i + 1, n - i);
            frameNames[i] = id;
            counts[depth - 1] = n + 1;
        }
        frameValues[i] = value;
    }

    /** The function that the context is in, "its operation" outside of any. */
    String innermostFunction() {
        return depth == 0 ? "its operation" : symbols.text(functions[depth - 1]);
    }

    /** Appends the stack to a row; returns where the row ends then. */
    int write(int[] row, int at) {
        row[at++] = depth;
        for (int d = 0; d < depth; d++) {
            row[at++] = functions[d];
            row[at++] = counts[d];
            for (int i = 0; i < counts[d]; i++) {
                row[at++] = names[d][i];
                row[at++] = values[d][i];
            }
        }
        return at;
    }

    /** Ints that {@link #write} needs at most. */
    int rowLimit() {
        return 1 + depth * (2 + 2 * MAX_LOCALS);
    }

    /** Takes the stack from a row that {@link #write} made. */
    void read(int[] row, int at) {
        depth = row[at++];
        for (int d = 0; d < depth; d++) {
            functions[d] = row[at++];
            counts[d] = row[at++];
            for (int i = 0; i < counts[d]; i++) {
                names[d][i] = row[at++];
                values[d][i] = row[at++];
            }
        }
    }

    @Override
    public String toString() {
        int[] row = new int[rowLimit()];
        return Arrays.toString(Arrays.copyOf(row, write(row, 0)));
    }
}
