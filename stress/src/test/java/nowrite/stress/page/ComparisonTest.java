package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Twin;
import org.junit.jupiter.api.Test;

/** Two schedules beside each other. */
class ComparisonTest {
    private static final KernelId FIXED = KernelId.parse("2.6.26");

    private static Comparison twin(String scenario, String kernel, Property property)
            throws Exception {
        Trace trace = Samples.found(scenario, kernel, property);
        return Comparison.of(trace, Twin.of(trace, Samples.scenario(scenario), FIXED));
    }

    @Test
    void theBiasMakesTheTruncateWaitForTheWriteInFlight() throws Exception {
        Comparison comparison = twin("truncate/in-flight", "2.6.26 without bias", Property.P2);
        Comparison.Row first = comparison.rows().get(comparison.divergence().orElseThrow());
        assertEquals("fuse_set_nowrite:bias", first.a().label());
        assertEquals('!', first.mark());
        String text = String.join("\n", comparison.sentences());
        assertTrue(text.contains("t cannot take fuse_do_setattr:send"), text);
        assertTrue(text.contains("waits for the WRITEs in flight"), text);
        assertTrue(text.contains("up to daemon(0.1)"), text);
        assertTrue(text.contains("The guard that blocks the bug is 'bias'"), text);
    }

    @Test
    void aStepThatOnlyTheFixedKernelHasIsTakenInBetween() throws Exception {
        Comparison comparison =
                twin("store/own-writeback", "2.6.26 without mkwrite-wait", Property.P3);
        Comparison.Row first = comparison.rows().get(comparison.divergence().orElseThrow());
        assertEquals('B', first.mark());
        assertEquals("fuse_wait_on_page_writeback:wait", first.b().label());
    }

    @Test
    void whereEveryStepCanBeTakenTheEndTellsTheDifference() throws Exception {
        Comparison comparison =
                twin("truncate/in-flight", "2.6.26 without wake-at-completion", Property.P8);
        String text = String.join("\n", comparison.sentences());
        assertTrue(text.contains("takes every step, and there it goes on: "), text);
    }

    @Test
    void aTraceIsTheSameAsItself() {
        Comparison comparison = Comparison.of(Samples.small(), Samples.small());
        assertTrue(comparison.divergence().isEmpty());
        assertTrue(comparison.rows().stream().allMatch(row -> row.mark() == '='));
    }

    @Test
    void bothFormsLookLikeThis() throws Exception {
        Comparison comparison = Comparison.of(Samples.small(), Samples.stretched(4));
        String text = CompareText.of(comparison);
        assertTrue(text.lines().allMatch(line -> line.length() <= 78), text);
        Golden.check("compare.txt", text);
        String page = ComparePage.of(comparison);
        Golden.check("compare.html", page.substring(page.indexOf("<body>")));
    }
}
