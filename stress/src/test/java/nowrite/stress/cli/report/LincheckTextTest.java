package nowrite.stress.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.Samples;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Outcome;
import org.junit.jupiter.api.Test;

/** How what Lincheck found is held against what is expected: P1 is, of the sample's kernel. */
class LincheckTextTest {
    private static final Job JOB = Samples.job(Samples.BAD, "lincheck");

    private static LincheckText.Line line(Set<Property> promised, Map<Property, Word> otherwise) {
        Map<Property, Word> words = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            words.put(property, Word.HOLDS_SAMPLED);
        }
        words.remove(Property.P1);
        words.putAll(otherwise);
        Outcome outcome =
                new Outcome(
                        JOB.scenario().name(),
                        JOB.kernel().toString(),
                        "lincheck",
                        words,
                        Map.of(),
                        List.of(),
                        List.of(),
                        77,
                        0,
                        0,
                        1500,
                        null,
                        null);
        return LincheckText.line(JOB, outcome, promised);
    }

    private static void assertLine(LincheckText.Line line, int exitCode, String text) {
        assertEquals(exitCode, line.exitCode(), line.toString());
        assertTrue(LincheckText.of(line).contains(text), LincheckText.of(line));
    }

    @Test
    void whatIsFoundIsAsExpected() {
        LincheckText.Line line = line(Set.of(Property.P1), Map.of(Property.P1, Word.VIOLATED));
        assertLine(line, 0, "violates P1 (77 schedules in all, 1.5 s)");
        assertEquals(List.of(), line.remarks());
    }

    @Test
    void whatLincheckShouldFindAndDidNotDiffers() {
        Map<Property, Word> held = Map.of(Property.P1, Word.HOLDS_SAMPLED);
        assertLine(line(Set.of(Property.P1), held), 1, "not found, and Lincheck should: P1");
        assertLine(line(Set.of(Property.P1), Map.of()), 1, "not found, and Lincheck should: P1");
    }

    @Test
    void whatIsExpectedAskedAndNotFoundIsOpen() {
        Map<Property, Word> held = Map.of(Property.P1, Word.HOLDS_SAMPLED);
        LincheckText.Line line = line(Set.of(), held);
        assertLine(line, 2, "open: expected and not found by this sample: P1");
        assertTrue(LincheckText.of(line).contains("holds (sampled, 77 schedules)"));
    }

    @Test
    void whatWasNotAskedIsSaidWithTheCommandThatAsks() {
        LincheckText.Line line = line(Set.of(), Map.of());
        assertLine(line, 0, "not asked: P1; with the name of the scenario it is: ./nowrite");
        assertTrue(LincheckText.of(line).contains("--kernel '2.6.26 without nowrite'"));
    }

    @Test
    void whatNobodyExpectsDiffers() {
        Map<Property, Word> more = Map.of(Property.P1, Word.VIOLATED, Property.P3, Word.VIOLATED);
        assertLine(line(Set.of(Property.P1), more), 1, "violated, unexpectedly: P3");
    }
}
