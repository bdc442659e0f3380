package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import org.junit.jupiter.api.Test;

/** The page of a trace, without a browser. */
class TracePageTest {
    private static final int MOST_BYTES = 150_000;

    /** The page without style sheet and program, which have tests of their own. */
    private static String body(String page) {
        return page.substring(page.indexOf("<body>"), page.indexOf("<script>"));
    }

    @Test
    void theSmallTraceLooksLikeThis() throws IOException {
        Golden.check("trace.html", body(TracePage.of(Samples.small())));
    }

    @Test
    void theSameTraceGivesTheSameBytes() {
        assertEquals(TracePage.of(Samples.small()), TracePage.of(Samples.small()));
    }

    @Test
    void sixtyStepsFitIntoTheBound() throws Exception {
        Trace longest = Samples.found("fsync/vfs-order", "2.6.26", Property.P5);
        assertTrue(longest.steps().size() > 50, "the trace has become short");
        int bytes = TracePage.of(longest).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
        assertTrue(TracePage.of(Samples.stretched(60)).length() <= MOST_BYTES);
    }

    @Test
    void nothingIsLoadedFromAnywhere() {
        String page = TracePage.of(Samples.small());
        assertTrue(page.contains("default-src 'none'"));
        assertFalse(page.contains("unsafe"));
        assertFalse(Pattern.compile("(src|href)=\"(?!#s=)").matcher(page).find(), "a foreign link");
        assertFalse(page.contains("http://") || page.contains("https://"), "an address");
        assertFalse(Pattern.compile(" (style|on\\w+)=\"").matcher(body(page)).find(), "inline");
    }

    @Test
    void everyChangeOfTheKernelIsInkedSomewhere() throws Exception {
        Trace trace = Samples.found("truncate/in-flight", "2.6.26 without bias", Property.P2);
        for (Trace one : List.of(trace, Samples.small())) {
            assertEquals(List.of(), notInked(Reading.of(one), Strip.of(Reading.of(one))));
        }
        Reading reading = Reading.of(Samples.small());
        List<Column> columns = new ArrayList<>(Strip.of(reading));
        columns.removeIf(column -> column.head().equals("other"));
        assertEquals(List.of("6 fi.brand_new"), notInked(reading, columns));
    }

    /** Steps that change something that neither the lanes nor a column show. */
    private static List<String> notInked(Reading reading, List<Column> columns) {
        List<String> missing = new ArrayList<>();
        for (Trace.Step step : reading.trace().steps()) {
            boolean inked = columns.stream().anyMatch(column -> column.changedBy(step.n()));
            for (Trace.Change change : step.changes()) {
                String path = change.path();
                boolean inLanes =
                        Words.isLock(path)
                                || path.equals("pending")
                                || path.endsWith("q")
                                || path.equals("writepages")
                                || path.startsWith("req.");
                if (!inked && !inLanes && !Words.isPosition(path) && !Words.isGhost(path)) {
                    missing.add(step.n() + " " + path);
                }
            }
        }
        return missing;
    }

    @Test
    void aStepNamesItsFunctionFileCommitLocksAndWhatEnabledIt() {
        String page = TracePage.of(Samples.small());
        String step = page.substring(page.indexOf("id=\"s=5\""), page.indexOf("id=\"s=6\""));
        for (String text :
                List.of(
                        "fuse_set_nowrite",
                        "fs/fuse/dir.c, commit 3be5a52b30aa",
                        "holds i_mutex",
                        "href=\"#s=4\"",
                        "page = 1",
                        "writectr: ")) {
            assertTrue(step.contains(text), text + " is not in " + step);
        }
        assertTrue(page.contains("no place is recorded for it"), "the unknown function");
    }
}
