package nowrite.stress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.describe.Description;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of counterexamples are those of today's scenarios; -Dnowrite.refresh=true writes. */
class CounterexamplesTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final Path FOLDER = HOME.resolve("docs/counterexamples");

    @Test
    void pagesAreUpToDate() throws IOException, InterruptedException {
        Checkout checkout = new Checkout(HOME);
        Scenarios scenarios = new Scenarios(checkout, Kernels.catalogue());
        Counterexamples counterexamples =
                new Counterexamples(
                        scenarios.all(),
                        scenarios.corpus().entries(),
                        new Description(checkout.tla()));
        Map<String, String> pages = counterexamples.pages();
        assertTrue(counterexamples.shown().size() > 20);
        counterexamples.shown().forEach(CounterexamplesTest::isWellTold);
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
        schedulesOfTheCorpusAreUpToDate(counterexamples.schedules());
    }

    @Test
    void aScheduleThatDiffersIsSeen(@TempDir Path folder) throws IOException {
        Map<Path, String> schedules = new TreeMap<>();
        for (int i = 0; i < 11; i++) {
            Path file = folder.resolve(i + ".txt");
            Files.writeString(file, "a schedule\n");
            schedules.put(file, "a schedule\n");
        }
        schedulesOfTheCorpusAreUpToDate(schedules);
        Files.writeString(folder.resolve("7.txt"), "another\n");
        AssertionError stale =
                assertThrows(
                        AssertionError.class, () -> schedulesOfTheCorpusAreUpToDate(schedules));
        assertTrue(stale.getMessage().contains("7.txt is stale"), stale.getMessage());
        Files.delete(folder.resolve("7.txt"));
        assertThrows(AssertionError.class, () -> schedulesOfTheCorpusAreUpToDate(schedules));
    }

    private static void schedulesOfTheCorpusAreUpToDate(Map<Path, String> schedules)
            throws IOException {
        assertTrue(schedules.size() > 10, schedules.keySet().toString());
        for (Map.Entry<Path, String> schedule : schedules.entrySet()) {
            Path golden = schedule.getKey();
            if (System.getProperty("nowrite.golden", "").equals("write")
                    && golden.startsWith(new Checkout(HOME).root())) {
                Files.writeString(golden, schedule.getValue());
            }
            assertEquals(
                    schedule.getValue(),
                    Files.isRegularFile(golden) ? Files.readString(golden) : "",
                    golden
                            + " is stale: mvn -q -o test -Dtest=CounterexamplesTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dnowrite.golden=write");
        }
    }

    /** What must be so of the text and the reading of any counterexample. */
    private static void isWellTold(Trace trace) {
        String name = trace.scenario() + " on " + trace.kernel() + ", " + trace.property();
        Reading reading = Reading.of(trace);
        TraceText.render(trace)
                .lines()
                .filter(line -> !line.startsWith("reproduce: "))
                .forEach(
                        line -> {
                            assertTrue(line.length() <= TraceText.WIDTH, name + ": " + line);
                            assertTrue(line.matches("[ -~]*"), name + ": " + line);
                        });
        assertTrue(reading.story().size() >= 3, name + ": " + reading.story());
        assertTrue(reading.story().size() <= 7, name + ": " + reading.story());
        assertNotEquals(trace.sentence(), reading.wrong(), name + " is told in general words only");
        assertTrue(reading.matters().contains(trace.steps().size()), name);
        for (int n : reading.matters()) {
            for (int cause : reading.causes(n)) {
                assertTrue(cause < n, name + ": step " + n + " is caused by " + cause);
                assertTrue(
                        reading.matters().contains(cause) || reading.effects(cause).isEmpty(),
                        name + ": step " + cause + " leads to " + n + " and is left out");
            }
        }
        for (Trace.Step step : trace.steps()) {
            boolean told = !reading.effects(step.n()).isEmpty();
            boolean shared =
                    step.changes().stream().anyMatch(c -> c.path().matches("(frame|pte|i_).*"));
            assertTrue(told || !shared, name + ": step " + step.n() + " changes something unseen");
        }
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return new TreeSet<>(files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
