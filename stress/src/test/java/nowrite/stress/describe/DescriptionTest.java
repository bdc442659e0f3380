package nowrite.stress.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.page.TracePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader of a trace learns of its scenario and its kernel all that makes it fail. */
class DescriptionTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final Set<String> LINES =
            Set.of("daemon", "client", "alloc", "max-pages", "dirty-limit");

    private final Description description = new Description(new Checkout(HOME).tla());

    private static Trace traceOf(String kernel) {
        return new Trace(
                Trace.SCHEMA,
                "own/trace",
                kernel,
                "explorer",
                "P6",
                "A sentence.",
                "1 page",
                "./nowrite explore own/trace",
                List.of("p"),
                Map.of("i_size", "2", "p.pc", "done"),
                List.of(),
                "violated",
                null,
                List.of());
    }

    /** The lines of a scenario's file that say what may happen, with single spaces. */
    private static List<String> lines(Scenario scenario) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(scenario.path())) {
            String bare = line.replaceFirst("#.*", "").strip().replaceAll("\\s+", " ");
            if (LINES.contains(bare.split(" ")[0])) {
                lines.add(bare);
            }
        }
        return lines;
    }

    @Test
    void everyLineThatSaysWhatMayHappenStandsInTheTextThePageAndTheJson() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (Scenario scenario : new Scenarios(new Checkout(HOME), Kernels.catalogue()).all()) {
            Trace trace = description.add(traceOf("6.18"), scenario);
            String text = TraceText.render(trace).replaceAll("\\s+", " ");
            String page = TracePage.of(trace);
            String head = page.substring(0, page.indexOf("What happens"));
            for (String line : lines(scenario)) {
                boolean daemon = line.startsWith("daemon ");
                String words = daemon ? line.substring("daemon ".length()) : line;
                String ofTrace = daemon ? trace.daemon() : trace.settings().toString();
                seen.add(line);
                assertTrue(sameWords(ofTrace, words), scenario.name() + ": " + ofTrace);
                assertTrue(text.contains(daemon ? "daemon " + ofTrace : line), text);
                assertTrue(head.contains("<code>" + (daemon ? ofTrace : line)), head);
                assertTrue(TraceJson.write(trace).contains("\"" + (daemon ? ofTrace : line)));
            }
        }
        for (String line :
                List.of(
                        "daemon any-order, write may fail",
                        "daemon any-order, no FSYNC",
                        "daemon any-order, no FLUSH",
                        "daemon any-order, allocates r",
                        "dirty-limit 1 free-run 1",
                        "client metadata",
                        "alloc may-fail",
                        "max-pages 1")) {
            assertTrue(seen.contains(line), line + " is in no scenario, so nobody has looked");
        }
    }

    /** The outcomes of SETATTR may stand in another order. */
    private static boolean sameWords(String text, String words) {
        return text.contains(words)
                || new TreeSet<>(List.of(text.split(" ")))
                        .equals(new TreeSet<>(List.of(words.split(" "))));
    }

    @Test
    void whatEveryFileSystemHasAndThereIsNoDaemonOf() {
        Scenarios scenarios = new Scenarios(new Checkout(HOME), Kernels.catalogue());
        Trace trace = description.add(traceOf("6.18"), scenarios.one("mkwrite/client-fsync"));
        assertFalse(TraceText.render(trace).contains("daemon"), TraceText.render(trace));
    }

    @Test
    void whatIsBeyondTheLimitNamesIt() throws InterruptedException {
        Scenario scenario =
                new Scenarios(new Checkout(HOME), Kernels.catalogue()).one("limits/free-run");
        Trace found =
                new ExplorerEngine()
                        .run(
                                scenario,
                                KernelId.parse("2.6.30"),
                                Limits.ofTime(Duration.ofMinutes(1)),
                                Progress.NONE)
                        .traces()
                        .get(Property.P17);
        assertEquals(
                "Of the device 1 page is dirty and 2 under writeback: 3, where the limit of 1 page"
                        + " (dirty-limit 1 free-run 1) and one for each task allow 2; nobody was"
                        + " held up.",
                Reading.of(description.add(found, scenario)).wrong());
    }

    @Test
    void everyChangeOfAKernelHasAWholeSentence() {
        for (Map.Entry<String, Set<String>> kernel : Kernels.catalogue().changes().entrySet()) {
            for (String change : kernel.getValue()) {
                String sentence = description.sentence(change);
                assertTrue(sentence.endsWith("."), change + ": " + sentence);
            }
        }
    }

    @Test
    void aSentenceMayHaveSeveralLinesAndIsThatOfItsOwnOperators(@TempDir Path tla)
            throws IOException {
        Files.writeString(
                tla.resolve("Client.tla"),
                """
                (* two-lines: the client's part. *)
                Y__with_two_lines == TRUE
                """);
        Files.writeString(
                tla.resolve("Linux.tla"),
                """
                (* two-lines: it begins here,  *)
                (* and it ends here.           *)
                X__with_two_lines(t) == TRUE
                (* Another comment. *)
                Z__with_two_lines == TRUE

                (* fix: taken out. *)
                X__since_6_1__without_fix(t) == TRUE

                (* fix: put in. *)
                X__with_fix == TRUE
                """);
        Description toy = new Description(tla);
        assertEquals("it begins here, and it ends here.", toy.sentence("with two-lines"));
        assertEquals("taken out.", toy.sentence("without fix"));
        assertEquals("put in.", toy.sentence("with fix"));
        assertEquals("", toy.sentence("without two-lines"));
    }
}
