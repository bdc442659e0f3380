package nowrite.stress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import nowrite.model.Kernels;
import nowrite.spec.Property;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.explore.ExplorerEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bugs are known, what is timed, and where the table goes. */
class BugsTableTest {
    private static final Checkout CHECKOUT =
            new Checkout(Path.of(System.getProperty("nowrite.home")));
    private static final List<Bug> BUGS =
            Bug.all(
                    new Scenarios(CHECKOUT, Kernels.catalogue()).all(),
                    Counts.read(CHECKOUT.counts()));

    /** Answers with the given times, one after the other. */
    private record Fixed(ArrayDeque<Double> times) implements BugFinder {
        static Fixed of(Double... times) {
            return new Fixed(new ArrayDeque<>(Arrays.asList(times)));
        }

        @Override
        public String engine() {
            return "fixed";
        }

        @Override
        public double seconds(Bug bug) {
            return times.pop();
        }
    }

    private static Bug bug(String change) {
        return BUGS.stream().filter(b -> b.change().equals(change)).findFirst().orElseThrow();
    }

    @Test
    void aBugIsWhatTheGenerationItselfDoesNotViolate() {
        assertEquals(
                Set.of(Property.P8), bug("without wake-at-completion").properties(), "not P13");
        List<String> changes = BUGS.stream().map(Bug::change).toList();
        assertEquals(changes.stream().sorted().distinct().toList(), changes);
        assertTrue(changes.containsAll(List.of("without nowrite", "with nfs-style")));
    }

    @Test
    void theExplorerFindsOneAndMissesAnother() throws InterruptedException {
        BugFinder finder = new EngineFinder(new ExplorerEngine());
        assertTrue(finder.seconds(bug("without wake-at-completion")) > 0);
        Bug real = bug("without wake-at-completion");
        Bug wrong = new Bug(real.kernel(), real.scenario(), Set.of(Property.P4));
        assertEquals(BugFinder.NOT_FOUND, finder.seconds(wrong));
    }

    @Test
    void theMedianIsTakenAndAMissIsAMiss() throws InterruptedException {
        Bug bug = BUGS.get(0);
        assertEquals(2, BugsTable.median(Fixed.of(9.0, 1.0, 2.0), bug, 3));
        assertEquals(
                BugFinder.NOT_FOUND, BugsTable.median(Fixed.of(1.0, BugFinder.NOT_FOUND), bug, 3));
        List<BugsTable.Line> heard = new ArrayList<>();
        BugsTable table =
                BugsTable.measure(
                        List.of(bug), List.of(Fixed.of(BugFinder.NOT_FOUND)), "m", 1, heard::add);
        assertEquals(70, table.exitCode());
        assertTrue(table.missed().contains(bug.kernel().toString()), table.missed());
        assertTrue(table.markdown().contains("| not found |"), table.markdown());
        assertEquals(1, heard.size());
    }

    @Test
    void theTableGoesBetweenTheMarks(@TempDir Path folder) throws IOException {
        BugsTable table = new BugsTable(1, "m", 1, List.of("explorer"), List.of());
        Path document = folder.resolve("d.md");
        Files.writeString(
                document, "a\n<!-- generated: begin -->\nold\n<!-- generated: end -->\nb\n");
        table.write(document);
        String text = Files.readString(document);
        assertTrue(text.startsWith("a\n") && text.endsWith("\nb\n"), text);
        assertTrue(text.contains("| kernel |") && !text.contains("old"), text);
        Files.writeString(document, "a\n");
        assertThrows(UsageException.class, () -> table.write(document));
    }
}
