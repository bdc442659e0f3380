package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A graph file is read only if it is whole. */
class GraphReaderTest {
    private static final String WHOLE =
            """
            nowrite-graph 1
            variables x y
            action Up 1
            action Down 2
            value 0 0
            value 1 <<1, "a b">>
            state 0 0
            init 0
            value 0 1
            state 1 0
            edge 0 1 0
            edge 1 0 1
            end 2 2
            """;

    @TempDir Path folder;

    private TlcGraph.Tables read(String text) throws IOException {
        Path file = folder.resolve("graph.txt");
        Files.writeString(file, text);
        return GraphReader.read(file);
    }

    @Test
    void aWholeFileIsRead() throws IOException {
        TlcGraph.Tables tables = read(WHOLE);
        assertEquals(2, tables.states());
        assertEquals(2, tables.edges());
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() {
        for (int length = 0; length < WHOLE.length() - 1; length++) {
            String cut = WHOLE.substring(0, length);
            TlcException e = assertThrows(TlcException.class, () -> read(cut), cut);
            assertTrue(e.getMessage().contains("line"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nowrite-graph 1, nowrite-graph 2, line 1",
        "edge 0 1 0, edge 0 2 0, there is no state 2 yet",
        "edge 0 1 0, edge 0 1 7, there is no action 7",
        "edge 0 1 0, edge 0 1, line 11",
        "edge 0 1 0, edge 0 1 0 0, it goes on",
        "edge 0 1 0, edge 0 x 0, a number was expected",
        "edge 0 1 0, hedge 0 1 0, 'hedge' is not known",
        "state 1 0, state 1 9, a value that was not written",
        "state 1 0, state 1, line 10",
        "end 2 2, end 2 3, another number of edges",
        "end 2 2, end 3 2, another number of states",
    })
    void aWrongLineIsRefused(String right, String wrong, String says) {
        String text = WHOLE.replace(right + "\n", wrong + "\n");
        TlcException e = assertThrows(TlcException.class, () -> read(text));
        assertTrue(e.getMessage().contains(says), e.getMessage());
    }

    @Test
    void theEdgesOfAStateStandTogether() {
        String apart = WHOLE.replace("edge 1 0 1\n", "edge 1 0 1\nedge 0 1 0\n");
        TlcException e = assertThrows(TlcException.class, () -> read(apart));
        assertTrue(e.getMessage().contains("do not stand together"), e.getMessage());
    }

    @Test
    void nothingFollowsTheEnd() {
        assertThrows(TlcException.class, () -> read(WHOLE + "state 0 0\n"));
    }
}
