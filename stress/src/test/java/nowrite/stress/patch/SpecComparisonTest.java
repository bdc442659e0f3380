package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.stress.cli.home.Scenarios;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch beside the TLA+ specification, and beside an override of it. */
class SpecComparisonTest {
    private static final Path EXAMPLE =
            Patches.CHECKOUT.root().resolve("docs/patches/mkwrite-retry");

    @TempDir private Path folder;

    private Validated validated(String override) throws IOException, InterruptedException {
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        if (!override.isEmpty()) {
            Files.writeString(folder.resolve(SpecCheck.FILE), override);
        }
        return new Validation(
                        new Validation.Question(
                                Patches.CHECKOUT,
                                new Scenarios(Patches.CHECKOUT, Kernels.catalogue())
                                        .select(List.of(Patches.SCENARIO)),
                                List.of(),
                                List.of(),
                                PatchFolder.read(folder),
                                List.of(),
                                List.of(),
                                30,
                                true,
                                false,
                                null),
                        new PrintWriter(Writer.nullWriter()))
                .run();
    }

    @Test
    void withoutAnOverrideTheFirstDifferenceIsShown() throws IOException, InterruptedException {
        Validated answer = validated("");
        assertEquals(Patches.SCENARIO, answer.spec().scenario(), answer.spec().toString());
        assertFalse(answer.spec().equal());
        assertFalse(answer.spec().lines().isEmpty());
        assertEquals(Validated.Verdict.NOT_WORSE, answer.verdict(), answer.sentence());
        String text = ValidatedText.of(answer, "r", "f", "a");
        assertTrue(text.contains("still says what 3.13 does. The first difference"), text);
    }

    @Test
    void anOverrideThatSaysTheSameConforms() throws IOException, InterruptedException {
        Validated answer =
                validated(
                        """
                        FusePageMkwrite_lock_page__with_waits_unlocked(t) ==
                            FusePageMkwrite_lock_page__with_mkwrite_retry(t)
                        RevertedStep__with_waits_unlocked(t) ==
                            RevertedStep__with_mkwrite_retry(t)
                        """);
        assertTrue(answer.spec().equal(), answer.spec().toString());
        assertEquals(Validated.Verdict.NOT_WORSE, answer.verdict(), answer.sentence());
    }

    @Test
    void anOverrideThatSaysSomethingElseDisagrees() throws IOException, InterruptedException {
        Validated answer =
                validated(
                        """
                        RevertedStep__with_waits_unlocked(t) ==
                            RevertedStep__with_mkwrite_retry(t)
                        """);
        assertEquals(Validated.Verdict.DISAGREES, answer.verdict(), answer.spec().toString());
        assertEquals(3, answer.verdict().exitCode());
    }
}
