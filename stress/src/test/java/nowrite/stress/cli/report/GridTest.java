package nowrite.stress.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.jobs.Row;
import org.junit.jupiter.api.Test;

class GridTest {

    private static String cell(Property property, KernelId kernel, Row... rows) {
        return Grid.of(List.of(rows)).cells().get(kernel).get(property).text();
    }

    private static Row row(KernelId kernel, String engine, Property property, Word word) {
        return Samples.row(Samples.job(kernel, engine), Map.of(property, word), 100);
    }

    @Test
    void anExpectedViolationIsNotMarked() {
        assertEquals(
                "VIOL",
                cell(
                        Property.P1,
                        Samples.BAD,
                        row(Samples.BAD, "tlc", Property.P1, Word.VIOLATED)));
    }

    @Test
    void anUnexpectedVerdictIsMarked() {
        assertEquals(
                "VIOL!",
                cell(
                        Property.P3,
                        Samples.BAD,
                        row(Samples.BAD, "tlc", Property.P3, Word.VIOLATED)));
        assertEquals(
                "holds!",
                cell(
                        Property.P1,
                        Samples.BAD,
                        row(Samples.BAD, "tlc", Property.P1, Word.HOLDS_EXHAUSTED)));
    }

    @Test
    void theVerdictOfTlcStandsWhereTheExplorerRanOutOfBudget() {
        assertEquals(
                "holds",
                cell(
                        Property.P8,
                        Samples.GOOD,
                        row(Samples.GOOD, "explorer", Property.P8, Word.UNKNOWN),
                        row(Samples.GOOD, "tlc", Property.P8, Word.HOLDS_EXHAUSTED)));
    }

    @Test
    void nothingHidesAFailureOrAnOpenQuestion() {
        assertEquals(
                "?!",
                cell(
                        Property.P8,
                        Samples.GOOD,
                        row(Samples.GOOD, "tlc", Property.P8, Word.UNKNOWN)));
        assertEquals(
                "FAIL!",
                cell(
                        Property.P8,
                        Samples.GOOD,
                        row(Samples.GOOD, "explorer", Property.P8, Word.FAILED),
                        row(Samples.GOOD, "tlc", Property.P8, Word.HOLDS_EXHAUSTED)));
    }

    @Test
    void whatNeverHappenedIsNotCalledHolding() {
        assertEquals(
                "-",
                cell(
                        Property.P5,
                        Samples.GOOD,
                        row(Samples.GOOD, "tlc", Property.P5, Word.NOT_EXERCISED)));
    }
}
