package nowrite.stress.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import nowrite.stress.cli.home.Json;
import nowrite.stress.conform.Conformed;
import nowrite.stress.conform.Coverage;
import nowrite.stress.conform.Difference;
import org.junit.jupiter.api.Test;

/** What is printed and returned for what was found. */
class ConformReportTest {
    private static final Conformed.Size SIZE = new Conformed.Size(10, 20, 1500);
    private static final Conformed.Seen SEEN =
            new Conformed.Seen(Set.of("A"), Set.of("A"), Set.of("f:x"));
    private static final Conformed EQUAL =
            new Conformed("truncate/one", "2.6.26", SIZE, SIZE, null, null, null, 7, SEEN);
    private static final Coverage WHOLE =
            new Coverage(Set.of("A"), Set.of("f:x"), Set.of(), Set.of(), Set.of());
    private static final Coverage PART =
            new Coverage(Set.of("A", "B"), Set.of("f:x"), Set.of("B"), Set.of(), Set.of());

    private static Conformed with(Difference difference) {
        return new Conformed("truncate/two", "2.6.26", SIZE, SIZE, difference, null, null, 7, SEEN);
    }

    private static ConformReport report(Conformed one, Coverage coverage, boolean everything) {
        return ConformReport.of(List.of(EQUAL, one), List.of("large/x: why"), coverage, everything);
    }

    @Test
    void equalGraphsAreZero() {
        ConformReport report = report(EQUAL, WHOLE, true);
        assertEquals(0, report.exitCode());
        assertEquals(
                "2 of 2 graphs are equal in spec and model (20 states, 40 edges).",
                report.verdict());
        String text = ConformText.of(List.of(EQUAL, EQUAL), report);
        assertTrue(text.contains("large/x: why"), text);
        assertTrue(text.contains("actions of the spec    1 of   1"), text);
        assertTrue(Json.write(report).contains("\"equal\" : true"), Json.write(report));
    }

    @Test
    void aDifferenceIsThree() {
        Difference difference =
                new Difference(
                        List.of("t f:x", "p g:y"),
                        List.of("t a:b"),
                        List.of("t c:d"),
                        List.of(
                                new Difference.Elsewhere(
                                        "p e:f",
                                        List.of(new Difference.Value("writectr", "1", "0")))));
        ConformReport report = report(with(difference), PART, true);
        assertEquals(3, report.exitCode());
        String text = ConformText.of(List.of(EQUAL, with(difference)), report);
        assertTrue(
                text.startsWith(
                        """
                        SPEC AND MODEL DIFFER: truncate/two, 2.6.26
                          first after this, which is a shortest schedule to a difference:
                             1 t f:x
                             2 p g:y
                          only the spec can    t a:b
                          only the model can   t c:d
                          both can, and then differ:   p e:f
                              writectr             spec   1
                                                   model  0
                            again: ./nowrite conform truncate/two --kernel '2.6.26'
                        """),
                text);
    }

    @Test
    void whatWasNeverComparedIsOneIfEverythingWas() {
        ConformReport report = report(EQUAL, PART, true);
        assertEquals(1, report.exitCode());
        String text = ConformText.of(List.of(EQUAL, EQUAL), report);
        assertTrue(text.contains("no graph compared has the action B"), text);
        assertEquals(0, report(EQUAL, PART, false).exitCode());
    }

    @Test
    void aComparisonThatFailedIsSeventy() {
        Conformed failed = Conformed.failed("truncate/two", "2.6.26", "TLC failed: so");
        ConformReport report = report(failed, WHOLE, true);
        assertEquals(70, report.exitCode());
        String text = ConformText.of(List.of(EQUAL, failed), report);
        assertTrue(text.startsWith("FAILED\n  truncate/two, 2.6.26\n    TLC failed: so\n"), text);
        assertTrue(report.verdict().startsWith("1 of 2 graphs are equal"), report.verdict());
    }
}
