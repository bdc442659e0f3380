package nowrite.stress.explore.step;

/** The boundary that the running context has come to: a mutable buffer, filled by the seam. */
final class Boundary {
    private static final String[] DONE = {"done"};
    private static final String[] BUG = {"BUG"};
    private static final int HEAD = 3;

    int context;
    int operation;
    LocalState.Kind kind;
    String[] labels;
    int lockPlace;
    int queuePlace;
    int queueLength;

    private final String[] single = new String[1];

    void at(LocalState.Kind newKind, String label) {
        single[0] = label;
        at(newKind, single);
    }

    void at(LocalState.Kind newKind, String[] newLabels) {
        kind = newKind;
        labels = newLabels;
        waitFor(-1, -1, 0);
    }

    /** Says which lock and queue the context waits for, -1 for none. */
    void waitFor(int newLockPlace, int newQueuePlace, int newQueueLength) {
        lockPlace = newLockPlace;
        queuePlace = newQueuePlace;
        queueLength = newQueueLength;
    }

    void over(LocalState.Kind newKind, int operations) {
        operation = operations;
        at(newKind, newKind == LocalState.Kind.DONE ? DONE : BUG);
    }

    /** Where the call stack begins in a row. */
    int framesAt() {
        return HEAD + labels.length;
    }

    /**
     * Writes everything but the call stack. What the context waits for is not written: that follows
     * from where it stands.
     */
    void write(int[] row, Symbols symbols) {
        row[0] = context;
        row[1] = operation;
        row[2] = labels.length;
        for (int i = 0; i < labels.length; i++) {
            row[HEAD + i] = symbols.id(labels[i]);
        }
    }
}
