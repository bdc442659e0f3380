package nowrite.stress.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.Span;

/**
 * Which lock was taken, and what was waited for, while which lock was held, in some traces. A lock
 * that is taken and released inside one step leaves no mark in a trace and is not here.
 */
public final class LockOrder {
    private final Map<Edge, Seen> edges = new TreeMap<>();
    private int traces;

    /**
     * An edge.
     *
     * @param held the lock that is held
     * @param next the lock that is taken, or what is waited for
     * @param isWait whether it is a wait for something that is no lock
     */
    public record Edge(String held, String next, boolean isWait) implements Comparable<Edge> {
        @Override
        public int compareTo(Edge other) {
            int byHeld =
                    rank(held) != rank(other.held)
                            ? Integer.compare(rank(held), rank(other.held))
                            : held.compareTo(other.held);
            if (byHeld != 0) {
                return byHeld;
            }
            return isWait != other.isWait
                    ? Boolean.compare(isWait, other.isWait)
                    : next.compareTo(other.next);
        }

        /** Whether a lock further out was taken under one further in. */
        public boolean isAgainstOrder() {
            return !isWait && rank(next) < rank(held);
        }
    }

    /**
     * Where an edge was seen first.
     *
     * @param link the page of the trace, at the step
     * @param where the step and the trace, in words
     * @param count in how many traces it was seen
     */
    public record Seen(String link, String where, int count) {}

    /** The usual order, from the outside in: mutexes, page locks, spinlocks. */
    static int rank(String lock) {
        return Lanes.kind(lock);
    }

    /** Looks at one more trace, of which a page is at a link. */
    public void add(Trace trace, String link) {
        traces++;
        Reading reading = Reading.of(trace);
        Map<Edge, Integer> here = new LinkedHashMap<>();
        for (Span held : reading.locks()) {
            for (Span taken : reading.locks()) {
                if (isUnder(held, taken)) {
                    Edge edge = new Edge(type(held.what()), type(taken.what()), false);
                    here.putIfAbsent(edge, taken.first());
                }
            }
            for (Span blocked : reading.blocked()) {
                if (isUnder(held, blocked)) {
                    String reason = reason(blocked.what());
                    boolean lock = reason.endsWith("lock") || reason.endsWith("mutex");
                    Edge edge = new Edge(type(held.what()), type(reason), !lock);
                    here.putIfAbsent(edge, blocked.first());
                }
            }
        }
        here.forEach(
                (edge, step) -> {
                    String where =
                            "step "
                                    + step
                                    + ", "
                                    + trace.scenario()
                                    + " on "
                                    + trace.kernel()
                                    + ", "
                                    + trace.property();
                    Seen seen = new Seen(link + "#s=" + step, where, 1);
                    edges.merge(edge, seen, (a, b) -> new Seen(a.link(), a.where(), a.count() + 1));
                });
    }

    private static boolean isUnder(Span held, Span other) {
        return held != other
                && held.context().equals(other.context())
                && held.first() < other.first()
                && held.covers(other.first());
    }

    /** A lock without the object that it belongs to: every page's lock is of one type. */
    private static String type(String lock) {
        return lock.replaceFirst("^page \\d+ lock.*", "page lock");
    }

    private static String reason(String what) {
        String reason = what.replaceFirst("^waits (for|at) (the )?", "");
        int comma = reason.indexOf(',');
        return (comma < 0 ? reason : reason.substring(0, comma))
                .replaceAll("page \\d+", "page")
                .replaceFirst("^page lock$", "page lock");
    }

    /** The edges, the outer lock first. */
    Map<Edge, Seen> edges() {
        return edges;
    }

    /** How many traces were looked at. */
    int traces() {
        return traces;
    }

    /** The locks, the outer first, then what was waited for. */
    List<String> nodes(boolean waits) {
        Collection<String> nodes =
                new java.util.TreeSet<>(
                        (a, b) ->
                                rank(a) != rank(b)
                                        ? Integer.compare(rank(a), rank(b))
                                        : a.compareTo(b));
        for (Edge edge : edges.keySet()) {
            if (!waits) {
                nodes.add(edge.held());
            }
            if (edge.isWait() == waits) {
                nodes.add(edge.next());
            }
        }
        return new ArrayList<>(nodes);
    }
}
