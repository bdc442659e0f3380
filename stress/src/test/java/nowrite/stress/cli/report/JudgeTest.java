package nowrite.stress.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nowrite.spec.ExitCode;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Row;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private final Job tlc = Samples.job(Samples.BAD, "tlc");
    private final Job explorer = Samples.job(Samples.BAD, "explorer");
    private final Counts counts = Counts.read(Path.of("there-is-no-such-file"));

    private Findings judge(Row... rows) {
        return Judge.judge(List.of(rows), counts);
    }

    @Test
    void everythingAsExpected() {
        counts.put("truncate/in-flight", "2.6.26 without nowrite", new Counts.Count(100, 250));
        Findings findings =
                judge(Samples.row(tlc, Map.of(), 100), Samples.row(explorer, Map.of(), 100));
        assertEquals(ExitCode.OK, findings.exitCode());
        assertTrue(findings.notes().isEmpty());
    }

    @Test
    void anotherPropertyThanExpectedIsADifference() {
        Map<Property, Word> p2 =
                Map.of(Property.P1, Word.HOLDS_EXHAUSTED, Property.P2, Word.VIOLATED);
        Findings findings = judge(Samples.row(tlc, p2, 100));
        assertEquals(ExitCode.DIFFERS, findings.exitCode());
        assertEquals(2, findings.differences().size());
        assertTrue(findings.sentence(1).contains("exit code 1"));
    }

    @Test
    void fewerStatesThanRecordedAreADifference() {
        counts.put("truncate/in-flight", "2.6.26 without nowrite", new Counts.Count(101, 250));
        assertEquals(ExitCode.DIFFERS, judge(Samples.row(tlc, Map.of(), 100)).exitCode());
    }

    @Test
    void fewerEdgesThanRecordedAreADifferenceForTheExplorerOnly() {
        counts.put("truncate/in-flight", "2.6.26 without nowrite", new Counts.Count(100, 251));
        assertEquals(ExitCode.DIFFERS, judge(Samples.row(explorer, Map.of(), 100)).exitCode());
        assertEquals(ExitCode.OK, judge(Samples.row(tlc, Map.of(), 100)).exitCode());
    }

    @Test
    void moreStatesThanRecordedAreANote() {
        counts.put("truncate/in-flight", "2.6.26 without nowrite", new Counts.Count(99, 250));
        Findings findings = judge(Samples.row(tlc, Map.of(), 100));
        assertEquals(ExitCode.OK, findings.exitCode());
        assertEquals(1, findings.notes().size());
    }

    @Test
    void enginesThatCountDifferentlyDisagree() {
        Findings findings =
                judge(Samples.row(tlc, Map.of(), 100), Samples.row(explorer, Map.of(), 99));
        assertEquals(ExitCode.DISAGREE, findings.exitCode());
        assertEquals("tlc finds 100 states, explorer 99", findings.disagreements().get(0).what());
    }

    @Test
    void enginesThatFindDifferentViolationsDisagree() {
        Findings findings =
                judge(
                        Samples.row(tlc, Map.of(), 100),
                        Samples.row(explorer, Map.of(Property.P3, Word.VIOLATED), 100));
        assertEquals(ExitCode.DISAGREE, findings.exitCode());
    }

    @Test
    void enginesOfWhichOneNeverExercisedAPropertyDisagree() {
        Findings findings =
                judge(
                        Samples.row(tlc, Map.of(), 100),
                        Samples.row(explorer, Map.of(Property.P5, Word.NOT_EXERCISED), 100));
        assertEquals(ExitCode.DISAGREE, findings.exitCode());
        assertEquals(
                "P5 in tlc: holds (exhausted); in explorer: not exercised",
                findings.disagreements().get(0).what());
    }

    @Test
    void anUndecidedEngineDoesNotDisagree() {
        Findings findings =
                judge(
                        Samples.row(tlc, Map.of(), 100),
                        Samples.row(explorer, Map.of(Property.P8, Word.UNKNOWN), 50));
        assertEquals(ExitCode.UNKNOWN, findings.exitCode());
    }

    @Test
    void aFailedEngineWeighsMost() {
        Findings findings =
                judge(
                        Samples.row(tlc, Map.of(Property.P1, Word.FAILED), 0),
                        Samples.row(explorer, Map.of(Property.P3, Word.VIOLATED), 100));
        assertEquals(ExitCode.FAILED, findings.exitCode());
    }

    @Test
    void acceptedCountsAreRecordedAndStrangersForgotten() {
        counts.put("gone/scenario", "2.6.26", new Counts.Count(1, 1));
        List<Row> rows =
                List.of(Samples.row(tlc, Map.of(), 100), Samples.row(explorer, Map.of(), 100));
        assertEquals(1, CountKeeper.accept(rows, counts, List.of(tlc.scenario())));
        assertEquals(
                new Counts.Count(100, 250),
                counts.get("truncate/in-flight", "2.6.26 without nowrite").orElseThrow());
        assertFalse(counts.get("gone/scenario", "2.6.26").isPresent());
        assertEquals(0, CountKeeper.accept(rows, counts, null), "nothing is new any more");
    }

    @Test
    void countsOnWhichTheEnginesDisagreeAreNotAccepted() {
        List<Row> rows =
                List.of(Samples.row(tlc, Map.of(), 100), Samples.row(explorer, Map.of(), 99));
        assertEquals(0, CountKeeper.accept(rows, counts, null));
    }
}
