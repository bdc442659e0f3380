package nowrite.stress.patch.measure;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was counted in the search of a scenario.
 *
 * @param costs for each {@link Cost} the most that a schedule can make it; {@link #NO_BOUND} if a
 *     schedule can repeat it
 * @param order what was taken or waited for under which lock, as {@link LockEdge#key}, and the step
 *     in which that was seen first
 * @param waits who waits for what, as {@link WaitSeen#key}, and where
 * @param asleep steps that may sleep while a spinlock is held, and the lock
 * @param why why nothing was counted; empty if it was
 */
public record Measured(
        Map<Cost, Long> costs,
        Map<String, String> order,
        Map<String, String> waits,
        Set<String> asleep,
        String why) {

    /** A count without bound. */
    public static final long NO_BOUND = -1;

    /** What is counted. */
    public enum Cost {
        /** Requests of any kind that the daemon can see. */
        REQUESTS("requests to the daemon"),
        /** WRITEs among them. */
        WRITES("of these WRITEs"),
        /** Page-sized copies into the temporary pages of requests. */
        COPIES("pages copied"),
        /** Times that some task went to sleep. */
        SLEEPS("times asleep"),
        /** Temporary pages that exist at once. */
        PAGES_HELD("temporary pages at once"),
        /** Requests that exist at once. */
        REQUESTS_HELD("requests at once");

        private final String text;

        Cost(String text) {
            this.text = text;
        }

        /** In words. */
        public String text() {
            return text;
        }
    }

    /** Copies the maps, in order. */
    public Measured {
        costs = new TreeMap<>(costs);
        order = new TreeMap<>(order);
        waits = new TreeMap<>(waits);
        asleep = new TreeSet<>(asleep);
    }

    /** Nothing was counted. */
    public static Measured nothing(String why) {
        return new Measured(Map.of(), Map.of(), Map.of(), Set.of(), why);
    }

    /** Whether something was counted. */
    public boolean counted() {
        return why.isEmpty();
    }

    /** The edges of the lock order, with where each was seen. */
    public SortedMap<LockEdge, String> edges() {
        SortedMap<LockEdge, String> edges = new TreeMap<>();
        order.forEach((key, where) -> edges.put(LockEdge.of(key), where));
        return edges;
    }

    /** The waits, with where each was seen. */
    public SortedMap<WaitSeen, String> seenWaits() {
        SortedMap<WaitSeen, String> seen = new TreeMap<>();
        waits.forEach((key, where) -> seen.put(WaitSeen.of(key), where));
        return seen;
    }
}
