package nowrite.stress.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.Twin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pages in a real browser: nothing overflows, keys and links work, nothing is loaded, contrast
 * and roles are right. Skipped, with the reason, where no browser is installed. With {@code
 * -Dnowrite.pictures=DIR} it leaves pictures of the pages there.
 */
class BrowserTest {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String OVERFLOWS =
            "document.documentElement.scrollWidth > document.documentElement.clientWidth";

    @TempDir private static Path folder;

    private static final Map<String, Path> PAGES = new LinkedHashMap<>();
    private static Browser browser;
    private static Trace longest;

    @BeforeAll
    static void openTheBrowser() throws Exception {
        Optional<Path> program = Browser.installed();
        if (program.isEmpty()) {
            String reason = "skipped: there is no chromium and no google-chrome on the PATH";
            System.err.println("BrowserTest " + reason);
            Assumptions.abort(reason);
        }
        longest = Samples.found("fsync/vfs-order", "2.6.26", Property.P5);
        String launder = "2.6.26 without invalidate-after-release";
        String bias = "2.6.26 without bias";
        Trace inFlight = Samples.found("truncate/in-flight", bias, Property.P2);
        page("longest", TracePage.of(longest));
        page("deadlock", TracePage.of(Samples.found("setattr/launder", launder, Property.P8)));
        page("in-flight", TracePage.of(inFlight));
        page("unknown-path", TracePage.of(Samples.small()));
        page("four-tasks", TracePage.of(Samples.stretched(30)));
        Twin.Result twin =
                Twin.of(inFlight, Samples.scenario("truncate/in-flight"), KernelId.parse("2.6.26"));
        page("compare", ComparePage.of(Comparison.of(inFlight, twin)));
        page("index", IndexPage.of(IndexPageTest.index(3, 3)));
        page("running", IndexPage.of(IndexPageTest.index(2, 3)).replace("\"refresh\"", "\"x\""));
        browser = Browser.start(program.get());
    }

    private static void page(String name, String html) throws IOException {
        PAGES.put(name, Files.writeString(folder.resolve(name + ".html"), html));
    }

    @AfterAll
    static void closeTheBrowser() throws IOException {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void nothingOverflowsAndNothingIsLoaded() throws IOException {
        try (Tab tab = browser.tab()) {
            for (Map.Entry<String, Path> page : PAGES.entrySet()) {
                for (int width : List.of(1280, 390)) {
                    for (boolean programs : List.of(true, false)) {
                        tab.as(width, programs, false).open(page.getValue(), "");
                        String what = page.getKey() + " at " + width + ", programs " + programs;
                        assertFalse(tab.eval(OVERFLOWS).asBoolean(), what + " overflows");
                        assertTrue(tab.eval("document.body.innerText.length > 200").asBoolean());
                    }
                }
            }
            assertEquals(List.of(), tab.requests());
            assertEquals(List.of(), tab.complaints());
        }
    }

    @Test
    void whatIsPlantedIsSeen() throws IOException {
        String html =
                TracePage.of(Samples.small())
                        .replace(
                                "<main>",
                                "<main><img src=\"https://example.invalid/x.png\">"
                                        + "<svg width=\"3000\" height=\"9\"></svg>"
                                        + "<font color=\"#ddd\">hardly to be read</font>");
        Path planted = Files.writeString(folder.resolve("planted.html"), html);
        try (Tab tab = browser.tab()) {
            tab.as(1280, true, false).open(planted, "");
            assertTrue(tab.eval(OVERFLOWS).asBoolean(), "the wide drawing is not seen");
            assertTrue(
                    tab.complaints().stream().anyMatch(text -> text.contains("example.invalid")),
                    "the policy let a picture through: " + tab.complaints());
            String found = String.join(" ", axe(tab, false));
            assertTrue(found.contains("color-contrast"), found);
            assertTrue(found.contains("image-alt"), found);
        }
    }

    @Test
    void contrastAndRolesAreRight() throws IOException {
        try (Tab tab = browser.tab()) {
            for (String page : List.of("longest", "deadlock", "four-tasks", "compare", "index")) {
                for (boolean dark : List.of(false, true)) {
                    tab.as(1280, true, dark).open(PAGES.get(page), "");
                    tab.eval("for (const d of document.querySelectorAll('details')) d.open = true");
                    assertEquals(List.of(), axe(tab, dark), page + ", dark " + dark);
                }
            }
        }
    }

    /** What the checker finds wrong: the rule and the first place. */
    private static List<String> axe(Tab tab, boolean onlyContrast) throws IOException {
        try (var in = BrowserTest.class.getResourceAsStream(AXE)) {
            tab.eval(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8) + ";0");
        }
        JsonNode found =
                tab.eval(
                        "axe.run("
                                + (onlyContrast ? "{runOnly: ['color-contrast']}" : "")
                                + ").then(r => r.violations.map(v => v.id + ': ' +"
                                + " v.nodes.length + ' ' + v.nodes[0].html.slice(0, 150) + ' ' +"
                                + " v.nodes[0].failureSummary))");
        List<String> texts = new ArrayList<>();
        found.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @Test
    void keysSelectStepsAndTheAddressFollows() {
        try (Tab tab = browser.tab()) {
            tab.as(1280, true, false).open(PAGES.get("longest"), "#s=7");
            assertEquals("r7", selected(tab));
            tab.key("j");
            assertEquals("r8", selected(tab));
            tab.key("ArrowDown");
            assertEquals("#s=9", tab.eval("location.hash").asText());
            tab.key("k");
            tab.key("ArrowUp");
            assertEquals("r7", selected(tab));
            assertTrue(
                    tab.eval(
                                    "document.querySelector('article.sel').textContent"
                                            + ".startsWith('Step 7 ')")
                            .asBoolean());
            assertEquals(1, tab.eval("document.querySelectorAll('article.sel').length").asInt());
            assertTrue(
                    tab.eval(
                                    "(r => r.top >= 0 && r.bottom <= innerHeight)"
                                            + "(document.getElementById('r7')"
                                            + ".getBoundingClientRect())")
                            .asBoolean(),
                    "the selected row is not in sight");
        }
    }

    private static String selected(Tab tab) {
        return tab.eval("document.querySelector('tr.sel').id").asText();
    }

    @Test
    void theFilterHidesWhatDoesNotMatterAndKeysSkipIt() {
        try (Tab tab = browser.tab()) {
            tab.as(1280, true, false).open(PAGES.get("longest"), "");
            int all = visibleRows(tab);
            assertEquals(longest.steps().size() + 1, all);
            tab.eval("document.getElementById('only').click()");
            int some = visibleRows(tab);
            int matter = tab.eval("document.querySelectorAll('tbody tr.m').length").asInt();
            assertEquals(matter, some);
            assertNotEquals(all, some);
            tab.key("k");
            tab.key("k");
            tab.key("k");
            assertTrue(
                    tab.eval("document.querySelector('tr.sel').offsetParent !== null").asBoolean());
        }
    }

    private static int visibleRows(Tab tab) {
        return tab.eval(
                        "[...document.querySelectorAll('#steps tbody tr')]"
                                + ".filter(r => r.offsetParent !== null).length")
                .asInt();
    }

    @Test
    void aClickOnACellLeadsToItsLastChange() {
        try (Tab tab = browser.tab()) {
            tab.as(1280, true, false).open(PAGES.get("unknown-path"), "");
            // The content of the page was changed by step 3 last.
            tab.eval("document.querySelector('#r9').cells[3].click()");
            assertEquals("r3", selected(tab));
            assertEquals(
                    "p.1 init", tab.eval("document.querySelector('.flash').textContent").asText());
        }
    }

    @Test
    void withoutProgramsALinkLeadsToTheDetail() {
        try (Tab tab = browser.tab()) {
            tab.as(1280, false, false).open(PAGES.get("longest"), "#s=20");
            String detail = "document.querySelector('article:target')";
            assertEquals("s=20", tab.eval(detail + ".id").asText());
            String inSight = "(t => t > -2 && t < innerHeight)(TOP)";
            tab.await(inSight.replace("TOP", detail + ".getBoundingClientRect().top"));
            int shown =
                    tab.eval(
                                    "[...document.querySelectorAll('article')]"
                                            + ".filter(a => a.offsetHeight > 0).length")
                            .asInt();
            assertEquals(longest.steps().size(), shown);
        }
    }

    @Test
    void theTextIsCopiedOrSelected() {
        try (Tab tab = browser.tab()) {
            tab.as(1280, true, false).open(PAGES.get("longest"), "");
            tab.eval("document.getElementById('copy').click()");
            tab.await("document.getElementById('copied').textContent !== ''");
            String text = tab.eval("document.getElementById('text').textContent").asText();
            assertEquals(nowrite.spec.trace.text.TraceText.render(longest), text);
        }
    }

    @Test
    void twoHundredStepsOpenInUnderASecond() throws IOException {
        Path page = folder.resolve("200.html");
        Files.writeString(page, TracePage.of(Samples.stretched(200)));
        double best = Double.MAX_VALUE;
        try (Tab tab = browser.tab()) {
            for (int i = 0; i < 5 && best >= 1000; i++) {
                tab.as(1280, true, false).open(page, "");
                tab.await("performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
                best =
                        Math.min(
                                best,
                                tab.eval(
                                                "performance.getEntriesByType('navigation')[0].loadEventEnd")
                                        .asDouble());
            }
        }
        assertTrue(best < 1000, "it took " + best + " ms");
    }

    @Test
    void picturesForWhoWantsToLook() throws IOException {
        String pictures = System.getProperty("nowrite.pictures");
        Assumptions.assumeTrue(pictures != null, "skipped: -Dnowrite.pictures=DIR was not given");
        try (Tab tab = browser.tab()) {
            for (Map.Entry<String, Path> page : PAGES.entrySet()) {
                for (int width : List.of(1280, 390)) {
                    for (boolean dark : List.of(false, true)) {
                        String name = page.getKey() + "-" + width + (dark ? "-dark" : "") + ".png";
                        tab.as(width, true, dark).open(page.getValue(), "");
                        tab.picture(Path.of(pictures, name));
                    }
                }
                tab.as(1280, true, false).open(page.getValue(), "");
                tab.print(Path.of(pictures, page.getKey() + ".pdf"));
            }
        }
    }
}
