package nowrite.stress.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.explore.step.Explorable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An explorer that does not look is not believed. */
class CanaryTest {
    private static final KernelId KERNEL = KernelId.parse("2.6.26");

    /** A scenario in which everything holds: nothing but the canary can notice. */
    private static final Scenario SCENARIO =
            new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                    .parse(
                            "quiet",
                            Path.of("scenarios", "quiet.scn"),
                            """
                            pages  1
                            file   1p
                            task t truncate 0
                            task s fsync
                            daemon any-order
                            expect 2.6.26 holds
                            """);

    private static Limits limits(boolean verify, boolean memory) {
        return new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5), verify, memory);
    }

    /** A model of which one method always gives the same. */
    private static Explorable with(Explorable model, String method, Object value) {
        return (Explorable)
                Proxy.newProxyInstance(
                        CanaryTest.class.getClassLoader(),
                        new Class<?>[] {Explorable.class},
                        (proxy, called, args) -> {
                            if (called.getName().equals(method)) {
                                return value;
                            }
                            try {
                                return called.invoke(model, args);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static void assertFailed(ExplorerEngine engine, String found)
            throws InterruptedException {
        RunResult result = engine.run(SCENARIO, KERNEL, limits(true, true), Progress.NONE);
        assertEquals(Set.of(Word.FAILED), Set.copyOf(result.words().values()));
        assertTrue(result.message().contains("the canary was missed"), result.message());
        assertTrue(result.message().endsWith(found), result.message());
        assertEquals(70, Judgement.of(result).exitCode());
    }

    @ParameterizedTest
    @CsvSource({"true,true", "false,true", "true,false"})
    void theCanaryIsFoundInEveryWayToSearch(boolean verify, boolean memory)
            throws InterruptedException {
        RunResult result =
                new ExplorerEngine().run(SCENARIO, KERNEL, limits(verify, memory), Progress.NONE);
        assertTrue(Judgement.of(result).asExpected(), result.message());
    }

    @Test
    void boundsOfTheSearchAreNotThoseOfTheCanary() throws InterruptedException {
        Limits small = new Limits(3, 2, Duration.ofMinutes(5), true, true);
        RunResult result = new ExplorerEngine().run(SCENARIO, KERNEL, small, Progress.NONE);
        assertTrue(result.has(Word.UNKNOWN), result.words().toString());
    }

    @Test
    void propertiesSwitchedOffAreNoticed() throws InterruptedException {
        assertFailed(new ExplorerEngine(model -> with(model, "violated", 0L)), "found P8");
    }

    @Test
    void aSearchThatMovesOnlyTheFirstTaskIsNoticed() throws InterruptedException {
        assertFailed(new ExplorerEngine(model -> with(model, "contexts", 1)), "found P13");
    }

    @Test
    void theViewIsNotPartOfTheSearch() throws InterruptedException {
        ExplorerEngine engine = new ExplorerEngine(model -> with(model, "view", Map.of()));
        RunResult result = engine.run(SCENARIO, KERNEL, limits(true, true), Progress.NONE);
        assertTrue(Judgement.of(result).asExpected(), result.message());
    }
}
