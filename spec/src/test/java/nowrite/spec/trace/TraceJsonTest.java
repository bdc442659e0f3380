package nowrite.spec.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceJsonTest {

    private static final String JSON = TraceJson.write(Samples.columns());

    @Test
    void hasAFixedForm() throws IOException {
        Golden.check("trace.json", JSON);
    }

    @Test
    void readsWhatItWrites(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t.json"), JSON);
        assertEquals(Samples.columns(), TraceJson.read(file));
        assertEquals(Samples.list(), TraceJson.parse("x", TraceJson.write(Samples.list())));
    }

    @Test
    void statesFollowFromTheChanges() {
        List<Map<String, String>> states = Samples.columns().states();
        assertEquals(5, states.size());
        assertEquals("2", states.get(0).get("i_size"));
        assertEquals("NOWRITE", states.get(2).get("writectr"));
        assertEquals(null, states.get(4).get("i_size"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            "schema" : 3                | "schema" : 4               | schema version 4, but this program reads version 3
            "schema" : 3,               | ''                         | schema is missing, so this is not a trace
            "engine" : "tlc",           | ''                         | engine is missing
            "engine" : "tlc"            | "machine" : "tlc"          | machine: there is no such field; what can stand here: bounds,
            "end" : "violated"          | "end" : "well"             | end is 'well'
            "n" : 2,                    | "n" : 7,                   | step 2: has the number 7
            "label" : "daemon:reply",   | ''                         | step 4: label is missing
            "from" : "1"                | "from" : "0"               | step 2: frame0.1.dirty changes from 0, but was 1
            "n" : 2,                    | "n" : "two",               | steps.[1].n: must be a whole number, and is two
            "cycle" : [ ],              | "cycle" : 7,               | cycle: must be a list
            "n" : 2,                    | "n" : 2 2,                 | was expecting comma
            "tasks" : [                 | "tasks" : [], "x" : [      | x: there is no such field
            "end" : "violated"          | "end" : "violated", "loopStart" : 9 | loopStart 9 is not a step
            "steps" : [                 | "moves" : [                | steps are missing
            "path" : "frame0.1.dirty"   | "path" : "nonsense"        | nonsense changes from 1, but is nowhere before
            """)
    void aBrokenTraceNamesThePlace(String good, String bad, String reason) {
        assertTrue(JSON.contains(good), good);
        String broken = JSON.replaceFirst(java.util.regex.Pattern.quote(good), bad);
        TraceException e =
                assertThrows(TraceException.class, () -> TraceJson.parse("t.json", broken));
        assertTrue(e.getMessage().startsWith("t.json:"), e.getMessage());
        assertTrue(e.getMessage().contains(reason), e.getMessage());
    }

    @Test
    void aTraceThatIsCutOffNamesLineAndColumn() {
        String cut = JSON.substring(0, JSON.length() / 2);
        TraceException e = assertThrows(TraceException.class, () -> TraceJson.parse("t.json", cut));
        assertTrue(e.getMessage().matches("(?s)t\\.json:[0-9]+:[0-9]+: .*"), e.getMessage());
    }

    @Test
    void twoTracesInOneFileAreRefused() {
        assertThrows(TraceException.class, () -> TraceJson.parse("t.json", JSON + JSON));
    }
}
