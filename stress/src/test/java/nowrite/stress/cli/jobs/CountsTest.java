package nowrite.stress.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nowrite.stress.cli.home.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsTest {

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsReadAgainInOrder() throws IOException {
        Path file = folder.resolve("counts.tsv");
        Counts counts = Counts.read(file);
        counts.put("b/two", "2.6.26", new Counts.Count(7, 0));
        counts.put("a/one", "2.6.26 without nowrite", new Counts.Count(5, 9));
        counts.write(file);
        Counts again = Counts.read(file);
        assertEquals(
                Optional.of(new Counts.Count(5, 9)), again.get("a/one", "2.6.26 without nowrite"));
        assertEquals(Optional.empty(), again.get("a/one", "2.6.26"));
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.get(lines.size() - 1).startsWith("b/two\t"));
        assertEquals(1, Files.list(folder).count(), "a temporary file was left behind");
    }

    @Test
    void aWrongLineIsRefusedWithItsPlace() throws IOException {
        Path file = folder.resolve("counts.tsv");
        Files.writeString(file, "# head\na/one\t2.6.26\tmany\t9\n");
        UsageException problem = assertThrows(UsageException.class, () -> Counts.read(file));
        assertTrue(problem.getMessage().contains("counts.tsv:2"), problem.getMessage());
    }
}
