package nowrite.stress.explore.step;

/** Leaves an operation in the middle: thrown by the controlled runtime, caught by it alone. */
final class Unwind extends Error {
    static final Unwind NOW = new Unwind();

    private static final long serialVersionUID = 1L;

    private Unwind() {
        super("the explorer leaves the operation here", null, false, false);
    }
}
