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
        return new FileEngine(folder, Asked.child()).ask(question, 60, 60, n -> {});
    }

    @Test
    void fsyncThatLeavesAnEntryWritableLosesAStore() throws InterruptedException {
        FileEngine.Result result =
                ask(
                        "2.6.26 without mkclean",
                        false,
                        "1 2h | p: store 0h, fsync | p: store 1h, fsync, durable 1h");
        assertEquals("not linearizable", result.word(), result.toString());
        assertTrue(result.history().contains("p durable 1h -> init"), result.history());
        assertEquals(0, result.exitCode());
    }

    @Test
    void theSameWithTheGuardIsAFile() throws InterruptedException {
        FileEngine.Result result =
                ask("2.6.26", true, "1 2h | p: store 0h, fsync | p: store 1h, fsync, durable 1h");
        assertEquals("linearizable (sampled)", result.word(), result.toString());
        assertEquals(0, result.exitCode());
    }

    @Test
    void everyLineOfTheTableCanBeAsked() {
        List<FileQuestion> all = FileQuestion.read(Asked.SCENARIOS);
        assertTrue(all.size() > 0);
        for (FileQuestion question : all) {
            Kernels.catalogue().check(question.kernel());
            assertTrue(new FileProgram(question.program()).programs().size() > 1);
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
