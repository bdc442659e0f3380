package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Minimizer.Move;
import nowrite.stress.explore.search.Bounds;
import nowrite.stress.explore.search.Question;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Stepper;
import org.junit.jupiter.api.Test;

/** Long schedules, as a sampling engine would find them, made short. */
class MinimizerTest {
    private static final Scenario SCENARIO =
            new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                    .parse(
                            "truncate",
                            Path.of("scenarios", "truncate.scn"),
                            """
                            # truncate against a WRITE in flight
                            pages    1
                            file     1p
                            task t   truncate 0
                            task p   store 0h
                            task f   writepages none
                            daemon   any-order
                            expect   2.6.26                             violates P13
                            """);
    private static final KernelId NO_NOWRITE = KernelId.parse("2.6.26 without nowrite");
    private static final KernelId NO_WAKE = KernelId.parse("2.6.26 without wake-at-completion");
    private static final Duration ENOUGH = Duration.ofMinutes(10);

    private static Minimizer.Model model(KernelId kernel) {
        ControlledSeam seam = new ControlledSeam();
        return new Minimizer.Model(
                new MachineModel(SCENARIO, kernel, seam), seam, SCENARIO.mayBlock(kernel));
    }

    /** Random schedules until one violates; the longest of a few that do. */
    private static List<Move> sampled(KernelId kernel, Property property) {
        Minimizer.Model model = model(kernel);
        Walk walk =
                new Walk(
                        model.explorable(),
                        new Stepper(model.explorable(), model.seam(), List.of(), false));
        Random random = new Random(7);
        List<Move> longest = new ArrayList<>();
        int found = 0;
        for (int run = 0; found < 2 && run < 50_000; run++) {
            walk.restart();
            List<Move> moves = new ArrayList<>();
            List<String> open = walk.moves();
            while (!open.isEmpty() && !isBad(walk, property)) {
                String move = open.get(random.nextInt(open.size()));
                int cut = move.indexOf(' ');
                moves.add(new Move(move.substring(0, cut), move.substring(cut + 1)));
                assertTrue(
                        walk.take(walk.context(move.substring(0, cut)), move.substring(cut + 1)));
                open = walk.moves();
            }
            if (isBad(walk, property)) {
                found++;
                longest = moves.size() > longest.size() ? moves : longest;
            }
        }
        assertTrue(found > 0, "no random schedule violates " + property);
        return longest;
    }

    private static boolean isBad(Walk walk, Property property) {
        return property == Property.P8
                ? walk.moves().isEmpty() && !walk.allOver()
                : walk.violates(property.ordinal());
    }

    private static Trace shortest(KernelId kernel, Property property) throws InterruptedException {
        return new ExplorerEngine()
                .run(SCENARIO, kernel, Limits.ofTime(ENOUGH), Progress.NONE)
                .traces()
                .get(property);
    }

    private static long switches(List<Move> moves) {
        List<String> lanes = moves.stream().map(m -> m.context().replaceAll("\\(.*", "")).toList();
        long switches = 0;
        for (int i = 1; i < lanes.size(); i++) {
            switches += lanes.get(i).equals(lanes.get(i - 1)) ? 0 : 1;
        }
        return switches;
    }

    @Test
    void aRandomWalkShrinksToTheLengthThatTheFullSearchFinds() throws InterruptedException {
        int longer = 0;
        for (Map.Entry<KernelId, Property> entry :
                Map.of(NO_NOWRITE, Property.P2, NO_WAKE, Property.P8).entrySet()) {
            KernelId kernel = entry.getKey();
            Property property = entry.getValue();
            Trace known = shortest(kernel, property);
            List<Move> sampled = sampled(kernel, property);
            Minimizer.Result result =
                    Minimizer.shorten(() -> model(kernel), property, known.end(), sampled, ENOUGH);
            assertTrue(result.shortest(), result.message());
            longer += sampled.size() - known.steps().size();
            assertEquals(known.steps().size(), result.moves().size(), result.message());
            assertEquals(switches(Minimizer.moves(known)), switches(result.moves()));
        }
        assertTrue(longer > 5, "there was nothing to shorten");
    }

    @Test
    void withoutTimeItSaysThatItStoppedEarlyAndStillViolates() throws InterruptedException {
        List<Move> sampled = sampled(NO_NOWRITE, Property.P2);
        Minimizer.Result result =
                Minimizer.shorten(
                        () -> model(NO_NOWRITE), Property.P2, "violated", sampled, Duration.ZERO);
        assertFalse(result.shortest());
        assertTrue(result.message().contains("stopped early"), result.message());
        Minimizer.Result again =
                Minimizer.shorten(
                        () -> model(NO_NOWRITE), Property.P2, "violated", result.moves(), ENOUGH);
        assertTrue(again.shortest());
    }

    @Test
    void aShortTraceIsWrittenAnewAndReplays() throws InterruptedException {
        Trace known = shortest(NO_NOWRITE, Property.P2);
        Trace trace = Minimizer.shorten(known, SCENARIO, ENOUGH);
        assertEquals(known.steps().size(), trace.steps().size());
        assertTrue(trace.bounds().endsWith("a shortest schedule"), trace.bounds());
        assertTrue(Replay.of(trace, SCENARIO).confirmed());
    }

    @Test
    void aScheduleThatDoesNotViolateIsRefused() throws InterruptedException {
        List<Move> moves = Minimizer.moves(shortest(NO_NOWRITE, Property.P2));
        List<Move> cut = moves.subList(0, moves.size() - 1);
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Minimizer.shorten(
                                        () -> model(NO_NOWRITE),
                                        Property.P2,
                                        "violated",
                                        cut,
                                        ENOUGH));
        assertTrue(e.getMessage().contains("does not violate P2"), e.getMessage());
    }

    /** No shortest schedule to a violating state has fewer switches: all are counted. */
    @Test
    void theExplorersOwnScheduleHasTheFewestSwitches() throws InterruptedException {
        Minimizer.Model model = model(NO_NOWRITE);
        Exploration exploration =
                Exploration.of(
                        model.explorable(),
                        model.seam(),
                        Question.NONE,
                        Bounds.NONE,
                        (s, p, d) -> {});
        StateGraph graph = exploration.graph();
        int bad = exploration.answer().violations().get(Property.P1.ordinal());
        int[] first = graph.pathTo(bad);
        int[] calm = exploration.pathTo(bad, null);
        assertEquals(first.length, calm.length);
        int state = 0;
        for (int edge : calm) {
            assertTrue(graph.firstEdge(state) <= edge && edge < graph.endEdge(state));
            state = graph.successor(edge);
        }
        assertEquals(bad, state);
        assertEquals(fewest(graph, 0, bad, first.length, -1), switches(graph, calm));
        assertTrue(switches(graph, calm) <= switches(graph, first));
    }

    private static int switches(StateGraph graph, int[] path) {
        int switches = 0;
        for (int i = 1; i < path.length; i++) {
            switches += lane(graph, path[i]) == lane(graph, path[i - 1]) ? 0 : 1;
        }
        return switches;
    }

    private static int lane(StateGraph graph, int edge) {
        return Math.min(graph.context(edge), SCENARIO.tasks().size() + 1);
    }

    /** By going through every schedule of this length, with what is known of each state kept. */
    private static int fewest(StateGraph graph, int from, int to, int length, int last) {
        return fewest(graph, from, to, length, last, new HashMap<>());
    }

    private static int fewest(
            StateGraph graph,
            int from,
            int to,
            int length,
            int last,
            Map<List<Integer>, Integer> known) {
        if (length == 0) {
            return from == to ? 0 : 1000;
        }
        List<Integer> key = List.of(from, length, last);
        Integer already = known.get(key);
        if (already != null) {
            return already;
        }
        int least = 1000;
        for (int edge = graph.firstEdge(from); edge < graph.endEdge(from); edge++) {
            int lane = lane(graph, edge);
            int rest = fewest(graph, graph.successor(edge), to, length - 1, lane, known);
            least = Math.min(least, rest + (last < 0 || last == lane ? 0 : 1));
        }
        known.put(key, least);
        return least;
    }
}
