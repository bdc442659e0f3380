package nowrite.spec.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.TraceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log is read as it was written; a damaged one is refused with its line. */
class LogFileTest {

    private static final StepLog LOG =
            new StepLog(
                    "truncate/in-flight",
                    "2.6.26",
                    StepLog.THREADS,
                    "./nowrite run truncate/in-flight --kernel '2.6.26' --times 2 --seed 1",
                    2,
                    Map.of(),
                    List.of(
                            new LogEvent(1, "t", "a:b", 1, 3L, "a:c", Map.of("t.op", "1")),
                            new LogEvent(1, "p", "a:b", 2, 4L, "a:c", Map.of()),
                            new LogEvent(1, "t", "a:c", 5, 6L, "done", Map.of("t.op", "2")),
                            new LogEvent(2, "t", "a:b", 1, null, null, Map.of())));

    @TempDir private Path folder;

    private static List<String> lines() throws IOException {
        StringWriter out = new StringWriter();
        LogFile.write(LOG, out);
        return new ArrayList<>(out.toString().lines().toList());
    }

    private StepLog read(List<String> lines) throws IOException {
        Path file = folder.resolve("threads.ndjson");
        Files.write(file, lines);
        return LogFile.read(file);
    }

    private void assertRefused(List<String> lines, int line, String why) {
        TraceException e = assertThrows(TraceException.class, () -> read(lines));
        assertTrue(e.getMessage().contains("threads.ndjson:" + line + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(why), e.getMessage());
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        assertEquals(LOG, read(lines()));
        assertEquals(2, LogFile.line(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    1 | "nowriteLog":1   | "nowriteLog":9    | version 9, but this program reads version 1
                    1 | nowriteLog       | somethingElse     | not a log of steps
                    1 | "engine"         | "motor"           | Unrecognized field "motor"
                    1 | "runs":2         | "runs":0          | runs is not a number above 0
                    2 | "begin":1        | "begin":"x"       | begin: Cannot
                    2 | {                | [                 | from Array value
                    3 | "task":"p"       | "task":null       | task is missing
                    3 | "end":4          | "end":1           | ends before it begins
                    3 | ,"end":4         | ''                | end and next go together
                    4 | "begin":5        | "begin":2         | begins before the step of t before it has ended
                    4 | "run":1          | "run":3           | run 3 after run 1 of 2
                    5 | "run":2          | "run":"two"       | run: Cannot
                    5 | "saw":{}         | "saw":{"a":"1","a":"2"} | Duplicate field
                    """)
    void aDamagedLineIsRefused(int line, String what, String by, String why) throws IOException {
        List<String> lines = lines();
        String damaged = lines.get(line - 1).replace(what, by);
        assertTrue(!damaged.equals(lines.get(line - 1)), damaged);
        lines.set(line - 1, damaged);
        assertRefused(lines, line, why);
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        assertRefused(lines().subList(0, 4), 4, "after 3 events, but its head says 4");
        assertRefused(List.of(), 0, "the file is empty");
        List<String> half = lines();
        half.set(4, half.get(4).substring(0, 20));
        assertRefused(half, 5, "end");
    }
}
