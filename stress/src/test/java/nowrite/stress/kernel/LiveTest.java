package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.Word;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.kernel.bench.LiveRun;
import nowrite.stress.kernel.bench.Workplan;
import nowrite.stress.kernel.daemon.Conduct;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running kernel, for some seconds. What it is known to do wrong is left out by name. */
class LiveTest {

    private static final int SECONDS = 10;

    @TempDir private Path kept;

    @BeforeEach
    void needsTheKernel() {
        Live.needed();
    }

    private LiveRun.Result run(boolean writebackCache, int processes, String... without)
            throws InterruptedException {
        Workplan plan =
                new Workplan(
                        SECONDS,
                        processes,
                        4,
                        6,
                        writebackCache,
                        Conduct.parse("0-3,errors=1/100"),
                        System.nanoTime() % 1000,
                        new TreeSet<>(Set.of(without)));
        LiveRun.Result result =
                new LiveRun(plan, Checkout.find().boundary(), kept)
                        .run((round, operations, violations) -> {});
        assertNull(result.trouble(), () -> result.trouble() + "; " + plan.command());
        assertEquals(0, result.aborted(), plan.command());
        return result;
    }

    private static void assertHold(Map<Rule, Tally> tallies, Set<Rule> exercised) {
        tallies.forEach(
                (rule, tally) -> {
                    assertTrue(tally.violations() == 0, () -> rule + " " + tally.told());
                    assertTrue(
                            !exercised.contains(rule) || tally.verdict() == Word.HOLDS_SAMPLED,
                            () -> rule + " " + tally.verdict());
                });
    }

    /** Holes are left out: docs/findings/hole-and-store.md. */
    @Test
    void everyRuleHoldsWithTheWritebackCache() throws InterruptedException {
        LiveRun.Result result = run(true, 2, "punch");
        Set<Rule> all = EnumSet.range(Rule.R1, Rule.R10);
        all.remove(Rule.R9);
        assertHold(result.tallies(), all);
    }

    /** Opening is left out: docs/findings/o-trunc-mapped.md, open-during-write.md. */
    @Test
    void everyRuleHoldsWithoutTheWritebackCache() throws InterruptedException {
        LiveRun.Result result = run(false, 1, "punch", "otrunc", "close");
        Set<Rule> all = EnumSet.range(Rule.R1, Rule.R10);
        all.removeAll(Set.of(Rule.R2, Rule.R7, Rule.R9));
        assertHold(result.tallies(), all);
    }
}
