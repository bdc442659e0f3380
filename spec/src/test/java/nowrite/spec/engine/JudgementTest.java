package nowrite.spec.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final KernelId KERNEL = KernelId.parse("2.6.26");

    private static RunResult result(String expect, Word p1, Word p2, Set<String> blocked) {
        String text =
                "pages 1\nfile 1p\ntask t truncate 0\ndaemon any-order, silent\nreach cropped\n"
                        + "expect 2.6.26 "
                        + expect;
        Scenario scenario =
                new ScenarioParser(Path.of("."), new KernelCatalogue(Set.of("2.6.26"), Set.of()))
                        .parse("s", Path.of("s.scn"), text);
        Map<Property, Word> words = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            words.put(property, Word.HOLDS_EXHAUSTED);
        }
        words.put(Property.P1, p1);
        words.put(Property.P2, p2);
        return new RunResult(
                "tlc",
                scenario,
                KERNEL,
                words,
                Map.of(),
                blocked,
                Set.of("cropped"),
                1,
                1,
                1,
                Duration.ZERO,
                null,
                null);
    }

    private static Judgement judge(String expect, Word p1, Word p2, Set<String> blocked) {
        return Judgement.of(result(expect, p1, p2, blocked));
    }

    @Test
    void asExpected() {
        Judgement judgement =
                judge("violates P1, blocks t", Word.VIOLATED, Word.NOT_EXERCISED, Set.of("t"));
        assertTrue(judgement.asExpected(), judgement.toString());
        assertEquals(ExitCode.OK, judgement.exitCode());
    }

    @Test
    void anotherViolationThanTheExpectedOneDiffersTwice() {
        Judgement judgement = judge("violates P1", Word.HOLDS_EXHAUSTED, Word.VIOLATED, Set.of());
        assertEquals(
                List.of(
                        "P1 (no WRITE under nowrite) was expected to be violated, but: holds"
                                + " (exhausted)",
                        "P2 (no resurrection) is violated, unexpectedly"),
                judgement.differences());
        assertEquals(ExitCode.DIFFERS, judgement.exitCode());
    }

    @Test
    void anUndecidedPropertyIsNotExpectedAndNotADifference() {
        Judgement judgement = judge("violates P1", Word.UNKNOWN, Word.UNKNOWN, Set.of());
        assertEquals(List.of(), judgement.differences());
        assertEquals(2, judgement.unknowns().size());
        assertEquals(ExitCode.UNKNOWN, judgement.exitCode());
    }

    @Test
    void aWaitThatWasNotSeenDiffers() {
        Judgement judgement =
                judge("blocks t", Word.HOLDS_EXHAUSTED, Word.HOLDS_EXHAUSTED, Set.of());
        assertEquals(
                List.of("task t was expected to block for good, and never did"),
                judgement.differences());
    }

    @Test
    void aConditionThatWasNotReachedDiffers() {
        RunResult met = result("blocks t", Word.HOLDS_EXHAUSTED, Word.HOLDS_EXHAUSTED, Set.of("t"));
        RunResult missed =
                new RunResult(
                        "tlc",
                        met.scenario(),
                        KERNEL,
                        met.words(),
                        Map.of(),
                        met.blocked(),
                        Set.of(),
                        1,
                        1,
                        1,
                        Duration.ZERO,
                        null,
                        null);
        assertEquals(List.of(), Judgement.of(met).all());
        assertEquals(List.of("never reached: cropped"), Judgement.of(missed).differences());
    }

    @Test
    void aBrokenEngineIsNothingElse() {
        RunResult good = result("holds", Word.VIOLATED, Word.VIOLATED, Set.of());
        RunResult failed =
                RunResult.failed("tlc", good.scenario(), KERNEL, Duration.ZERO, "no memory", null);
        Judgement judgement = Judgement.of(failed);
        assertEquals(List.of(), judgement.differences());
        assertEquals(1, judgement.failures().size());
        assertTrue(judgement.failures().get(0).endsWith(": no memory"));
        assertEquals(ExitCode.FAILED, judgement.exitCode());
    }

    @Test
    void aKernelWithoutExpectationIsRefused() {
        RunResult good = result("holds", Word.VIOLATED, Word.VIOLATED, Set.of());
        RunResult other =
                RunResult.failed(
                        "tlc",
                        good.scenario(),
                        KernelId.parse("2.6.26 without x"),
                        Duration.ZERO,
                        "",
                        null);
        assertThrows(IllegalArgumentException.class, () -> Judgement.of(other));
    }
}
