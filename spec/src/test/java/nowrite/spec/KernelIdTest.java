package nowrite.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelIdTest {

    @Test
    void readsWhatItPrints() {
        KernelId kernel = KernelId.parse("2.6.26 without nowrite  without crop");
        assertEquals(new KernelId("2.6.26", List.of("crop", "nowrite")), kernel);
        assertEquals("2.6.26 without crop without nowrite", kernel.toString());
        assertEquals(kernel, KernelId.parse(kernel.toString()));
        assertEquals("2.6.26-without-crop-without-nowrite", kernel.slug());
    }

    @Test
    void whatIsAddedComesAfterWhatIsTakenOut() {
        KernelId kernel = KernelId.parse("3.13 with wait with in-place without crop");
        assertEquals("3.13 without crop with in-place with wait", kernel.toString());
        assertEquals(List.of("without crop", "with in-place", "with wait"), kernel.changes());
        assertEquals(KernelId.parse("3.13"), kernel.twin());
        assertFalse(kernel.isGeneration());
        assertFalse(KernelId.parse("3.13 with wait").isGeneration());
        assertTrue(kernel.twin().isGeneration());
    }

    @Test
    void generationsCanComeFirst() {
        List<String> names = List.of("2.6.26", "2.6.26 without a", "2.6.30", "2.6.30 with b");
        assertEquals(
                List.of("2.6.26", "2.6.30", "2.6.26 without a", "2.6.30 with b"),
                names.stream()
                        .map(KernelId::parse)
                        .sorted(KernelId.GENERATIONS_FIRST)
                        .map(KernelId::toString)
                        .toList());
    }

    @Test
    void ordersGenerationsByNumber() {
        assertTrue(KernelId.parse("2.6.26").compareTo(KernelId.parse("2.6.30")) < 0);
        assertTrue(KernelId.parse("3.2").compareTo(KernelId.parse("3.13")) < 0);
        assertTrue(KernelId.parse("3.13").compareTo(KernelId.parse("3.13 without x")) < 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "linux",
                "2",
                "2.6.26 without",
                "2.6.26 and x",
                "2.6.26 with",
                "2.6.26 with x with x",
                "2.6.26 without X",
                "2.6.26 without x without x"
            })
    void refusesWhatIsNoName(String text) {
        assertThrows(IllegalArgumentException.class, () -> KernelId.parse(text));
    }

    @Test
    void catalogueNamesWhatExists() {
        KernelCatalogue catalogue = new KernelCatalogue(Set.of("2.6.26"), Set.of("crop", "bias"));
        catalogue.check(KernelId.parse("2.6.26 without crop without bias"));
        assertEquals(
                "there is no generation '3.13'; there is 2.6.26",
                refusal(catalogue, KernelId.parse("3.13")));
        assertEquals(
                "there is no revert 'drop'; there is bias, crop",
                refusal(catalogue, KernelId.parse("2.6.26 without drop")));
        assertEquals(
                "there is no change 'drop' to add; there is none at all",
                refusal(catalogue, KernelId.parse("2.6.26 with drop")));
        assertEquals(
                "'crop' is taken out: '2.6.26 without crop'",
                refusal(catalogue, KernelId.parse("2.6.26 with crop")));
    }

    @Test
    void catalogueSaysForWhichGenerationsAChangeExists() {
        KernelCatalogue catalogue =
                new KernelCatalogue(
                        Map.of("2.6.26", Set.of("without x"), "3.13", Set.of("with y")), Set.of());
        catalogue.check(KernelId.parse("3.13 with y"));
        assertEquals(
                "'x' exists for 2.6.26, not for 3.13",
                refusal(catalogue, KernelId.parse("3.13 without x")));
    }

    private static String refusal(KernelCatalogue catalogue, KernelId kernel) {
        return assertThrows(IllegalArgumentException.class, () -> catalogue.check(kernel))
                .getMessage();
    }
}
