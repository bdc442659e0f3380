package nowrite.stress.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.Property;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which the self-test can fail makes it fail. */
class VerdictTest {
    @TempDir Path folder;

    private final Mutant killed = new Mutant(Mutant.Side.SPEC, "M:Op:kind:1", "f:1", "changed");
    private final Mutant survivor = new Mutant(Mutant.Side.MODEL, "C:m:kind:1", "f:2", "changed");
    private final Map<String, Mutant> mutants = new HashMap<>();
    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();

    @BeforeEach
    void everythingIsWell() throws IOException {
        for (Mutant mutant : List.of(killed, survivor)) {
            mutants.put(mutant.id(), mutant);
        }
        List<String> all = new ArrayList<>();
        for (Property property : Property.values()) {
            all.add(property + " violated");
        }
        fates.put(killed.id(), new Fate(killed, Fate.By.PROPERTY, all, "s on k", "all", 1));
        fates.put(survivor.id(), Fate.survived(survivor, "nothing", 3));
        for (Mutant.Side side : Mutant.Side.values()) {
            canary(side, Canary.NO_OP, null);
            canary(side, Canary.FATAL, Fate.By.PROPERTY);
        }
        recorded("spec\t1\t1\nmodel\t1\t0\n", "C:m:kind:1\tequivalent\ta reason\n");
    }

    private void canary(Mutant.Side side, String id, Fate.By by) {
        List<String> violated = by == null ? List.of() : List.of("P8 violated");
        fates.put(side.word() + " " + id, new Fate(killed, by, violated, "s on k", "", 1));
    }

    private void recorded(String numbers, String survivors) throws IOException {
        Files.writeString(folder.resolve("mutants.tsv"), numbers);
        Files.writeString(folder.resolve("survivors.tsv"), survivors);
    }

    private Verdict verdict(String... memory) {
        return Verdict.of(
                new Results(mutants, fates, broken),
                Ledger.read(folder),
                List.of(killed, survivor),
                true,
                Map.of(Property.P13, 7),
                List.of(memory));
    }

    private void fails(String... parts) {
        List<String> failures = verdict().failures();
        assertEquals(1, failures.size(), failures.toString());
        for (String part : parts) {
            assertTrue(failures.get(0).contains(part), failures.get(0));
        }
    }

    @Test
    void nothingIsWrongWhenEverySurvivorHasAReason() {
        assertEquals(List.of(), verdict().failures());
        assertEquals(List.of(), verdict().undecided());
    }

    @Test
    void aSurvivorWithoutAReasonFails() throws IOException {
        recorded("spec\t1\t1\nmodel\t1\t0\n", "");
        fails("C:m:kind:1 survived", "f:2", "--only 'C:m:kind:1'");
    }

    @Test
    void aListedSurvivorThatIsKilledFails() throws IOException {
        recorded(
                "spec\t1\t1\nmodel\t1\t0\n",
                "C:m:kind:1\tequivalent\ta reason\nM:Op:kind:1\tunnoticed\twrong\n");
        fails("M:Op:kind:1 is killed", "take the line out", "--only 'M:Op:kind:1'");
    }

    @Test
    void aListedSurvivorThatDoesNotExistFails() throws IOException {
        recorded(
                "spec\t1\t1\nmodel\t1\t0\n",
                "C:m:kind:1\tequivalent\ta reason\nM:Gone:kind:1\tunnoticed\twhy\n");
        fails("names M:Gone:kind:1", "does not exist");
    }

    @Test
    void fewerMutantsThanRecordedFail() throws IOException {
        recorded("spec\t2\t2\nmodel\t1\t0\n", "C:m:kind:1\tequivalent\ta reason\n");
        fails("1 mutants of the spec; 2 are recorded", "--spec --accept");
    }

    @Test
    void aLowerScoreFails() throws IOException {
        recorded("spec\t1\t1\nmodel\t1\t1\n", "C:m:kind:1\tequivalent\ta reason\n");
        fails("the score has dropped");
    }

    @Test
    void aPropertyThatNothingViolatesFails() {
        fates.put(killed.id(), new Fate(killed, Fate.By.REACH, List.of(), "s on k", "reach", 1));
        List<String> failures = verdict().failures();
        // P13 is expected to be violated in scenarios.
        assertEquals(Property.values().length - 1, failures.size(), failures.toString());
        assertTrue(failures.get(0).contains("no mutant and no kernel violates P1"));
    }

    @Test
    void aKilledCanaryFails() {
        canary(Mutant.Side.MODEL, Canary.NO_OP, Fate.By.CONFORMANCE);
        fails("a mutant of the model that changes nothing was killed");
    }

    @Test
    void aCanaryThatSurvivesFails() {
        canary(Mutant.Side.SPEC, Canary.FATAL, null);
        fails("the spec without the wake-up", "does not violate P8");
    }

    @Test
    void aMutantThatIsNoCodeFails() {
        fates.remove(killed.id());
        broken.put(killed.id(), "not a specification");
        assertTrue(verdict().failures().toString().contains("M:Op:kind:1: not a specification"));
    }

    @Test
    void anotherGraphWithoutMemoryFails() {
        assertEquals(List.of("another graph"), verdict("another graph").failures());
    }

    @Test
    void whatWasNotTriedIsUndecided() {
        fates.remove(killed.id());
        assertTrue(verdict().undecided().toString().contains("1 mutants were not tried"));
    }

    @Test
    void aWrongLineIsNamedWithItsPlace() throws IOException {
        recorded("spec\tmany\t1\n", "");
        UsageException wrong = assertThrows(UsageException.class, () -> Ledger.read(folder));
        assertTrue(wrong.getMessage().contains("mutants.tsv:1"), wrong.getMessage());
        recorded("", "C:m:kind:1\tequivalent\t\n");
        wrong = assertThrows(UsageException.class, () -> Ledger.read(folder));
        assertTrue(wrong.getMessage().contains("survivors.tsv:1"), wrong.getMessage());
    }
}
