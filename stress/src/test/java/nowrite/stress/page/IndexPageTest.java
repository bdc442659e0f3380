package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The index page of a run. */
class IndexPageTest {

    /** An index with a run of each rank, the best first. */
    static RunIndex index(int done, int total) {
        List<RunIndex.Run> runs = new ArrayList<>();
        for (RunIndex.Rank rank : List.of(RunIndex.Rank.PASS, RunIndex.Rank.VIOLATION)) {
            runs.add(run(rank, rank.name().toLowerCase(java.util.Locale.ROOT) + "/one"));
        }
        runs.add(run(RunIndex.Rank.UNKNOWN, "unknown/one"));
        runs.add(run(RunIndex.Rank.UNEXPECTED, "unexpected/one"));
        LockOrder locks = new LockOrder();
        locks.add(Samples.small(), "./runs/P1.html");
        locks.add(nested(), "./runs/P2.html");
        return new RunIndex(
                "check",
                "1 difference from what is expected (exit code 1)",
                false,
                done,
                total,
                "2026-01-01 00:00:00",
                List.of(
                        new RunIndex.Finding(
                                "different:", "unexpected/one", "P1 is <violated>", "./nowrite x")),
                List.of(new RunIndex.Head("P1", "no WRITE"), new RunIndex.Head("P2", "no return")),
                List.of(
                        new RunIndex.Line(
                                "2.6.26",
                                List.of(
                                        new RunIndex.Cell("✗", "violated", false, "./a.html"),
                                        new RunIndex.Cell("?", "unknown", true, null)))),
                runs,
                done < total ? null : locks);
    }

    /** A trace in which the page lock is taken first and i_mutex under it. */
    private static nowrite.spec.trace.Trace nested() {
        var t = Samples.small();
        List<nowrite.spec.trace.Trace.Step> steps = new ArrayList<>(t.steps().subList(0, 1));
        steps.add(
                new nowrite.spec.trace.Trace.Step(
                        2,
                        "p",
                        "notify_change:i_mutex",
                        java.util.Map.of(),
                        List.of(new nowrite.spec.trace.Trace.Change("i_mutex", "-", "p")),
                        List.of()));
        return new nowrite.spec.trace.Trace(
                t.schema(),
                t.scenario(),
                t.kernel(),
                t.engine(),
                t.property(),
                t.sentence(),
                t.bounds(),
                t.reproduce(),
                t.tasks(),
                t.initial(),
                steps,
                t.end(),
                null,
                List.of());
    }

    private static RunIndex.Run run(RunIndex.Rank rank, String scenario) {
        return new RunIndex.Run(
                rank,
                scenario,
                "2.6.26",
                "explorer",
                "verdict",
                List.of(new RunIndex.Violation("P1", 19, "./runs/P1.html")),
                "holds",
                12345,
                30,
                "0.5 s",
                "new");
    }

    @Test
    void theWorstRunsComeFirst() {
        String html = IndexPage.of(index(3, 3));
        List<Integer> places = new ArrayList<>();
        for (String name :
                List.of("unexpected/one</th>", "unknown/one", "violation/one", "pass/one")) {
            places.add(html.indexOf(name));
        }
        assertEquals(places.stream().sorted().toList(), places);
        assertFalse(places.contains(-1), places.toString());
    }

    @Test
    void onlyARunningPageLoadsItselfAgain() {
        String running = IndexPage.of(index(2, 3));
        assertTrue(running.contains("http-equiv=\"refresh\""));
        assertTrue(running.contains("2 of 3 runs"));
        assertFalse(IndexPage.of(index(3, 3)).contains("http-equiv=\"refresh\""));
    }

    @Test
    void aLockTakenAgainstTheOrderIsMarked() {
        String html = IndexPage.of(index(3, 3));
        assertTrue(html.contains("against the order"), html);
        LockOrder right = new LockOrder();
        right.add(Samples.small(), "./a.html");
        assertTrue(right.edges().keySet().stream().noneMatch(LockOrder.Edge::isAgainstOrder));
    }
}
