package nowrite.stress.patch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.stress.hardware.Effort;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JCStress runs the patched kernel, sees its race, and never passes what it did not run. */
class StressingTest {
    private static final Path MUTANT =
            Patches.CHECKOUT
                    .root()
                    .resolve("docs/patches/mutants/m03-releases-before-it-writes-the-size");

    @TempDir private Path folder;

    @BeforeAll
    static void needsProcessors() {
        assumeTrue(Runtime.getRuntime().availableProcessors() >= 2, "one processor only");
    }

    private static Stressed stressed(PatchFolder patch, String test, int cpus)
            throws InterruptedException {
        return new Stressing(
                        Patches.CHECKOUT,
                        patch.on(),
                        List.of(CompiledPatch.of(patch)),
                        Effort.once(100),
                        cpus,
                        new Said(new PrintWriter(Writer.nullWriter())))
                .run(one -> one.name().matches("(" + test + ").*"));
    }

    private static Stressed.Test only(Stressed stressed, String name) {
        return stressed.tests().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(stressed.toString()));
    }

    /** It overrides what S08's scenario executes, in its truncate; no actor of S08 truncates. */
    @Test
    void theRaceOfAMutantIsSeenAndNamedAndATestThatDoesNotComeToItIsSkipped()
            throws InterruptedException {
        PatchFolder mutant = PatchFolder.read(MUTANT);
        Stressed stressed = stressed(mutant, "S05Nowrite.Guarded|S08CompletionWakes.D", 2);
        assertEquals("", stressed.failure(), stressed.output());
        assertTrue(stressed.isWorse(), stressed.toString());
        assertTrue(
                stressed.sentence().contains("S05Nowrite.Guarded of JCStress forbids: P2"),
                stressed.sentence());
        assertFalse(stressed.output().isEmpty());
        assertEquals("", only(stressed, "S05Nowrite.Guarded").skipped());
        assertEquals(
                "no actor came to what the patch overrides",
                only(stressed, "S08CompletionWakes.DecrementThenWake").skipped());
        Validated.Builder report = report(mutant);
        report.stressed(stressed);
        Validated answer = report.done(1);
        assertEquals(Validated.Verdict.BREAKS, answer.verdict(), answer.sentence());
        assertTrue(answer.sentence().contains("on real processors"), answer.sentence());
        assertTrue(ValidatedText.of(answer, "r", "f", "a").contains("what was cut off is in"));
        assertTrue(ValidatedFiles.json(answer, "a").contains("what was cut off is in"));
    }

    @Test
    void eachTestHasItsWords() {
        Stressed.Outcome good = new Stressed.Outcome("good", "fine", false, 10, 10);
        Stressed.Outcome old = new Stressed.Outcome("bad", "not fine", true, 3, 3);
        Stressed.Outcome fresh = new Stressed.Outcome("bad", "not fine", true, 0, 3);
        assertTrue(line("", "", "", good).contains("nothing forbidden seen, which is no proof"));
        assertTrue(line("", "", "doubt", good).contains("no proof; doubt"));
        assertTrue(line("", "", "", old).contains("without the patch, too"));
        assertTrue(line("", "", "", fresh).contains("FORBIDDEN outcome, with the patch only"));
        assertTrue(line("nobody came", "", "", good).contains("skipped: nobody came"));
        assertTrue(line("nobody came", "", "", fresh).contains("FORBIDDEN"));
        assertTrue(line("", "an actor hangs", "", good).contains("failed: an actor hangs"));
    }

    private static String line(
            String skipped, String failed, String doubt, Stressed.Outcome outcome) {
        Stressed.Test test = new Stressed.Test("T", skipped, failed, List.of(outcome), doubt);
        return new Stressed(List.of(test), "", "", "").lines().get(1);
    }

    @Test
    void whereNoTestReachesTheChangeThatIsSaidAndNothingPasses() throws InterruptedException {
        PatchFolder patch =
                Patches.folder(
                        folder,
                        "3.13",
                        "nowrite.model.kernel.FuseDir",
                        "@Override public void fuseFsync() { super.fuseFsync(); }");
        Stressed stressed = stressed(patch, "", 2);
        assertEquals(List.of(), stressed.tests());
        assertEquals(
                List.of("skipped: no test of JCStress executes what the patch overrides, on 3.13"),
                stressed.lines());
    }

    @Test
    void aMachineWithOneProcessorShowsNothing() throws InterruptedException {
        Stressed stressed = stressed(PatchFolder.read(MUTANT), "S05", 1);
        assertTrue(
                stressed.lines().get(0).startsWith("skipped: this machine has 1 processors"),
                stressed.lines().toString());
    }

    @Test
    void aBrokenRunIsFailedAndNoPass() {
        Stressed broken = new Stressed(List.of(), "", "the canary was missed", "");
        Validated.Builder report = report(PatchFolder.read(MUTANT));
        report.stressed(broken);
        Validated answer = report.done(1);
        assertEquals(Validated.Verdict.FAILED, answer.verdict(), answer.sentence());
        assertTrue(answer.sentence().contains("the canary was missed"), answer.sentence());
    }

    private static Validated.Builder report(PatchFolder patch) {
        return new Validated.Builder(
                patch, patch.on(), KernelId.parse(patch.on() + " with tried"), List.of());
    }
}
