package nowrite.stress.patch.measure;

/**
 * Somebody waits for something.
 *
 * @param who the operation, {@code store}, or the daemon's own context
 * @param what what it waits for
 * @param holding the locks that it holds meanwhile; empty if none
 */
public record WaitSeen(String who, String what, String holding) implements Comparable<WaitSeen> {
    private static final String BAR = " | ";

    /** As one text. */
    String key() {
        return who + BAR + what + BAR + holding;
    }

    /** The wait of a text. */
    static WaitSeen of(String key) {
        String[] parts = key.split(" \\| ", 3);
        return new WaitSeen(parts[0], parts[1], parts[2]);
    }

    /** Whether it ends only when the daemon does something. */
    public boolean isForDaemon() {
        return what.contains(LockClasses.DAEMON) || LockClasses.isDaemons(what);
    }

    @Override
    public int compareTo(WaitSeen other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return who + " waits for " + what + (holding.isEmpty() ? "" : ", holding " + holding);
    }
}
