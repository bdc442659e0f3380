package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.home.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The patches in docs/patches have the verdicts that their READMEs say. */
class ExamplesTest {
    private static final Path EXAMPLES = Patches.CHECKOUT.root().resolve("docs/patches");

    private static PatchFolder example(String name) {
        return PatchFolder.read(EXAMPLES.resolve(name));
    }

    @Test
    void samePageRewritesMends() throws InterruptedException {
        Validated answer =
                Patches.validate(
                        example("same-page-rewrites"),
                        true,
                        120,
                        "dio/redirtied-in-flight",
                        "store/second-mapping");
        assertEquals(Validated.Verdict.NOT_WORSE, answer.verdict(), answer.sentence());
        assertTrue(
                answer.sentence()
                        .startsWith(
                                "same-page-rewrites mends P3 (one WRITE per page) in"
                                        + " dio/redirtied-in-flight"),
                answer.sentence());
    }

    @Test
    void reclaimWaitsBreaks() throws InterruptedException {
        Validated answer =
                Patches.validate(example("reclaim-waits"), true, 120, "dio/allocating-daemon");
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertEquals(Set.of(Property.P7, Property.P8), answer.searched().get(0).worse());
    }

    /** Its own scenario says what is expected of it, and that is judged. */
    @Test
    void waitingUnlockedMendsTheScenarioOfItsOwn() throws InterruptedException {
        Validated answer =
                new Validation(
                                new Validation.Question(
                                        Patches.CHECKOUT,
                                        List.of(),
                                        List.of(),
                                        null,
                                        example("mkwrite-retry"),
                                        List.of(),
                                        List.of(),
                                        120,
                                        false,
                                        false,
                                        null),
                                new PrintWriter(Writer.nullWriter()))
                        .run();
        assertEquals(Validated.Verdict.NOT_WORSE, answer.verdict(), answer.sentence());
        assertTrue(answer.sentence().startsWith("waits-unlocked mends P7"), answer.sentence());
        assertEquals(List.of("3.13", "3.13 with waits-unlocked"), answer.own().get(0).met());
    }

    @Test
    void everyExampleSaysWhatItDoes() throws IOException {
        try (var folders = Files.list(EXAMPLES)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                String readme = Files.readString(folder.resolve("README.md"));
                assertTrue(readme.contains("Verdict: "), folder.toString());
                assertTrue(readme.contains("./nowrite validate docs/patches/"), folder.toString());
            }
        }
    }

    @Test
    void aPatchGoesOnTopOfAChange(@TempDir Path folder) throws InterruptedException {
        String members =
                "@Override protected boolean fillInFlight(Page page)"
                        + " { return fusePageIsWriteback(page.index); }";
        Validated answer =
                validated(
                        Patches.folder(folder, members),
                        List.of("without 8b284dc47291"),
                        List.of());
        assertEquals("3.13 without 8b284dc47291 with tried", answer.kernel().toString());
        assertTrue(answer.sentence().startsWith("tried mends P3"), answer.sentence());
    }

    @Test
    void aPatchWithFieldsGoesOnTopOfAChange(@TempDir Path folder) throws InterruptedException {
        String members =
                "private int seen;\n@Override protected boolean fillInFlight(Page page)"
                        + " { seen = 1; return fusePageIsWriteback(page.index); }";
        Validated answer =
                validated(
                        Patches.folder(folder, members),
                        List.of("without 8b284dc47291"),
                        List.of());
        assertTrue(answer.sentence().startsWith("tried mends P3"), answer.sentence());
    }

    @Test
    void twoPatchesOfOneFunctionAreRefused(@TempDir Path folder) {
        String members = "@Override public void fuseWritepage(Page page) {}";
        PatchFolder mine = Patches.folder(folder, members);
        UsageException e =
                assertThrows(
                        UsageException.class,
                        () -> validated(mine, List.of(), List.of(example("reclaim-waits"))));
        assertTrue(e.getMessage().contains("cannot be combined"), e.getMessage());
    }

    private static Validated validated(
            PatchFolder patch, List<String> changes, List<PatchFolder> others)
            throws InterruptedException {
        List<Scenario> scenarios =
                new Scenarios(Patches.CHECKOUT, Kernels.catalogue())
                        .select(List.of("dio/redirtied-in-flight"));
        return new Validation(
                        new Validation.Question(
                                Patches.CHECKOUT,
                                scenarios,
                                List.of(),
                                List.of(),
                                patch,
                                changes,
                                others,
                                60,
                                false,
                                false,
                                null),
                        new PrintWriter(Writer.nullWriter()))
                .run();
    }
}
