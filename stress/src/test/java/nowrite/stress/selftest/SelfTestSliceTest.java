package nowrite.stress.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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
import nowrite.stress.selftest.mutant.Fate;
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
    private static final int ONE_IN = 1000;
    private static final long MOST_STATES = 150;

    @TempDir static Path kept;

    private final Set<String> all = new HashSet<>();

    private final SelfTest selfTest =
            new SelfTest(
                    CHECKOUT,
                    new Scenarios(CHECKOUT, Kernels.catalogue()).all(),
                    kept.resolve("fates.ndjson"),
                    MOST_STATES);

    @Test
    void everySurvivorThatIsRecordedExistsAndEveryMutantIsCounted() {
        Ledger ledger = Ledger.read(CHECKOUT.root().resolve("spec/selftest"));
        for (Mutant.Side side : Mutant.Side.values()) {
            Set<String> ids =
                    selfTest.mutants(side).stream().map(Mutant::id).collect(Collectors.toSet());
            all.addAll(ids);
            if (ledger.numbers(side) != null) {
                assertEquals(ledger.numbers(side).mutants(), ids.size(), side.word());
                long survivors = ledger.survivors().keySet().stream().filter(ids::contains).count();
                assertEquals(
                        ledger.numbers(side).mutants() - ledger.numbers(side).killed(), survivors);
            }
        }
        assertEquals(
                Set.of(),
                ledger.survivors().keySet().stream()
                        .filter(id -> !all.contains(id))
                        .collect(Collectors.toSet()));
    }

    /** No score is held here: on scenarios this small it would say little. */
    @Test
    void canariesHaveTheirFateAndNoListedSurvivorOfASliceIsKilled() throws InterruptedException {
        Results results =
                selfTest.run(
                        SelfTestSliceTest::isInSlice,
                        2,
                        Duration.ofMinutes(5),
                        new PrintWriter(PrintWriter.nullWriter()));
        Ledger ledger = Ledger.read(CHECKOUT.root().resolve("spec/selftest"));
        for (Mutant.Side side : Mutant.Side.values()) {
            assertEquals(List.of(), results.canaries(side));
        }
        assertEquals(0, results.untried());
        for (Fate fate : results.fates()) {
            boolean survivor = ledger.survivors().containsKey(fate.mutant().id());
            assertFalse(fate.killed() && survivor, fate.toString());
        }
    }

    /** One mutant of the spec is enough to have its canaries tried. */
    private static boolean isInSlice(Mutant mutant) {
        return mutant.side() == Mutant.Side.MODEL
                ? Math.floorMod(mutant.id().hashCode(), ONE_IN) == 0
                : mutant.id().equals("FuseDir:Release:drop-effect:2");
    }

    @Test
    void withoutMemoryTheExplorerFindsTheSameGraphs() throws InterruptedException {
        assertEquals(List.of(), selfTest.withoutMemory());
    }
}
