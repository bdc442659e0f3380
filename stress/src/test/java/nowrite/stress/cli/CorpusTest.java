package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.model.Kernels;
import nowrite.spec.corpus.Corpus;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.docs.ModelMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code corpus} from end to end on one small bug, and the corpus as it is. */
class CorpusTest {
    /** Every bug and question that is known; a new one is added here and in the ledger. */
    private static final String KNOWN =
            """
            D01 D03 D04 D05 D06 D07 D08 D09 D10 D11 D12 D13 D14 D15 D16 D18
            F01 F03 F04 F05 F06 F07 F09 F11 F12 F13 F15 F16 F17 F18 F19 F20 F23 F24 F25 F26 F27
            F28 F29 F30 F31 F32 F33 F34 F35 F37 F38 F39 F40 F42 F43 F45 F46 F47 F48 F49 F50 F51 F52 F53
            M01 M03 M04 M05 M07 M08 M09 M12 M13
            """;

    private static final String SCENARIO =
            """
            # a store and a pass of writeback
            pages    1
            file     1p
            task p   store 0h
            task f   writepages none
            daemon   any-order
            expect   2.6.30                       holds
            expect   2.6.30 without 7658cc289288  violates P13
            """;

    private static final String ENTRY =
            """
            # a page is marked clean while a process can still write it
            # The flag goes first.
            commit    7658cc289288 2006 VM: Fix nasty and subtle race
            function  clear_page_dirty_for_io
            scenario  small
            before    2.6.30 without 7658cc289288  violates P13  # the flag goes first
            after     2.6.30                       holds         # the flag goes last
            bounds    1 page
            """;

    @TempDir private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String realHome;

    @BeforeEach
    void makeCheckout() throws IOException {
        realHome = System.getProperty(Checkout.HOME);
        Path tla = Files.createDirectories(home.resolve("spec/tla"));
        try (Stream<Path> modules = Files.list(Path.of(realHome, "spec/tla"))) {
            for (Path module : modules.filter(Files::isRegularFile).toList()) {
                Files.copy(module, tla.resolve(module.getFileName()));
            }
        }
        System.setProperty(Checkout.HOME, home.toString());
        write(SCENARIO, ENTRY);
    }

    private void write(String scenario, String entry) throws IOException {
        Path folder = Files.createDirectories(home.resolve("spec/corpus/M01-flag-first"));
        Files.createDirectories(home.resolve("spec/scenarios"));
        Files.writeString(home.resolve("spec/scenarios/small.scn"), scenario);
        Files.writeString(folder.resolve(CorpusEntry.FILE), entry);
        Files.writeString(home.resolve("spec/corpus/ledger.tsv"), "M01\tin\n");
    }

    @AfterEach
    void goHome() {
        System.setProperty(Checkout.HOME, realHome);
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Main.run(new PrintWriter(out), new PrintWriter(err), args);
    }

    @Test
    void bothEnginesFindTheBugWithoutItsFixAndHoldWithIt() throws IOException {
        assertEquals(0, run("corpus"), () -> out + "" + err);
        String text = out.toString();
        assertTrue(text.contains("P13  VIOL 1/1  holds 1/1"), text);
        assertTrue(
                Pattern.compile("M01  P13 +[0-9.]+ +[0-9.]+  a page").matcher(text).find(), text);
        assertTrue(text.contains("everything is as expected, in 4 runs"), text);
        JsonNode report =
                new ObjectMapper().readTree(home.resolve("target/nowrite/corpus.json").toFile());
        assertEquals("M01", report.at("/bugs/0/id").asText());
        assertTrue(report.at("/bugs/0/claims/0/met/tlc").asBoolean());
        assertTrue(report.at("/bugs/0/claims/1/met/explorer").asBoolean());
        assertEquals(text, Files.readString(home.resolve("target/nowrite/corpus.txt")));
        assertEquals(0, run("corpus", "2006", "--engine", "explorer", "--json"));
        assertTrue(
                new ObjectMapper().readTree(out.toString()).at("/runs/0/remembered").asBoolean());
    }

    @Test
    void aRevertThatViolatesAnotherPropertyIsNotTheBug() throws IOException {
        write(SCENARIO.replace("P13", "P3"), ENTRY.replace("P13", "P3"));
        assertEquals(1, run("corpus", "--engine", "explorer"));
        String text = out.toString();
        assertTrue(text.startsWith("DIFFERENT FROM WHAT IS EXPECTED"), text);
        assertTrue(
                text.contains("P3 must be violated without the fix, and the verdict is: holds"),
                text);
        assertTrue(text.contains("again: ./nowrite corpus M01 --fresh --engine explorer"), text);
        assertTrue(text.contains("NOT SO"), text);
        assertTrue(text.contains("VIOL 0/1!"), text);
        assertTrue(text.contains("not found"), text);
    }

    @Test
    void aFixWithWhichThePropertyIsStillViolatedIsNone() throws IOException {
        String wrong = SCENARIO.replace("2.6.30                 ", "2.6.26                 ");
        write(wrong, ENTRY.replace("after     2.6.30", "after     2.6.26"));
        assertEquals(1, run("corpus", "--engine", "explorer"));
        assertTrue(
                out.toString().contains("P13 must hold with the fix, and the verdict is: violated"),
                out.toString());
        assertTrue(out.toString().contains("holds 0/1!"), out.toString());
    }

    @Test
    void aPropertyThatIsNeverExercisedIsNotShownToHold() throws IOException {
        write(
                SCENARIO,
                ENTRY.replace("2.6.30                       holds ", "2.6.30 holds P5 P13 "));
        assertEquals(1, run("corpus", "--engine", "explorer"));
        assertTrue(
                out.toString()
                        .contains("P5 must hold with the fix, and the verdict is: not exercised"),
                out.toString());
    }

    @Test
    void whatWasNotSearchedIsUndecided() throws IOException {
        write(SCENARIO + "budget states 5\n", ENTRY);
        assertEquals(2, run("corpus", "--engine", "explorer"), () -> out + "" + err);
        assertTrue(out.toString().contains("UNDECIDED"), out.toString());
        assertFalse(out.toString().contains("as expected, in"), out.toString());
    }

    @Test
    void anEngineThatIsNotAskedIsSkippedByName() throws IOException {
        write(SCENARIO + "engines explorer\n", ENTRY);
        assertEquals(0, run("corpus"));
        assertTrue(out.toString().contains("M01, small, tlc"), out.toString());
        assertTrue(out.toString().contains("skipped: the scenario is for explorer"));
        assertTrue(out.toString().contains("P13  VIOL 1/1  holds 1/1"), out.toString());
    }

    @Test
    void aWrongEntryIsRefusedWithItsPlace() throws IOException {
        write(SCENARIO, ENTRY.replace("violates P13", "violates P3"));
        assertEquals(64, run("corpus"));
        assertTrue(err.toString().contains("entry:6: "), err.toString());
        assertTrue(err.toString().contains("small.scn:8 says the contrary of P3"), err.toString());
        Files.delete(home.resolve("spec/corpus/ledger.tsv"));
        assertEquals(69, run("corpus"));
        assertTrue(err.toString().contains("spec/corpus/ledger.tsv is missing"), err.toString());
    }

    @Test
    void everyKnownBugStandsInTheLedger() {
        assertEquals(
                new TreeSet<>(Set.of(KNOWN.trim().split("\\s+"))), real().ledger().rows().keySet());
    }

    @Test
    void everyFunctionOfAnEntryIsInTheModel() {
        Set<String> functions = ModelMap.kernelFunctions().keySet();
        for (CorpusEntry entry : real().entries()) {
            for (String function : entry.functions()) {
                assertTrue(functions.contains(function), entry.id() + ": " + function);
            }
        }
    }

    private Corpus real() {
        return new Scenarios(new Checkout(Path.of(realHome)), Kernels.catalogue()).corpus();
    }
}
