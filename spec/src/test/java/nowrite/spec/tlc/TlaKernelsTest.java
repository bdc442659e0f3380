package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Client;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of operators become kernels; what was written for an old body stays out of newer ones. */
class TlaKernelsTest {

    @TempDir Path folder;

    private TlaKernels kernels;

    @BeforeEach
    void writeModules() throws IOException {
        module("Base", "", "A == 1", "B(t) == 2", "RevertedStep(t) == FALSE");
        module("Linux_1_0", "Base", "Spec == TRUE");
        module(
                "Linux_1_2",
                "Linux_1_0",
                "A__since_1_2 == 3",
                "A__since_1_2__with_more == 4",
                "Before__since_1_2__without_abc123 == {\"A\"}",
                "RevertedStep__with_more(t) == TRUE");
        module("Linux_1_10", "Linux_1_2", "B__since_1_10(t) == 5");
        module(
                "Reverts",
                "Base",
                "A__without_guard == 6",
                "A__since_1_2__without_guard == 7",
                "B__without_old(t) == 8",
                "RevertedStep__without_old(t) == \\/ Step(t)",
                "A__without_old == 9",
                "A__without_guard__without_old == 10");
        module("Reverts_1_10", "Linux_1_10", "B__since_1_10__without_new(t) == 11");
        kernels = TlaKernels.read(folder);
    }

    private void module(String name, String extended, String... definitions) throws IOException {
        Files.writeString(
                folder.resolve(name + ".tla"),
                "---- MODULE "
                        + name
                        + " ----\n"
                        + (extended.isEmpty() ? "" : "EXTENDS " + extended + "\n")
                        + String.join("\n", definitions)
                        + "\n====\n");
    }

    private List<String> replacements(String kernel) {
        return kernels.replacements(KernelId.parse(kernel), Client.FUSE);
    }

    @Test
    void aChangeExistsWhereItsBodiesBelongToTheNewestOnes() {
        assertEquals(
                Map.of(
                        "1.0", Set.of("without guard", "without old"),
                        "1.2", Set.of("without guard", "without abc123", "with more"),
                        "1.10",
                                Set.of(
                                        "without guard",
                                        "without abc123",
                                        "with more",
                                        "without new")),
                kernels.catalogue().changes());
    }

    @Test
    void theOldestGenerationComesFirst() {
        assertEquals(List.of("1.0", "1.2", "1.10"), List.copyOf(kernels.catalogue().generations()));
    }

    @Test
    void theNewestBodyWins() {
        assertEquals(List.of(), replacements("1.0"));
        assertEquals(List.of("A <- A__since_1_2"), replacements("1.2"));
        assertEquals(List.of("A <- A__since_1_2", "B <- B__since_1_10"), replacements("1.10"));
    }

    @Test
    void aChangeHasTheBodyOfItsGeneration() {
        assertEquals(List.of("A <- A__without_guard"), replacements("1.0 without guard"));
        assertEquals(
                List.of("A <- A__since_1_2__without_guard"), replacements("1.2 without guard"));
        assertEquals(
                List.of("A <- A__since_1_2", "B <- B__since_1_10__without_new"),
                replacements("1.10 without new"));
    }

    @Test
    void withoutTheFixTheOldBodyIsBack() {
        assertEquals(List.of(), replacements("1.2 without abc123"));
        assertEquals(List.of("B <- B__since_1_10"), replacements("1.10 without abc123"));
    }

    @Test
    void aBodyForBothChangesIsTaken() {
        assertEquals(
                List.of(
                        "A <- A__without_guard__without_old",
                        "B <- B__without_old",
                        "RevertedStep <- RevertedStep__without_old"),
                replacements("1.0 without guard without old"));
    }

    @Test
    void twoChangesOfOneOperatorNeedABodyForBoth() {
        assertEquals(
                "'with more' and 'without guard' cannot be combined: both replace A, and nothing is"
                        + " written for both",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> replacements("1.2 without guard with more"))
                        .getMessage());
    }

    @Test
    void severalChangesMayAddSteps() throws IOException {
        module("Reverts_1_2", "Linux_1_2", "RevertedStep__without_z(t) == TRUE");
        TlaKernels more = TlaKernels.read(folder);
        KernelId both = KernelId.parse("1.2 without z with more");
        assertTrue(
                more.replacements(both, Client.FUSE).contains("RevertedStep <- MC_RevertedStep"));
        assertEquals(
                List.of(
                        "MC_RevertedStep(t) == RevertedStep__with_more(t) \\/"
                                + " RevertedStep__without_z(t)"),
                more.definitions(both, Client.FUSE));
    }

    @Test
    void theRootModuleExtendsTheChangesOfItsGenerations() {
        assertEquals(List.of("Linux_1_2", "Reverts"), kernels.modules(KernelId.parse("1.2")));
        assertEquals(
                List.of("Linux_1_10", "Reverts", "Reverts_1_10"),
                kernels.modules(KernelId.parse("1.10")));
    }

    @Test
    void plainNamesAreWithoutGenerationAndChange() {
        assertEquals("A_b", TlaKernels.plainName("A_b__since_3_13__without_8b284dc47291"));
        assertEquals("A_b", TlaKernels.plainName("A_b__with_x_y"));
        assertEquals("A_b", TlaKernels.plainName("A_b"));
    }

    @Test
    void actionsOfGenerationsAndChangesAreNamed() {
        assertEquals(
                Set.of("B__since_1_10", "B__without_old", "B__since_1_10__without_new"),
                kernels.replacing(Set.of("B")));
        assertEquals(Set.of("RevertedStep__with_more"), kernels.replacing(Set.of("RevertedStep")));
    }
}
