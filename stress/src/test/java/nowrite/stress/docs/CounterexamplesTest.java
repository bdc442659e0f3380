package nowrite.stress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.describe.Description;
import org.junit.jupiter.api.Test;

/** The pages of counterexamples are those of today's scenarios; -Dnowrite.refresh=true writes. */
class CounterexamplesTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final Path FOLDER = HOME.resolve("docs/counterexamples");

    @Test
    void pagesAreUpToDate() throws IOException, InterruptedException {
        Checkout checkout = new Checkout(HOME);
        Map<String, String> pages =
                new Counterexamples(
                                new Scenarios(checkout, Kernels.catalogue()).all(),
                                new Description(checkout.tla()))
                        .pages();
        assertTrue(pages.size() > 5, pages.keySet().toString());
        if (Boolean.getBoolean("nowrite.refresh")) {
            Files.createDirectories(FOLDER);
            for (String stale : files()) {
                Files.delete(FOLDER.resolve(stale));
            }
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
            }
        }
        assertEquals(
                List.copyOf(pages.keySet()), List.copyOf(files()), "pages are missing or stale");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertEquals(
                    page.getValue(),
                    Files.readString(FOLDER.resolve(page.getKey())),
                    page.getKey()
                            + " is stale: mvn -q -o test -Dtest=CounterexamplesTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dnowrite.refresh=true");
        }
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
