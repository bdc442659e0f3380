package nowrite.stress.cli.bench;

/** Something that can be asked to find a known bug, and is timed. */
public interface BugFinder {
    /** The bug is not for this finder: a test or a scenario is missing. */
    double NOT_ASKED = -1;

    /** It looked and did not find it, or broke. */
    double NOT_FOUND = -2;

    /** The engine, as the column is called. */
    String engine();

    /**
     * Looks for the bug once.
     *
     * @return seconds until the answer was there; {@link #NOT_ASKED} or {@link #NOT_FOUND}
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    double seconds(Bug bug) throws InterruptedException;
}
