package nowrite.stress.patch.measure;

/**
 * While something was held, something else was taken or waited for.
 *
 * @param held the lock that is held, or the daemon whose context it is
 * @param next what is taken or waited for
 */
public record LockEdge(String held, String next) implements Comparable<LockEdge> {
    private static final String ARROW = " -> ";

    /** As one text: {@code page lock -> fc->lock}. */
    public String key() {
        return held + ARROW + next;
    }

    /** The edge of a text. */
    static LockEdge of(String key) {
        int at = key.indexOf(ARROW);
        return new LockEdge(key.substring(0, at), key.substring(at + ARROW.length()));
    }

    @Override
    public int compareTo(LockEdge other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return key();
    }
}
