package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Word;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Nothing but a complete run is ever a pass. */
class TlcVerdictTest {

    private static final TlcProcess.Ended WELL = new TlcProcess.Ended(false, 0);

    private static final String BANNER =
            """
            @!@!@STARTMSG 2262:0 @!@!@
            TLC2 Version 2.18 of 20 March 2023
            @!@!@ENDMSG 2262 @!@!@
            """;

    private static final String CANARY =
            """
            <<"VIOLATED", {0}>>
            @!@!@STARTMSG 2110:1 @!@!@
            Invariant Check is violated.
            @!@!@ENDMSG 2110 @!@!@
            @!@!@STARTMSG 2217:4 @!@!@
            1: <Initial predicate>
            /\\ x = 0
            @!@!@ENDMSG 2217 @!@!@
            @!@!@STARTMSG 2217:4 @!@!@
            2: <Inc line 7, col 11 to line 7, col 81 of module Tiny>
            /\\ x = 1
            @!@!@ENDMSG 2217 @!@!@
            """;

    private static final String END =
            """
            @!@!@STARTMSG 2193:0 @!@!@
            Model checking completed. No error has been found.
            @!@!@ENDMSG 2193 @!@!@
            @!@!@STARTMSG 2199:0 @!@!@
            9 states generated, 7 distinct states found, 0 states left on queue.
            @!@!@ENDMSG 2199 @!@!@
            @!@!@STARTMSG 2186:0 @!@!@
            Finished in 369ms at (2026-11-21 07:07:30)
            @!@!@ENDMSG 2186 @!@!@
            """;

    private static final String COMPLETE = BANNER + CANARY + END;

    private static RunResult verdict(String text, TlcProcess.Ended ended) throws IOException {
        Scenario scenario = Toy.scenario("expect 0.1 holds");
        KernelId kernel = KernelId.parse("0.1");
        TlcOutput said = new TlcOutput(Progress.NONE);
        text.lines().forEach(said::line);
        return new TlcVerdict(scenario, kernel, new McModule(scenario, kernel, Toy.kernels()))
                .of(said, ended, Duration.ofSeconds(5), "tlc.out");
    }

    private static void assertFailed(RunResult result, String reason) {
        assertEquals(Set.of(Word.FAILED), Set.copyOf(result.words().values()));
        assertTrue(result.message().contains(reason), result.message());
        assertEquals("tlc.out", result.fullOutput());
    }

    @Test
    void aCompleteRunHolds() throws IOException {
        RunResult result = verdict(COMPLETE, WELL);
        assertEquals(
                Set.of(Word.HOLDS_EXHAUSTED, Word.NOT_EXERCISED),
                Set.copyOf(result.words().values()));
        assertEquals(7, result.states());
    }

    @Test
    void aKilledRunFails() throws IOException {
        assertFailed(verdict("", new TlcProcess.Ended(false, 137)), "exit code 137");
        assertFailed(verdict(COMPLETE, new TlcProcess.Ended(false, 137)), "exit code 137");
    }

    @Test
    void aRunThatMissesItsCanaryFails() throws IOException {
        assertFailed(verdict(BANNER + END, WELL), "the canary was missed");
        String other = CANARY.replace("{0}", "{1}");
        assertFailed(verdict(BANNER + other + END, WELL), "the canary was missed");
        String initial = CANARY.substring(0, CANARY.lastIndexOf("@!@!@STARTMSG"));
        assertFailed(verdict(BANNER + initial + END, WELL), "the canary was missed");
    }

    @Test
    void anotherVersionOfTlcFails() throws IOException {
        String reason = "this is not the version of TLC whose output is understood";
        assertFailed(verdict(COMPLETE.replace("2.18 of", "2.19 of"), WELL), reason);
        assertFailed(verdict(CANARY + END, WELL), "without saying that it searched everything");
    }

    @Test
    void silenceFails() throws IOException {
        assertFailed(verdict("", WELL), "without saying that it searched everything");
    }

    @Test
    void garbageFails() throws IOException {
        assertFailed(verdict("garbage\n" + COMPLETE, WELL), "not understood: garbage");
        assertFailed(verdict("<<\"VIOLATED\", what>>\n" + COMPLETE, WELL), "a value was expected");
    }

    @Test
    void aBehaviourThatIsNotUnderstoodFails() throws IOException {
        String violation =
                """
                <<"VIOLATED", {1}>>
                @!@!@STARTMSG 2110:1 @!@!@
                Invariant Check is violated.
                @!@!@ENDMSG 2110 @!@!@
                @!@!@STARTMSG 2217:4 @!@!@
                1: <Initial predicate>
                /\\ x = 0
                @!@!@ENDMSG 2217 @!@!@
                """;
        assertFailed(verdict(violation + COMPLETE, WELL), "the state has no variable");
        assertFailed(
                verdict(violation.replace("x = 0", "x = ?") + COMPLETE, WELL),
                "a value was expected");
    }

    @Test
    void timeThatRunsOutIsUnknown() throws IOException {
        RunResult result = verdict("", new TlcProcess.Ended(true, 137));
        assertEquals(Set.of(Word.UNKNOWN), Set.copyOf(result.words().values()));
        assertEquals("time (5 s) ran out after at least 0 distinct states", result.message());
    }

    @Test
    void memoryThatRunsOutIsUnknown() throws IOException {
        String text = "@!@!@STARTMSG 1001:1 @!@!@\nOut of memory.\n@!@!@ENDMSG 1001 @!@!@\n";
        RunResult result = verdict(text, new TlcProcess.Ended(false, 1));
        assertEquals(Set.of(Word.UNKNOWN), Set.copyOf(result.words().values()));
        assertTrue(result.message().startsWith("memory"), result.message());
    }
}
