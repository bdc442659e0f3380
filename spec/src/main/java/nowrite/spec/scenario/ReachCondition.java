package nowrite.spec.scenario;

import java.util.Locale;
import java.util.Optional;

/** The named conditions on the shared state that a scenario may demand to be reached. */
public enum ReachCondition {
    /** A page's WRITE waits on queued_writes while nowrite is set. */
    QUEUED_UNDER_NOWRITE,
    /** Two WRITEs of the inode are with the connection or the daemon at once. */
    TWO_IN_FLIGHT,
    /** A WRITE was cut at the end of the file when it was sent. */
    CROPPED,
    /** A WRITE of two or more pages is with the connection or the daemon. */
    BATCH,
    /** A WRITE waits for the one that it is chained behind. */
    CHAINED,
    /** A page is dirty while a copy of it is in flight. */
    REDIRTIED_IN_FLIGHT,
    /** A SETATTR has been answered with an error. */
    SETATTR_ERROR;

    /** The word in a scenario file: {@code two-in-flight}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of the TLA+ operator that says it: {@code Reach_two_in_flight}. */
    public String operator() {
        return "Reach_" + name().toLowerCase(Locale.ROOT);
    }

    /** The condition with this word. */
    public static Optional<ReachCondition> of(String word) {
        for (ReachCondition condition : values()) {
            if (condition.word().equals(word)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
