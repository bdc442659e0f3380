package nowrite.stress.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.hardware.TestReport.OutcomeCount;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is made of herd7's answers. herd7 itself is not here: a shell script stands for it, which
 * prints what the kernel's documentation of the memory model shows as herd7's output.
 */
class LitmusTest {
    private static final String NAME = "waitqueue-both-fences";
    private static final Path FILE =
            Path.of(System.getProperty("nowrite.home"), "spec/litmus", NAME + ".litmus");
    private static final String NEVER = answer("No", "Never 0 3", "");
    private static final String SOMETIMES = answer("Ok", "Sometimes 1 3", "");

    @TempDir private Path folder;
    private Path files;
    private Path model;

    @BeforeEach
    void oneFileAndAModel() throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        Files.copy(FILE, files.resolve(NAME + ".litmus"));
        model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("linux-kernel.cfg"), "model linux-kernel.cat\n");
    }

    /** The form of an answer, with the condition of the file. */
    private static String answer(String ok, String observation, String flag) {
        String[] counts = observation.split(" ");
        return "Test "
                + NAME
                + " Allowed\nStates 3\n0:r0=0; 1:r0=1;\n0:r0=1; 1:r0=0;\n0:r0=1; 1:r0=1;\n"
                + ok
                + "\nWitnesses\nPositive: "
                + counts[1]
                + " Negative: "
                + counts[2]
                + "\n"
                + flag
                + "Condition exists (0:r0=0 /\\ 1:r0=0)\nObservation "
                + NAME
                + " "
                + observation
                + "\nTime "
                + NAME
                + " 0.01\nHash=d66d99523e2cac6b06e66f4c995ebb48\n";
    }

    /** A herd7 that insists on how it is called, then does the rest of its script. */
    private Litmus.Result ask(String script) throws IOException, InterruptedException {
        Path herd = folder.resolve("herd7");
        Files.writeString(
                herd,
                "#!/bin/sh\n"
                        + "[ \"$1\" = -conf ] && [ -r \"$2\" ] && [ -r \"$3\" ] && [ $# = 3 ] || exit 9\n"
                        + script);
        assertTrue(herd.toFile().setExecutable(true));
        List<Litmus.Result> results =
                new Litmus(herd.toString(), model, Duration.ofSeconds(2))
                        .run(files, folder.resolve("out"));
        assertEquals(1, results.size());
        assertEquals(NAME, results.get(0).name());
        assertEquals("Never", results.get(0).expected());
        return results.get(0);
    }

    private Litmus.Result answered(String text) throws IOException, InterruptedException {
        return ask("cat <<'END'\n" + text + "END\n");
    }

    private static StressRun run(Litmus.Result result) {
        TestReport canary =
                new TestReport(
                        "S01",
                        2,
                        nowrite.stress.hardware.Verdict.SEEN,
                        9,
                        List.of(new OutcomeCount("0, 0", 9, "ACCEPTABLE_INTERESTING", "seen")),
                        null);
        MachineFacts machine = new MachineFacts("CPU X", "amd64", 4, 2, "17", "-f 1", "abc");
        return new StressRun(
                StressRun.SCHEMA,
                "id",
                "quick",
                machine,
                1000,
                List.of(canary),
                List.of(result),
                null,
                "./nowrite stress");
    }

    private static void assertSaid(
            Litmus.Result result, Litmus.Verdict verdict, String message, int exitCode) {
        assertEquals(verdict, result.verdict(), result.toString());
        assertTrue(result.message().contains(message), result.message());
        assertEquals(exitCode, run(result).exitCode());
        String text = StressText.of(run(result));
        assertTrue(text.contains(result.message()), text);
        assertTrue(text.contains("1 litmus files " + verdict.word()), text);
    }

    @Test
    void theSameResultIsConfirmed() throws IOException, InterruptedException {
        Litmus.Result result = answered(NEVER);
        assertEquals(Litmus.Verdict.CONFIRMED, result.verdict(), result.toString());
        assertEquals(0, run(result).exitCode());
        assertTrue(StressText.of(run(result)).contains("confirmed by herd7"));
        assertTrue(StressJUnit.of(run(result)).contains("tests=\"2\" failures=\"0\" errors=\"0\""));
        assertEquals(NEVER, Files.readString(folder.resolve("out/" + NAME + ".txt")));
    }

    @Test
    void anotherResultDiffersAndFailsTheRun() throws IOException, InterruptedException {
        Litmus.Result result = answered(SOMETIMES);
        assertSaid(result, Litmus.Verdict.DIFFERS, "herd7 says Sometimes; reproduce: cd ", 1);
        String junit = StressJUnit.of(run(result));
        assertTrue(junit.contains("failures=\"1\""), junit);
        assertTrue(junit.contains("<failure message=\"herd7 says Sometimes"), junit);
    }

    @Test
    void aResultThatSaysNothingIsNotBelieved() throws IOException, InterruptedException {
        assertSaid(
                answered(answer("No", "Never 0 0", "")),
                Litmus.Verdict.FAILED,
                "no execution at all",
                70);
        assertSaid(
                answered(answer("No", "Never 0 3", "Flag data-race\n")),
                Litmus.Verdict.DIFFERS,
                "flags data-race",
                1);
        assertSaid(
                answered(NEVER.replace(NAME, "other")),
                Litmus.Verdict.FAILED,
                "speaks of other",
                70);
        assertSaid(answered("Test\n"), Litmus.Verdict.FAILED, "no observation", 70);
    }

    @Test
    void aHerdThatBreaksOrHangsHasFailed() throws IOException, InterruptedException {
        assertSaid(
                ask("echo 'Observation " + NAME + " Never 0 3'; exit 2\n"),
                Litmus.Verdict.FAILED,
                "exit code 2",
                70);
        assertSaid(ask("exec sleep 60\n"), Litmus.Verdict.FAILED, "did not end in 2 s", 70);
    }

    @Test
    void whatIsNotInstalledIsUntestedAndNotPassed() throws InterruptedException {
        Duration patience = Duration.ofSeconds(2);
        Litmus.Result none = new Litmus("herd7", null, patience).run(files, folder).get(0);
        assertSaid(none, Litmus.Verdict.UNTESTED, "needs herd7 and NOWRITE_LKMM=DIR", 0);
        assertTrue(StressJUnit.of(run(none)).contains("skipped=\"1\""), StressJUnit.of(run(none)));
        String missing = folder.resolve("no-herd7").toString();
        assertSaid(
                new Litmus(missing, model, patience).run(files, folder).get(0),
                Litmus.Verdict.UNTESTED,
                "herd7 could not be started",
                0);
    }

    @Test
    void aFolderWithoutTheModelIsRefused() {
        UsageException e =
                assertThrows(
                        UsageException.class,
                        () -> new Litmus("herd7", folder, Duration.ofSeconds(2)));
        assertTrue(e.getMessage().contains("has no linux-kernel.cfg"), e.getMessage());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
