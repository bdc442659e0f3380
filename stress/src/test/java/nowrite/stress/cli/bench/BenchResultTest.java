package nowrite.stress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import nowrite.spec.ExitCode;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.jobs.Outcome;
import org.junit.jupiter.api.Test;

class BenchResultTest {

    private static final FirstCounterexample SHOWN = new FirstCounterexample("./nowrite", 0.5);

    private static Outcome outcome(String engine, Map<Property, Word> words, long states) {
        return Samples.row(Samples.job(Samples.BAD, engine), words, states).outcome();
    }

    private static BenchResult bench(Map<Property, Word> tlcWords, FirstCounterexample first) {
        BenchResult.Line line =
                BenchResult.line(
                        outcome("explorer", Map.of(), 15_000), outcome("tlc", tlcWords, 1_500));
        return BenchResult.of(List.of(line), first);
    }

    @Test
    void ratioIsOfStatesInASecond() {
        BenchResult result = bench(Map.of(), SHOWN);
        assertEquals(10_000, result.lines().get(0).explorer().statesPerSecond());
        assertEquals(10.0, result.lines().get(0).ratio());
        assertEquals(ExitCode.OK, result.exitCode());
        assertTrue(result.text().contains("ratio    10.0"), result.text());
    }

    @Test
    void anEngineThatStoppedAtItsBudgetIsSaidSo() {
        BenchResult result = bench(Map.of(Property.P8, Word.UNKNOWN), SHOWN);
        assertTrue(result.text().contains("stopped at its budget"), result.text());
        assertEquals(ExitCode.OK, result.exitCode());
    }

    @Test
    void aFailedEngineFailsTheBench() {
        assertEquals(ExitCode.FAILED, bench(Map.of(Property.P8, Word.FAILED), SHOWN).exitCode());
    }

    @Test
    void aCounterexampleThatIsNotShownFailsTheBench() {
        FirstCounterexample none = new FirstCounterexample("./nowrite", -1);
        assertEquals(ExitCode.FAILED, bench(Map.of(), none).exitCode());
    }
}
