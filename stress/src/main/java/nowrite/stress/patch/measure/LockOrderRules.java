package nowrite.stress.patch.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order in which locks are taken and things are waited for without a deadlock, and what goes
 * against it. Every fix of the file system so far kept or restored this order:
 *
 * <pre>
 * i_mutex  -&gt; nowrite -&gt; the daemon's answer
 * i_mutex  -&gt; page lock -&gt; the daemon's answer
 * mmap_sem -&gt; page lock -&gt; a page's copy in flight -&gt; the daemon's answer
 * </pre>
 *
 * <p>Since 6.16 there are no copies: a page is under writeback until its WRITE is answered, and
 * that stands where the copy stood. Who has nowrite can wait for no page then, neither for its lock
 * nor for its writeback.
 */
public final class LockOrderRules {
    /** What a kernel does, whether or not the scenarios at hand show it. */
    private static final List<LockEdge> KNOWN =
            List.of(
                    new LockEdge(LockClasses.I_MUTEX, LockClasses.NOWRITE),
                    new LockEdge(LockClasses.I_MUTEX, LockClasses.PAGE_LOCK),
                    new LockEdge(LockClasses.MMAP_SEM, LockClasses.PAGE_LOCK),
                    new LockEdge(LockClasses.NOWRITE, LockClasses.WRITES),
                    new LockEdge(LockClasses.NOWRITE, LockClasses.ANSWER),
                    new LockEdge(LockClasses.PAGE_LOCK, LockClasses.COPY),
                    new LockEdge(LockClasses.PAGE_LOCK, LockClasses.ANSWERED),
                    new LockEdge(LockClasses.PAGE_LOCK, LockClasses.ANSWER));

    /** What must happen before a wait ends. */
    private static final List<LockEdge> NEEDED =
            List.of(
                    new LockEdge(LockClasses.ANSWER, LockClasses.DAEMON),
                    new LockEdge(LockClasses.WRITES, LockClasses.DAEMON),
                    new LockEdge(LockClasses.COPY, LockClasses.DAEMON),
                    new LockEdge(LockClasses.BUCKET, LockClasses.DAEMON),
                    new LockEdge(LockClasses.COPY, LockClasses.NOWRITE),
                    new LockEdge(LockClasses.ANSWERED, LockClasses.DAEMON),
                    new LockEdge(LockClasses.ANSWERED, LockClasses.NOWRITE));

    private static final Map<LockEdge, String> FORBIDDEN = forbidden();

    private LockOrderRules() {}

    private static Map<LockEdge, String> forbidden() {
        Map<LockEdge, String> forbidden = new LinkedHashMap<>();
        forbid(
                forbidden,
                LockClasses.NOWRITE,
                LockClasses.PAGE_LOCK,
                "who holds a page's lock may wait for its WRITE, and that is sent only when nowrite"
                        + " is released");
        forbid(
                forbidden,
                LockClasses.NOWRITE,
                LockClasses.COPY,
                "a queued copy is sent only when nowrite is released: it would wait for itself");
        forbid(
                forbidden,
                LockClasses.NOWRITE,
                LockClasses.ANSWERED,
                "a queued WRITE is sent only when nowrite is released, and its pages are under"
                        + " writeback until it is answered: it would wait for itself");
        forbid(
                forbidden,
                LockClasses.PAGE_LOCK,
                LockClasses.I_MUTEX,
                "write(2) and truncate lock pages with i_mutex held");
        forbid(
                forbidden,
                LockClasses.PAGE_LOCK,
                LockClasses.MMAP_SEM,
                "a fault locks pages with mmap_sem held");
        for (String lock : List.of(LockClasses.I_MUTEX, LockClasses.PAGE_LOCK)) {
            forbid(
                    forbidden,
                    LockClasses.DAEMON,
                    lock,
                    "whoever holds it may be waiting for this very daemon");
        }
        for (String wait :
                List.of(
                        LockClasses.ANSWER,
                        LockClasses.COPY,
                        LockClasses.ANSWERED,
                        LockClasses.WRITES,
                        LockClasses.BUCKET)) {
            forbid(forbidden, LockClasses.DAEMON, wait, "the daemon would wait for itself");
        }
        return forbidden;
    }

    private static void forbid(Map<LockEdge, String> into, String held, String next, String why) {
        into.put(new LockEdge(held, next), why);
    }

    /**
     * What goes against the order and did not before.
     *
     * @param before the edges without the patch, with where each was seen
     * @param after those with it
     * @return a report for each, as lockdep would make it; the first line says what it is
     */
    public static List<String> problems(
            SortedMap<LockEdge, String> before, SortedMap<LockEdge, String> after) {
        SortedMap<LockEdge, String> fresh = new TreeMap<>(after);
        fresh.keySet().removeAll(before.keySet());
        List<String> problems = new ArrayList<>();
        for (LockEdge edge : fresh.keySet()) {
            List<LockEdge> circle = circle(edge, after);
            String why = FORBIDDEN.get(edge);
            if (why != null) {
                problems.add(
                        "forbidden: "
                                + edge
                                + ": "
                                + why
                                + rows(circle.isEmpty() ? List.of(edge) : circle, fresh, after));
            } else if (!circle.isEmpty()) {
                problems.add(
                        "possible circular dependency through "
                                + edge
                                + rows(circle, fresh, after));
            }
        }
        return problems;
    }

    private static String rows(
            List<LockEdge> edges,
            SortedMap<LockEdge, String> fresh,
            SortedMap<LockEdge, String> all) {
        StringBuilder rows = new StringBuilder();
        for (LockEdge edge : edges) {
            String where =
                    fresh.containsKey(edge)
                            ? "new, at " + fresh.get(edge)
                            : all.containsKey(edge)
                                    ? "at " + all.get(edge)
                                    : NEEDED.contains(edge) ? "needs it" : "elsewhere";
            rows.append(String.format("%n    %-46s %s", edge, where));
        }
        return rows.toString();
    }

    /** The shortest way from the end of an edge back to its start, the edge first; else empty. */
    private static List<LockEdge> circle(LockEdge edge, SortedMap<LockEdge, String> after) {
        List<LockEdge> all = new ArrayList<>(after.keySet());
        all.addAll(KNOWN);
        all.addAll(NEEDED);
        Map<String, LockEdge> cameBy = new LinkedHashMap<>();
        Deque<String> todo = new ArrayDeque<>(List.of(edge.next()));
        while (!todo.isEmpty() && !cameBy.containsKey(edge.held())) {
            String at = todo.removeFirst();
            for (LockEdge one : all) {
                boolean fresh = one.held().equals(at) && !one.next().equals(edge.next());
                if (fresh && cameBy.putIfAbsent(one.next(), one) == null) {
                    todo.add(one.next());
                }
            }
        }
        if (!cameBy.containsKey(edge.held())) {
            return edge.held().equals(edge.next()) ? List.of(edge) : List.of();
        }
        Deque<LockEdge> way = new ArrayDeque<>();
        for (String at = edge.held(); !at.equals(edge.next()); at = way.getFirst().held()) {
            way.addFirst(cameBy.get(at));
        }
        way.addFirst(edge);
        return new ArrayList<>(way);
    }
}
