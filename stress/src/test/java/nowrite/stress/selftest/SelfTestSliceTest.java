package nowrite.stress.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nowrite.model.Kernels;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.selftest.mutant.Mutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The fast form of {@code ./nowrite selftest}: a slice of the mutants, always the same; and the
 * explorer without its memory of steps.
 */
class SelfTestSliceTest {
    private static final Checkout CHECKOUT =
            new Checkout(Path.of(System.getProperty("nowrite.home")));
    private static final int ONE_IN = 150;

    @TempDir static Path kept;

    private final Set<String> all = new HashSet<>();

    private final SelfTest selfTest =
            new SelfTest(
                    CHECKOUT,
                    new Scenarios(CHECKOUT, Kernels.catalogue()).all(),
                    kept.resolve("fates.ndjson"));

    @Test
    void everySurvivorThatIsRecordedExistsAndEveryMutantIsCounted() {
        Ledger ledger = Ledger.read(CHECKOUT.root().resolve("spec/selftest"));
        for (Mutant.Side side : Mutant.Side.values()) {
            Set<String> ids =
                    selfTest.mutants(side).stream().map(Mutant::id).collect(Collectors.toSet());
            if (ledger.numbers(side) != null) {
                assertEquals(ledger.numbers(side).mutants(), ids.size(), side.word());
                long survivors = ledger.survivors().keySet().stream().filter(ids::contains).count();
                assertEquals(
                        ledger.numbers(side).mutants() - ledger.numbers(side).killed(), survivors);
                ids.forEach(all::add);
            }
        }
        assertEquals(
                Set.of(),
                ledger.survivors().keySet().stream()
                        .filter(id -> !all.contains(id))
                        .collect(Collectors.toSet()));
    }

    @Test
    void mostOfASliceOfTheMutantsIsKilled() throws InterruptedException {
        PrintWriter nowhere = new PrintWriter(PrintWriter.nullWriter());
        Results results =
                selfTest.run(
                        mutant -> Math.floorMod(mutant.id().hashCode(), ONE_IN) == 0,
                        2,
                        Duration.ofMinutes(5),
                        nowhere);
        for (Mutant.Side side : Mutant.Side.values()) {
            Ledger.Numbers numbers = results.numbers(side);
            assertTrue(numbers.mutants() > 5, side.word());
            assertTrue(numbers.killed() >= 0.8 * numbers.mutants(), numbers.toString());
        }
    }

    @Test
    void withoutMemoryTheExplorerFindsTheSameGraphs() throws InterruptedException {
        assertEquals(List.of(), selfTest.withoutMemory());
    }
}
