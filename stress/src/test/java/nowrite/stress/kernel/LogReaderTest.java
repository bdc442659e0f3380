package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.LogException;
import nowrite.stress.kernel.log.LogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is damaged or foreign is refused with its line; what only ends early is not. */
class LogReaderTest {

    private static final String WRITE =
            "{\"e\":\"req\",\"n\":1,\"u\":2,\"t\":10,\"op\":\"WRITE\",\"ino\":2,\"off\":0,"
                    + "\"size\":4096,\"wf\":1,\"w\":[[0,1]]}\n";

    @TempDir private Path folder;

    private KernelLog read(String text) throws IOException {
        Path file = folder.resolve("x.ndjson");
        Files.writeString(file, text);
        return LogReader.read(List.of(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            textBlock =
                    """
            hello                                                        | x.ndjson:2: not a line of JSON
            {"steps":[1,2]}                                              | x.ndjson:2: "e" is
            {"e":"req","n":2,"t":12}                                     | x.ndjson:2: "op" should be a name
            {"e":"req","n":1,"t":12,"op":"READ"}                         | request 1 stands at x.ndjson:1 too
            {"e":"req","n":2,"op":"READ"}                                | "t" should be a number
            {"e":"rep","n":1,"t0":9,"t1":11,"err":0}                     | answered before it was read
            {"e":"rep","n":1,"t0":12,"t1":11,"err":0}                    | ends, at t1, before it begins
            {"e":"end","t":12,"th":3,"op":"load","r":8}                  | which it has not begun
            """)
    void damageIsRefusedWithItsLine(String line, String message) {
        String text = WRITE + line + "\n" + WRITE.replace("\"n\":1", "\"n\":9");
        LogException refused = assertThrows(LogException.class, () -> read(text));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }

    @Test
    void placesNameTheFileThatWillBeKept() throws IOException {
        Path file = folder.resolve("x.ndjson");
        Files.writeString(file, WRITE);
        assertEquals(
                "x.ndjson.gz:1",
                LogReader.read(List.of(file), ".gz").requests().iterator().next().place());
    }

    @Test
    void emptyFileIsRefused() {
        assertTrue(
                assertThrows(LogException.class, () -> read("\n"))
                        .getMessage()
                        .contains("is no log"));
    }

    @Test
    void logMayEndInTheMiddle() throws IOException {
        KernelLog log =
                read(
                        WRITE
                                + "{\"e\":\"rep\",\"n\":7,\"t0\":3,\"t1\":4,\"err\":0}\n"
                                + "{\"e\":\"begin\",\"t\":20,\"th\":1,\"op\":\"fsync\",\"a\":0}\n"
                                + "{\"e\":\"rep\",\"n\":1,\"t0\":3");
        assertEquals(KernelLog.NEVER, log.requests().get(0).replied());
        assertEquals(KernelLog.NEVER, log.operations().get(0).end());
        assertEquals(1, log.withoutRequest());
        assertEquals(2, log.remarks().size(), log.remarks().toString());
    }

    @Test
    void replyThatTheKernelRefusedSaysOnlyWhenItWasOver() throws IOException {
        KernelLog log =
                read(WRITE + "{\"e\":\"rep\",\"n\":1,\"t0\":30,\"t1\":40,\"err\":0,\"wr\":1}\n");
        assertEquals(log.requests().get(0).read(), log.requests().get(0).replying());
    }
}
