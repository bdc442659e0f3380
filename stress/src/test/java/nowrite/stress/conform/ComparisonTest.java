package nowrite.stress.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every way in which two graphs can differ. */
class ComparisonTest {

    private static Comparison compare(ToySide spec, ToySide model) {
        return new Comparison(spec, model, Canonical.form(), context -> "t");
    }

    private static Difference difference(List<String> spec, List<String> model) {
        return compare(
                        ToySide.of("spec", spec.toArray(String[]::new)),
                        ToySide.of("model", model.toArray(String[]::new)))
                .difference();
    }

    @Test
    void equalInAnotherOrderAndWithAnEdgeTwice() {
        Comparison comparison =
                compare(
                        ToySide.of("spec", "a x b", "a y c", "a x b", "b z a", "c z a"),
                        ToySide.of("model", "a y c", "a x b", "c z a", "b z a"));
        assertNull(comparison.difference());
        assertEquals(4, comparison.specEdges());
        assertEquals(4, comparison.modelEdges());
    }

    @Test
    void aStepThatOneSideOnlyCanTake() {
        List<String> small = List.of("a x b");
        List<String> large = List.of("a x b", "b y c", "b z a");
        assertEquals(
                new Difference(List.of("t x"), List.of("t y", "t z"), List.of(), List.of()),
                difference(large, small));
        assertEquals(
                new Difference(List.of("t x"), List.of(), List.of("t y", "t z"), List.of()),
                difference(small, large));
    }

    @Test
    void theFirstDifferenceHasAShortestSchedule() {
        Difference found =
                difference(
                        List.of("a x b", "b y c", "a z c", "c y d", "b v e"),
                        List.of("a x b", "b y c", "a z c", "b v e", "e w a"));
        assertEquals(List.of("t z"), found.schedule());
        assertEquals(List.of("t y"), found.specOnly());
    }

    @Test
    void aStepWithAnotherEffect() {
        assertEquals(
                List.of(
                        new Difference.Elsewhere(
                                "t x", List.of(new Difference.Value("at", "b", "c")))),
                difference(List.of("a x b"), List.of("a x c")).elsewhere());
    }

    @Test
    void anotherInitialState() {
        Difference found = difference(List.of("a x b"), List.of("b x a"));
        assertEquals(List.of(), found.schedule());
        assertEquals("", found.elsewhere().get(0).step());
    }

    @Test
    void callStacksMustStandForEachOtherOneToOne() {
        assertNull(
                difference(
                        List.of("a x b_1", "a y b_2", "b_1 z a"),
                        List.of("a x b_one", "a y b_two", "b_one z a")));
        Difference found =
                difference(List.of("a x b_1", "a y b_2"), List.of("a x b_one", "a y b_one"));
        assertEquals("t y", found.elsewhere().get(0).step());
        assertEquals("t.stack", found.elsewhere().get(0).values().get(0).path());
        Difference reverse =
                difference(List.of("a x b_1", "a y b_1"), List.of("a x b_one", "a y b_two"));
        assertEquals("the same as before", reverse.elsewhere().get(0).values().get(0).spec());
    }

    @Test
    void statesThatNoStepLeadsToAreAnError() {
        assertThrows(
                IllegalStateException.class,
                () -> difference(List.of("a x b"), List.of("a x b", "c x a")));
    }

    @Test
    void whatIsNotComparedIsOnTheListWithAReason() {
        assertEquals(1, Canonical.OWN.size());
        for (Canonical.Own own : Canonical.OWN) {
            assertTrue(own.reason().length() > 20);
        }
    }
}
