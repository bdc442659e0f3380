package nowrite.stress.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import nowrite.model.Kernels;
import nowrite.spec.Property;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.lincheck.LincheckEngine;
import nowrite.stress.lincheck.Promised;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bugs Lincheck is asked for, and what it answers. */
class LincheckFinderTest {
    private static final Checkout CHECKOUT =
            new Checkout(Path.of(System.getProperty("nowrite.home")));
    private static final Scenarios SCENARIOS = new Scenarios(CHECKOUT, Kernels.catalogue());
    private static final List<Bug> BUGS = Bug.all(SCENARIOS.all(), Counts.read(CHECKOUT.counts()));
    private static final List<Promised> PROMISES = Promised.read(CHECKOUT.scenarios());
    private static final Supplier<LincheckEngine> NO_JDK =
            () -> {
                throw new LincheckEngine.Refused("there is no JDK for it");
            };

    @TempDir private Path folder;

    private static LincheckFinder finder(List<Promised> promises, Supplier<LincheckEngine> engine) {
        return new LincheckFinder(promises, SCENARIOS::one, engine);
    }

    private LincheckEngine engine(int schedules) {
        return new LincheckEngine(
                CHECKOUT.scenarios(), folder, new LincheckEngine.Sample(schedules, 1));
    }

    private static Bug bug(String change) {
        return BUGS.stream().filter(b -> b.change().equals(change)).findFirst().orElseThrow();
    }

    @Test
    void findsWhatItsTableSaysOnTheJdkThatItNames() throws InterruptedException {
        LincheckFinder finder = finder(PROMISES, () -> engine(15));
        assertEquals("", finder.circumstances());
        Answer answer = finder.ask(bug("without mkclean"));
        assertTrue(answer.isFound() && answer.seconds() > 0, answer.toString());
        assertTrue(
                finder.circumstances().matches("lincheck on JDK (17|18|19|20|21)"),
                finder.circumstances());
    }

    @Test
    void aPromiseThatIsNotKeptIsAMissWithItsCommand() throws InterruptedException {
        // Found after 569 schedules, so not in 5.
        Answer answer = finder(PROMISES, () -> engine(5)).ask(bug("without bias"));
        assertEquals(Answer.Kind.NOT_FOUND, answer.kind(), answer.toString());
        assertTrue(
                answer.text()
                        .contains(
                                "./nowrite lincheck truncate/in-flight --kernel"
                                        + " '2.6.26 without bias'"),
                answer.text());
    }

    @Test
    void whatTheGenerationItselfViolatesIsNoBugOfTheChange() throws InterruptedException {
        Bug bug = bug("without mkclean");
        Promised own = new Promised("fsync/own", bug.kernel(), Property.P13, "assertion", 1);
        Answer answer = finder(List.of(own), NO_JDK).ask(bug);
        assertEquals(Answer.Kind.NOT_ASKED, answer.kind(), answer.toString());
    }

    @Test
    void everyBugIsAskedForOrHasAReason() throws InterruptedException {
        LincheckFinder finder = finder(PROMISES, NO_JDK);
        Map<Answer.Kind, List<String>> changes = new HashMap<>();
        for (Bug bug : BUGS) {
            Answer answer = finder.ask(bug);
            changes.computeIfAbsent(answer.kind(), k -> new ArrayList<>()).add(bug.change());
            assertFalse(answer.text().isEmpty(), bug.change());
            boolean named = PROMISES.stream().anyMatch(p -> p.kernel().equals(bug.kernel()));
            assertEquals(named, answer.kind() == Answer.Kind.SKIPPED, bug + ": " + answer);
        }
        assertTrue(changes.get(Answer.Kind.NOT_ASKED).contains("with nfs-style"), "" + changes);
        assertTrue(changes.get(Answer.Kind.SKIPPED).contains("without nowrite"), "" + changes);
    }

    @Test
    void theReasonIsTheScenarioOrTheTable() throws InterruptedException {
        LincheckFinder finder = finder(PROMISES, () -> fail("it is not asked"));
        assertTrue(finder.ask(bug("with nfs-style")).text().contains("the daemon is silent"));
        assertTrue(finder.ask(bug("without sync-writes")).text().contains("lincheck.tsv"));
        assertTrue(
                finder(List.of(), NO_JDK).ask(bug("without mkclean")).text().contains("no line"));
    }

    @Test
    void anEngineThatRefusesIsNotStartedAgain() throws InterruptedException {
        int[] starts = new int[1];
        LincheckFinder finder =
                finder(
                        PROMISES,
                        () -> {
                            starts[0]++;
                            return NO_JDK.get();
                        });
        assertEquals("skipped: there is no JDK for it", finder.ask(bug("without crop")).toString());
        assertEquals(Answer.Kind.SKIPPED, finder.ask(bug("without mkclean")).kind());
        assertEquals(1, starts[0]);
    }
}
