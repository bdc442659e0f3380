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
import java.util.List;
import java.util.stream.Stream;
import nowrite.stress.cli.home.Checkout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code check} and {@code explore} from end to end, on a scenario that both engines decide fast.
 */
class CheckTest {

    private static final String SCENARIO =
            """
            # a store and a truncate
            pages    1
            file     1p
            task p   store 0h
            task t   truncate 0
            daemon   any-order
            expect   2.6.26   violates P13
            """;

    @TempDir private Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private String realHome;
    private Path scenario;

    @BeforeEach
    void makeCheckout() throws IOException {
        realHome = System.getProperty(Checkout.HOME);
        Path tla = Files.createDirectories(home.resolve("spec/tla"));
        try (Stream<Path> modules = Files.list(Path.of(realHome, "spec/tla"))) {
            for (Path module : modules.filter(Files::isRegularFile).toList()) {
                Files.copy(module, tla.resolve(module.getFileName()));
            }
        }
        scenario = home.resolve("spec/scenarios/truncate/small.scn");
        Files.createDirectories(scenario.getParent());
        Files.writeString(scenario, SCENARIO);
        System.setProperty(Checkout.HOME, home.toString());
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

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void whatHasTooManyStatesIsSkippedWithAReasonUntilItIsAskedFor() throws IOException {
        Files.writeString(
                home.resolve("spec/scenarios/counts.tsv"), "truncate/small\t2.6.26\t500001\t0\n");
        Files.writeString(
                scenario.resolveSibling("other.scn"), SCENARIO.replace("a store", "once more"));
        run("check", "--engine", "explorer", "--json");
        assertEquals(1, json().get("runs").size());
        assertTrue(json().get("findings").get("notes").toString().contains("500,001"));
        run("check", "truncate/small", "--engine", "explorer", "--json");
        assertEquals("truncate/small", json().at("/runs/0/outcome/scenario").asText());
        run("check", "--deep", "--engine", "explorer", "--json");
        assertEquals(2, json().get("runs").size());
    }

    @Test
    void whatIsLargeForTlcIsLeftToTheExplorerUntilItIsAskedFor() throws IOException {
        Files.writeString(
                home.resolve("spec/scenarios/counts.tsv"), "truncate/small\t2.6.26\t10001\t0\n");
        run("check", "--json");
        assertEquals(1, json().get("runs").size());
        assertEquals("explorer", json().at("/runs/0/outcome/engine").asText());
        assertTrue(json().get("findings").get("notes").toString().contains("7,000"));
        for (String all : List.of("truncate/small", "--deep")) {
            run("check", all, "--json");
            assertEquals(2, json().get("runs").size(), all);
        }
    }

    @Test
    void aCounterexampleThatIsNotFoundAnyMoreIsNotLeftLying() throws IOException {
        run("check", "--engine", "explorer", "--json");
        Path text = Path.of("runs/truncate/small/2.6.26/explorer/P13.txt");
        Path work = new Checkout(home).work();
        assertTrue(Files.exists(work.resolve(text)));
        Files.writeString(
                scenario, SCENARIO.replace("store 0h", "chmod").replace("violates P13", "holds"));
        assertEquals(0, run("check", "--engine", "explorer"), () -> out + "" + err);
        assertFalse(Files.exists(work.resolve(text)));
        assertFalse(Files.exists(work.resolve(text).resolveSibling("P13.json")));
    }

    @Test
    void bothEnginesDecideItAndAgree() throws IOException {
        assertEquals(0, run("check", "--json"), () -> out + "" + err);
        JsonNode report = json();
        assertEquals(0, report.get("exitCode").asInt());
        assertEquals(2, report.get("runs").size());
        JsonNode tlc = report.get("runs").get(0).get("outcome");
        JsonNode explorer = report.get("runs").get(1).get("outcome");
        assertEquals(tlc.get("states"), explorer.get("states"));
        assertEquals("violated", report.at("/grid/0/cells/P13/word").asText());
        assertTrue(report.at("/grid/0/cells/P13/asExpected").asBoolean());
    }

    @Test
    void aVerdictIsRememberedUntilTheScenarioChanges() throws IOException {
        List<String> arguments = List.of("check", "--engine", "explorer", "--json");
        String[] args = arguments.toArray(String[]::new);
        assertEquals(0, run(args));
        assertFalse(json().at("/runs/0/remembered").asBoolean());
        assertEquals(0, run(args));
        assertTrue(json().at("/runs/0/remembered").asBoolean());
        assertEquals(0, run("check", "--engine", "explorer", "--json", "--fresh"));
        assertFalse(json().at("/runs/0/remembered").asBoolean());
        Files.writeString(scenario, SCENARIO.replace("store 0h", "store 1h"));
        assertEquals(0, run(args));
        assertFalse(json().at("/runs/0/remembered").asBoolean());
    }

    @Test
    void aWrongExpectationIsADifferenceThatComesFirst() throws IOException {
        Files.writeString(scenario, SCENARIO.replace("violates P13", "violates P3"));
        assertEquals(1, run("check", "--engine", "explorer"));
        List<String> lines = out.toString().lines().toList();
        assertEquals("DIFFERENT FROM WHAT IS EXPECTED", lines.get(0));
        assertTrue(lines.get(2).contains("P3"), lines.get(2));
        assertTrue(lines.get(3).contains("P13"), lines.get(3));
        assertTrue(out.toString().contains("VIOL!"));
        assertTrue(lines.get(lines.size() - 1).endsWith("(exit code 1)"));
    }

    @Test
    void aLowerCountIsADifferenceUntilItIsAccepted() throws IOException {
        assertEquals(0, run("check", "--engine", "explorer", "--accept"));
        assertTrue(err.toString().contains("1 counts are new"), err.toString());
        Path counts = home.resolve("spec/scenarios/counts.tsv");
        String recorded = Files.readString(counts);
        Files.writeString(counts, recorded.replaceAll("2\\.6\\.26\\t", "2.6.26\t9"));
        assertEquals(1, run("check", "--engine", "explorer"));
        assertTrue(out.toString().contains("behaviour was lost"), out.toString());
        assertEquals(0, run("check", "--engine", "explorer", "--accept"));
        assertEquals(recorded, Files.readString(counts));
    }

    @Test
    void aScenarioThatIsGoneIsADifferenceUntilThatIsAccepted() throws IOException {
        Path other = Files.createDirectories(home.resolve("spec/scenarios/other"));
        Files.writeString(other.resolve("one.scn"), SCENARIO);
        // --engine would make it a part of a check, which cannot know what is gone.
        assertEquals(0, run("check", "--accept"), () -> out + "" + err);
        Files.delete(other.resolve("one.scn"));
        assertEquals(0, run("check", "truncate"), out::toString);
        assertEquals(1, run("check"), out::toString);
        assertTrue(out.toString().contains("other/one, 2.6.26"), out.toString());
        assertTrue(out.toString().contains("it is gone"), out.toString());
        Files.delete(scenario);
        assertEquals(69, run("check"), err::toString);
        assertTrue(err.toString().contains("there is no scenario"), err.toString());
    }

    @Test
    void anEmptiedScenarioIsRefusedWithItsPlace() throws IOException {
        for (String line : List.of("task", "expect", "pages", "file")) {
            Files.writeString(scenario, SCENARIO.replaceAll("(?m)^" + line + " .*\n", ""));
            assertEquals(64, run("check"), out::toString);
            assertTrue(err.toString().contains("small.scn"), err.toString());
            assertTrue(err.toString().contains("'" + line), err.toString());
        }
    }

    @Test
    void aBudgetThatRunsOutIsUnknown() throws IOException {
        assertEquals(2, run("explore", "small", "--states", "3"), out::toString);
        assertTrue(out.toString().contains("unknown (budget)"), out.toString());
        assertFalse(out.toString().contains("holds (exhausted)"), out.toString());
    }

    @Test
    void exploreShowsTheCounterexampleAndReplayRepeatsIt() throws IOException {
        assertEquals(0, run("explore", "small"));
        assertTrue(out.toString().contains("P13 violated"), out.toString());
        String replay =
                out.toString()
                        .lines()
                        .filter(line -> line.startsWith("step by step:"))
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .findFirst()
                        .orElseThrow();
        assertEquals(0, run("replay", home.resolve(replay).toString()), err::toString);
        assertTrue(out.toString().contains("P13"), out.toString());
        String trace = Files.readString(home.resolve(replay));
        Path broken = home.resolve("broken.json");
        Files.writeString(broken, trace.replace("filemap_fault:size", "filemap_fault:nowhere"));
        assertEquals(1, run("replay", broken.toString()), err::toString);
        assertTrue(out.toString().contains("filemap_fault:nowhere"), out.toString());
    }
}
