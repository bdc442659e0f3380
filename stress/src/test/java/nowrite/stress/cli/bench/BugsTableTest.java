package nowrite.stress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

    /** Answers as it is told, one answer after the other. */
    private record Fixed(ArrayDeque<Answer> answers) implements BugFinder {
        static Fixed of(Answer... answers) {
            return new Fixed(new ArrayDeque<>(Arrays.asList(answers)));
        }

        @Override
        public String engine() {
            return "fixed";
        }

        @Override
        public Answer ask(Bug bug) {
            return answers.pop();
        }
    }

    private static BugsTable table(Answer... answers) throws InterruptedException {
        List<Bug> bugs = BUGS.subList(0, answers.length);
        return BugsTable.measure(bugs, List.of(Fixed.of(answers)), "m", 1, row -> {});
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
        BugFinder finder =
                new EngineFinder(new ExplorerEngine(), (scenario, kernel) -> Optional.empty());
        assertTrue(finder.ask(bug("without wake-at-completion")).isFound());
        Bug real = bug("without wake-at-completion");
        Bug wrong = new Bug(real.kernel(), real.scenario(), Set.of(Property.P4));
        assertEquals(Answer.Kind.NOT_FOUND, finder.ask(wrong).kind());
    }

    @Test
    void theMedianIsTakenAndAMissIsAMiss() throws InterruptedException {
        Bug bug = BUGS.get(0);
        Fixed three = Fixed.of(Answer.found(9), Answer.found(1), Answer.found(2));
        assertEquals(2, BugsTable.median(three, bug, 3).seconds());
        Answer missed = Answer.notFound("reproduce: it");
        assertEquals(missed, BugsTable.median(Fixed.of(Answer.found(1), missed), bug, 3));
        BugsTable table = table(missed);
        assertEquals(70, table.exitCode());
        assertTrue(table.missed().contains(bug.kernel().toString()), table.missed());
        assertTrue(table.missed().contains("reproduce: it"), table.missed());
        assertTrue(table.markdown().contains("| not found (1) |"), table.markdown());
    }

    @Test
    void whatWasNotAskedHasItsReasonBelowTheTable() throws InterruptedException {
        BugsTable table =
                table(
                        Answer.notAsked("no twin"),
                        Answer.found(1.5, "S05"),
                        Answer.notAsked("no twin"),
                        Answer.notAsked("silent"));
        String text = table.markdown();
        assertEquals(2, text.lines().filter(l -> l.endsWith("| not asked (1) |")).count(), text);
        assertEquals(1, text.lines().filter(l -> l.endsWith("| not asked (2) |")).count(), text);
        assertTrue(text.contains("| 1.50 (S05) |"), text);
        assertTrue(text.endsWith("\n\n1. no twin.\n2. silent.\n"), text);
        assertEquals(0, table.exitCode());
        assertTrue(BugsTable.line(table.rows().get(0), table.engines()).contains("no twin"));
    }

    @Test
    void anEngineThatTheMachineCannotRunIsSkippedAndNotAPass() throws InterruptedException {
        BugsTable table = table(Answer.found(1), Answer.skipped("there is no JDK for it"));
        assertEquals(69, table.exitCode());
        assertTrue(table.missed().startsWith("skipped: "), table.missed());
        assertTrue(table.markdown().contains("1. there is no JDK for it."), table.markdown());
        assertEquals(70, table(Answer.skipped("x"), Answer.notFound("y")).exitCode());
    }

    @Test
    void theTableGoesBetweenTheMarks(@TempDir Path folder) throws IOException {
        BugsTable table = new BugsTable(2, "m", 1, List.of("explorer"), List.of());
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
