package nowrite.stress.patch.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.stress.patch.measure.Measured.Cost;

/**
 * What a patch does besides breaking or mending properties: what it costs, who waits, the order of
 * locks.
 *
 * @param costs a line for each scenario in which something costs more or less
 * @param newWaits waits for the daemon that nobody had before
 * @param goneWaits waits for the daemon that nobody has any more
 * @param newEdges new edges of the lock order, with where
 * @param goneEdges edges that are gone
 * @param lockProblems new edges against the order, and circles; each of several lines
 * @param asleep new places at which somebody may sleep with a spinlock held
 * @param notCounted scenarios in which was not counted, with the reason
 * @param counted in how many scenarios was counted
 */
public record Effects(
        List<String> costs,
        List<String> newWaits,
        List<String> goneWaits,
        List<String> newEdges,
        List<String> goneEdges,
        List<String> lockProblems,
        List<String> asleep,
        List<String> notCounted,
        int counted) {

    /** Copies the lists. */
    public Effects {
        costs = List.copyOf(costs);
        newWaits = List.copyOf(newWaits);
        goneWaits = List.copyOf(goneWaits);
        newEdges = List.copyOf(newEdges);
        goneEdges = List.copyOf(goneEdges);
        lockProblems = List.copyOf(lockProblems);
        asleep = List.copyOf(asleep);
        notCounted = List.copyOf(notCounted);
    }

    /** A scenario, counted before and after. */
    public record Pair(String scenario, Measured before, Measured after, boolean complete) {}

    /** Compares. */
    public static Effects of(List<Pair> pairs) {
        List<String> costs = new ArrayList<>();
        List<String> notCounted = new ArrayList<>();
        SortedMap<LockEdge, String> edgesBefore = new TreeMap<>();
        SortedMap<LockEdge, String> edgesAfter = new TreeMap<>();
        SortedMap<WaitSeen, String> waitsBefore = new TreeMap<>();
        SortedMap<WaitSeen, String> waitsAfter = new TreeMap<>();
        SortedSet<String> asleep = new TreeSet<>();
        SortedSet<String> asleepBefore = new TreeSet<>();
        int counted = 0;
        boolean complete = true;
        for (Pair pair : pairs) {
            if (!pair.before().counted() || !pair.after().counted()) {
                String why = pair.after().counted() ? pair.before().why() : pair.after().why();
                notCounted.add(pair.scenario() + ": " + why);
                continue;
            }
            counted++;
            complete &= pair.complete();
            String line = costs(pair);
            if (!line.isEmpty()) {
                costs.add(pair.scenario() + ": " + line);
            }
            merge(edgesBefore, pair.before().edges(), pair);
            merge(edgesAfter, pair.after().edges(), pair);
            merge(waitsBefore, pair.before().seenWaits(), pair);
            merge(waitsAfter, pair.after().seenWaits(), pair);
            asleep.addAll(pair.after().asleep());
            asleepBefore.addAll(pair.before().asleep());
        }
        asleep.removeAll(asleepBefore);
        return new Effects(
                costs,
                fresh(waitsBefore, waitsAfter),
                complete ? fresh(waitsAfter, waitsBefore) : List.of(),
                fresh(edgesBefore, edgesAfter),
                complete ? fresh(edgesAfter, edgesBefore) : List.of(),
                LockOrderRules.problems(edgesBefore, edgesAfter),
                List.copyOf(asleep),
                notCounted,
                counted);
    }

    private static <K> void merge(SortedMap<K, String> into, SortedMap<K, String> more, Pair pair) {
        more.forEach((key, where) -> into.putIfAbsent(key, where + " in " + pair.scenario()));
    }

    private static <K> List<String> fresh(SortedMap<K, String> before, SortedMap<K, String> after) {
        List<String> fresh = new ArrayList<>();
        after.forEach(
                (key, where) -> {
                    if (!before.containsKey(key)) {
                        fresh.add(key + "; at " + where);
                    }
                });
        return fresh;
    }

    private static String costs(Pair pair) {
        List<String> parts = new ArrayList<>();
        for (Cost cost : Cost.values()) {
            long before = pair.before().costs().getOrDefault(cost, 0L);
            long after = pair.after().costs().getOrDefault(cost, 0L);
            if (before != after) {
                parts.add(
                        cost.text()
                                + " "
                                + number(before)
                                + " -> "
                                + (pair.complete() ? "" : "at least ")
                                + number(after));
            }
        }
        return String.join(", ", parts);
    }

    private static String number(long count) {
        return count == Measured.NO_BOUND
                ? "without bound"
                : String.format(Locale.ROOT, "%,d", count);
    }

    /** Whether a patch goes against the order of locks, or sleeps where nobody may. */
    public boolean isAgainstOrder() {
        return !lockProblems.isEmpty() || !asleep.isEmpty();
    }

    /** The first thing that is against the order, with its lines; empty if nothing is. */
    public String firstProblem() {
        if (!lockProblems.isEmpty()) {
            return lockProblems.get(0);
        }
        return asleep.isEmpty() ? "" : "sleeps at " + asleep.get(0);
    }
}
