package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.stress.cli.home.Checkout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that {@code check}, {@code report} and {@code compare} leave, from end to end. */
class ReportTest {
    private static final String SCENARIO =
            """
            # a store, the flusher and a truncate
            pages    1
            file     1p
            task p   store 0h
            task f   writepages none
            task t   truncate 0
            daemon   any-order
            expect   2.6.26                   violates P13
            expect   2.6.26 without nowrite   violates P1 P2 P13
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
        Path scenario = home.resolve("spec/scenarios/truncate/small.scn");
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

    private String page() throws IOException {
        return Files.readString(home.resolve("target/nowrite/check.html"));
    }

    @Test
    void everyLinkOfTheIndexPageLeadsToAFile() throws IOException {
        assertEquals(0, run("check", "--engine", "explorer"), () -> out + "" + err);
        assertTrue(out.toString().contains("target/nowrite/check.html"), out.toString());
        String page = page();
        assertFalse(page.contains("http-equiv=\"refresh\""), "a finished page reloads itself");
        Matcher links = Pattern.compile("href=\"([^\"#]+)").matcher(page);
        int count = 0;
        while (links.find()) {
            Path file = home.resolve("target/nowrite").resolve(links.group(1));
            assertTrue(Files.isRegularFile(file), file + " is missing");
            count++;
        }
        assertTrue(count >= 4, count + " links");
        assertTrue(page.contains(">new</td>"), "the first run is new");
    }

    @Test
    void theChangeSinceTheLastRunIsShownAndReportShowsItAgain() throws IOException {
        assertEquals(0, run("check", "--engine", "explorer"));
        Path scenario = home.resolve("spec/scenarios/truncate/small.scn");
        Files.writeString(scenario, SCENARIO.replace("truncate 0", "chmod"));
        run("check", "--engine", "explorer");
        assertTrue(Pattern.compile("[+-][\\d,]+ states").matcher(page()).find(), page());
        String before = page();
        Files.delete(home.resolve("target/nowrite/check.html"));
        assertEquals(0, run("report"), err::toString);
        assertEquals("target/nowrite/check.html", out.toString().strip());
        String written = "written [-0-9: ]+";
        assertEquals(
                before.replaceAll(written, "").replace(hash(before), ""),
                page().replaceAll(written, "").replace(hash(page()), ""));
    }

    private static String hash(String page) {
        return page.substring(page.indexOf("sha256-"), page.indexOf("sha256-") + 20);
    }

    @Test
    void compareNamesTheGuard() throws IOException {
        assertEquals(0, run("check", "--engine", "explorer"));
        String trace = "target/nowrite/runs/truncate/small/2.6.26-without-nowrite/explorer/P1.json";
        assertEquals(0, run("compare", trace), err::toString);
        assertTrue(out.toString().contains("the bug is 'nowrite'"), out.toString());
        List<String> lines = out.toString().lines().toList();
        String page = lines.get(lines.size() - 1).replace("as a page: ", "");
        assertTrue(Files.isRegularFile(home.resolve(page)), page);
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        assertEquals(64, run("report"));
        assertTrue(err.toString().contains("./nowrite check makes one"), err.toString());
        assertEquals(64, run("report", "nonsense"));
        assertTrue(err.toString().contains("there is no run 'nonsense'"), err.toString());
        assertEquals(64, run("compare", "nowhere.json"));
        assertTrue(err.toString().contains("there is no file nowhere.json"), err.toString());
        Path foreign = Files.writeString(home.resolve("foreign.json"), "{\"a\": 1}");
        assertEquals(64, run("report", foreign.toString()));
        assertTrue(err.toString().contains("this is not a trace"), err.toString());
    }

    @Test
    void aKernelWithAllGuardsHasNoTwin() throws IOException {
        assertEquals(0, run("check", "--engine", "explorer"));
        String trace = "target/nowrite/runs/truncate/small/2.6.26/explorer/P13.json";
        assertEquals(64, run("compare", trace));
        assertTrue(err.toString().contains("every guard in place"), err.toString());
    }
}
