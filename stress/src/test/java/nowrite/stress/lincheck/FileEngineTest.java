package nowrite.stress.lincheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users of a file see is held against a POSIX file. */
class FileEngineTest {
    @TempDir Path folder;

    private FileEngine.Result ask(String kernel, boolean linearizable, String program)
            throws InterruptedException {
        FileQuestion question =
                new FileQuestion("mine", 2, KernelId.parse(kernel), linearizable, program);
        return new FileEngine(folder, Asked.child()).ask(question, 20, 60, n -> {});
    }

    @Test
    void fsyncThatLeavesAnEntryWritableLosesAStore() throws InterruptedException {
        FileEngine.Result result =
                ask(
                        "2.6.26 without mkclean",
                        false,
                        "1 2h | p: store 0h, fsync, store 1h, fsync, durable 1h");
        assertEquals("not linearizable", result.word(), result.toString());
        assertTrue(result.history().contains("p durable 1h -> init"), result.history());
        assertEquals(0, result.exitCode());
    }

    @Test
    void theSameWithTheGuardIsAFile() throws InterruptedException {
        FileEngine.Result result =
                ask("2.6.26", true, "1 2h | p: store 0h, fsync, store 1h, fsync, durable 1h");
        assertEquals("linearizable (sampled)", result.word(), result.toString());
        assertEquals(0, result.exitCode());
    }

    @Test
    void aTruncationIsTwoOperationsNotOne() throws InterruptedException {
        String program = "1 2h | q: load 0h, read 0h, load 0h ; t: truncate 0";
        KernelId kernel = KernelId.parse("3.13");
        Path said = folder.resolve("said.txt");
        FileQuestion one = new FileQuestion("one-point", 1, kernel, false, program);
        Child.Answer asOne = Asked.child().ask(one, 1000, 100, said, n -> {});
        assertEquals(Child.Kind.VIOLATED, asOne.kind(), asOne.toString());
        assertTrue(asOne.message().contains("q read 0h -> EOF"), asOne.message());
        FileQuestion two = new FileQuestion("two-points", 2, kernel, true, program);
        Child.Answer asTwo = Asked.child().ask(two, 60, 60, said, n -> {});
        assertTrue(
                asTwo.kind() == Child.Kind.PASSED || asTwo.kind() == Child.Kind.TIME,
                asTwo.toString());
    }

    @Test
    void everyLineOfTheTableCanBeAsked() {
        List<FileQuestion> all = FileQuestion.read(Asked.SCENARIOS);
        assertTrue(all.size() > 0);
        for (FileQuestion question : all) {
            Kernels.catalogue().check(question.kernel());
            assertTrue(new FileProgram(question.program()).programs().size() > 0);
        }
    }

    @Test
    void aWrongLineIsNamed() throws IOException {
        Files.writeString(folder.resolve(FileQuestion.FILE), "head\nmapped\t2\t2.6.26\tmaybe\tx\n");
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> FileQuestion.read(folder));
        assertTrue(wrong.getMessage().contains(FileQuestion.FILE + ":2"), wrong.getMessage());
    }
}
