package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares with a file; with {@code -Dnowrite.golden=write} writes the file instead. */
final class Golden {
    private Golden() {}

    static void check(String name, String text) throws IOException {
        Path file =
                Path.of(System.getProperty("nowrite.home"))
                        .resolve("stress/src/test/resources/golden")
                        .resolve(name);
        if ("write".equals(System.getProperty("nowrite.golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text, "differs from " + file);
    }
}
