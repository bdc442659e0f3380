package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** The table of what Lincheck is expected to catch is about scenarios that say the same. */
class PromisedTest {
    /**
     * Not found in some 2,000 schedules, or only in scenarios that do not fit; see
     * docs/lincheck.md.
     */
    private static final Set<String> NOT_FOUND =
            Set.of(
                    "4a4ac4eba101",
                    "6eaf4782eb09",
                    "cca2437045dd",
                    "ce128de6260f",
                    "client-locked",
                    "d5880c7a8620",
                    "decrement-before-wake",
                    "dio-dirty-at-completion",
                    "dio-dirty-at-submit",
                    "ff17be086477",
                    "readpage-wait",
                    "sync-writes");

    /** Of generations after 3.13, and of the abort, about which Lincheck has not been asked yet. */
    private static final Set<String> NOT_ASKED =
            Set.of(
                    "035ff33cf4db",
                    "06a7c3c27814",
                    "2c4656dfd994",
                    "2fdbb8dd0155",
                    "3466958beb31",
                    "35d6fcbb7c3e",
                    "3634a6327815",
                    "41b6e41fc609",
                    "59bda8ecee2f",
                    "614c026e8a46",
                    "660585b56e63",
                    "69a6487ac0ea",
                    "76224355db75",
                    "76f9377cd2ab",
                    "9b46418c40fe",
                    "a2ebba824106",
                    "ac7f052b9e15",
                    "b24e7598db62",
                    "bde52788bdb7",
                    "bucket-child-hold",
                    "c146024ec44c",
                    "connected-check",
                    "e388164ea385",
                    "e4648309b85a",
                    "ea8cd33390fa",
                    "f7790d677853",
                    "f9a49aa302a0",
                    "flush-check",
                    "trusted-size",
                    "wb-wait");

    private final List<Promised> all = Promised.read(Asked.SCENARIOS);

    @Test
    void everyLineIsExpectedByItsScenario() {
        for (Promised line : all) {
            Scenario scenario = Asked.scenario(Asked.SCENARIOS.resolve(line.scenario() + ".scn"));
            assertTrue(Fit.reason(scenario, line.kernel()).isEmpty(), line.toString());
            assertTrue(
                    scenario.expectation(line.kernel())
                            .orElseThrow()
                            .violates()
                            .contains(line.property()),
                    line.toString());
            assertEquals(
                    line.property() == Property.P8 ? "hang" : "assertion",
                    line.failure(),
                    line.toString());
        }
    }

    @Test
    void everyRevertIsInTheTableOrKnownNotToBeFound() {
        Set<String> caught = new TreeSet<>();
        all.forEach(line -> caught.addAll(line.kernel().without()));
        Set<String> expected = new TreeSet<>(Kernels.catalogue().reverts());
        expected.removeAll(NOT_FOUND);
        expected.removeAll(NOT_ASKED);
        assertEquals(expected, caught);
    }
}
