package nowrite.stress.cli.bench;

/** Something that can be asked to find a known bug, and is timed. */
public interface BugFinder {
    /** The engine, as the column is called. */
    String engine();

    /** What its times depend on besides the machine; empty if nothing. */
    default String circumstances() {
        return "";
    }

    /**
     * Looks for the bug once.
     *
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    Answer ask(Bug bug) throws InterruptedException;
}
