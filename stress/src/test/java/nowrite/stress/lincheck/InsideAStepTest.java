package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.Expressed;
import nowrite.stress.explore.Mutated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A race inside a marked step: the explorer cannot see it, Lincheck does. */
class InsideAStepTest {
    private static final String SCENARIO =
            """
            # a second store while the flusher cleans the page
            pages    1
            file     1p
            task p   store 0h, store 1h, fsync
            task f   writepages none
            daemon   any-order
            reach    at page_mkclean:clean
            expect   3.13  holds
            """;

    @TempDir Path folder;

    @Test
    void onlyLincheckSeesAnEntryCleanedWithoutThePageTableLock()
            throws IOException, InterruptedException {
        Path file = folder.resolve("mkclean.scn");
        Files.writeString(file, SCENARIO);
        Scenario scenario = Asked.scenario(file);
        KernelId kernel = KernelId.parse("3.13");
        UnlockedMkclean mutation = new UnlockedMkclean();

        RunResult explored = Mutated.explore(scenario, kernel, mutation);
        assertTrue(explored.violated().isEmpty(), explored.violated().toString());
        assertEquals(null, explored.message());

        Question question = Asked.question(file, "3.13", Set.of(Property.P5), 1500, folder);
        Child.Answer broken =
                Asked.child().ask(Asked.with(question, UnlockedMkclean.class), n -> {});
        assertEquals(Child.Kind.VIOLATED, broken.kind(), broken.toString());
        assertEquals("P5", broken.property());

        Expressed.Result expressed =
                Mutated.express(scenario, kernel, Property.P5, broken.steps(), mutation);
        assertNotNull(expressed.why(), "whole steps do the same");
        assertTrue(expressed.why().contains("page_mkclean:clean"), expressed.why());

        Question sample = Asked.question(file, "3.13", Set.of(Property.P5), 60, folder);
        Child.Answer locked = Asked.child().ask(sample, n -> {});
        assertTrue(
                locked.kind() == Child.Kind.PASSED || locked.kind() == Child.Kind.TIME,
                locked.toString());
    }
}
