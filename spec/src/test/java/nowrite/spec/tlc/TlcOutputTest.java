package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nowrite.spec.engine.Progress;
import org.junit.jupiter.api.Test;

class TlcOutputTest {

    private static final String GOOD =
            """
            @!@!@STARTMSG 2262:0 @!@!@
            TLC2 Version 2.18 of 20 March 2023
            @!@!@ENDMSG 2262 @!@!@
            Parsing file MC.tla
            Semantic processing of module MC
            <<"MET", 2>>
            <<"VIOLATED", {1, 4}>>
            @!@!@STARTMSG 2110:1 @!@!@
            Invariant Check is violated.
            @!@!@ENDMSG 2110 @!@!@
            @!@!@STARTMSG 2121:1 @!@!@
            The behavior up to this point is:
            @!@!@ENDMSG 2121 @!@!@
            @!@!@STARTMSG 2217:4 @!@!@
            1: <Initial predicate>
            /\\ x = 0
            /\\ f = <<1,
                 2>>

            @!@!@ENDMSG 2217 @!@!@
            @!@!@STARTMSG 2217:4 @!@!@
            2: <Inc line 7, col 11 to line 7, col 81 of module Tiny>
            /\\ x = 1
            /\\ f = <<>>

            @!@!@ENDMSG 2217 @!@!@
            @!@!@STARTMSG 2193:0 @!@!@
            Model checking completed. No error has been found.
            @!@!@ENDMSG 2193 @!@!@
            @!@!@STARTMSG 2200:0 @!@!@
            Progress(14) at 2026-11-21 07:07:30: 1,699 states generated (114,904 s/min), 1,277 distinct states found (45,534 ds/min), 3 states left on queue.
            @!@!@ENDMSG 2200 @!@!@
            @!@!@STARTMSG 2199:0 @!@!@
            1699 states generated, 1277 distinct states found, 0 states left on queue.
            @!@!@ENDMSG 2199 @!@!@
            @!@!@STARTMSG 2194:0 @!@!@
            The depth of the complete state graph search is 14.
            @!@!@ENDMSG 2194 @!@!@
            @!@!@STARTMSG 2186:0 @!@!@
            Finished in 369ms at (2026-11-21 07:07:30)
            @!@!@ENDMSG 2186 @!@!@
            """;

    private static TlcOutput read(String text) {
        TlcOutput output = new TlcOutput(Progress.NONE);
        text.lines().forEach(output::line);
        return output;
    }

    @Test
    void understandsACompleteRun() {
        TlcOutput output = read(GOOD);
        assertEquals(List.of(), output.problems());
        assertTrue(output.complete());
        assertEquals(Set.of(2), output.met());
        assertEquals(1699, output.generated());
        assertEquals(1277, output.distinct());
        assertEquals(14, output.depth());
        TlcOutput.Violation violation = output.violations().get(0);
        assertEquals(Set.of(1, 4), violation.properties());
        assertEquals("Inc", violation.states().get(1).action());
        assertEquals(List.of(1, 2), violation.states().get(0).get("f").ints());
    }

    @Test
    void reportsProgress() {
        List<String> heard = new ArrayList<>();
        TlcOutput output =
                new TlcOutput(
                        (states, pending, depth) ->
                                heard.add(states + " " + pending + " " + depth));
        GOOD.lines().forEach(output::line);
        assertEquals(List.of("1277 3 14", "1277 0 14"), heard);
    }

    @Test
    void everyPieceOfACompleteRunIsNeeded() {
        for (int number : new int[] {2262, 2193, 2199, 2186}) {
            assertFalse(read(without(number)).complete(), "without message " + number);
        }
        assertFalse(read("").complete());
        assertFalse(read(GOOD.replace(" 0 states left", " 1 states left")).complete());
    }

    @Test
    void aRunThatIsCutOffIsNeverComplete() {
        for (int end = 0; end < GOOD.length() - 1; end++) {
            assertFalse(read(GOOD.substring(0, end)).complete(), "cut at " + end);
        }
    }

    @Test
    void whatIsNotUnderstoodIsAProblem() {
        assertProblem("garbage\n" + GOOD, "not understood: garbage");
        assertProblem(
                "@!@!@STARTMSG 9999:1 @!@!@\nnews\n@!@!@ENDMSG 9999 @!@!@\n" + GOOD,
                "TLC says (message 9999): news");
        assertProblem(GOOD.replace("<<\"VIOLATED\", {1, 4}>>\n", ""), "did not announce");
        assertProblem(GOOD.replace("Check is violated", "P1 is violated"), "did not announce");
        assertProblem(GOOD.replace("2: <Inc", "3: <Inc"), "belongs to no behaviour");
        assertProblem(GOOD.replace("1699 states", "many states"), "counts that are not understood");
        assertProblem(GOOD.replace("search is 14", "search is"), "the depth that TLC printed");
        assertProblem(GOOD + "<<\"VIOLATED\", {2}>>\n", "did not print it");
    }

    private static void assertProblem(String text, String reason) {
        TlcOutput output = read(text);
        String problems = String.join("; ", output.problems());
        assertTrue(problems.contains(reason), problems);
    }

    @Test
    void anInitialStateMayViolate() {
        TlcOutput output =
                read(
                        """
                        <<"VIOLATED", {3}>>
                        @!@!@STARTMSG 2107:1 @!@!@
                        Invariant Check is violated by the initial state:
                        /\\ x = 0
                        /\\ y = "a"

                        @!@!@ENDMSG 2107 @!@!@
                        """);
        assertEquals(List.of(), output.problems());
        assertEquals("a", output.violations().get(0).states().get(0).get("y").asString());
    }

    @Test
    void memoryThatRunsOutIsKnown() {
        assertTrue(
                read("@!@!@STARTMSG 1001:1 @!@!@\nJava ran out of memory.\n@!@!@ENDMSG 1001 @!@!@\n")
                        .outOfMemory());
    }

    private static String without(int number) {
        return GOOD.replaceAll(
                "(?s)@!@!@STARTMSG " + number + ":.*?ENDMSG " + number + " @!@!@\n", "");
    }
}
