package nowrite.stress.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import nowrite.model.Kernels;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.corpus.Corpus;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Scenarios;
import nowrite.stress.describe.Description;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.selftest.Ledger;
import nowrite.stress.selftest.LedgerTable;
import org.junit.jupiter.api.Test;

/** Tables in docs must say what the sources say; -Dnowrite.refresh=true writes them anew. */
class GeneratedDocsTest {
    private static final Path HOME = Path.of(System.getProperty("nowrite.home"));
    private static final String BEGIN = "<!-- generated%s: begin -->\n";
    private static final String END = "<!-- generated%s: end -->";

    @Test
    void modelMapShowsEveryKernelFunction() throws IOException {
        check("docs/model-map.md", ModelMap.markdown(HOME));
    }

    @Test
    void propertiesAreTheCatalogue() throws IOException {
        check("docs/properties.md", ExpectationTable.properties());
    }

    @Test
    void expectationsAreThoseOfTheScenarios() throws IOException {
        check("docs/expectations.md", ExpectationTable.expectations(scenarios()));
    }

    @Test
    void readmeShowsWhatIsViolated() throws IOException {
        check("README.md", ExpectationTable.grid(scenarios()));
    }

    @Test
    void corpusShowsEveryBugThatIsKnown() throws IOException {
        check("docs/corpus.md", CorpusTables.all(corpus()));
    }

    @Test
    void readmeShowsTheCorpus() throws IOException {
        Corpus corpus = corpus();
        check(
                "README.md",
                " corpus",
                CorpusTables.count(corpus) + "\n" + CorpusTables.grid(corpus.entries()));
    }

    @Test
    void readingATraceShowsARealOneAndExplainsItsMarks() throws IOException, InterruptedException {
        Scenario scenario =
                scenarios().stream()
                        .filter(s -> s.name().equals("truncate/middle"))
                        .findFirst()
                        .orElseThrow();
        Trace trace =
                new ExplorerEngine()
                        .run(
                                scenario,
                                KernelId.parse("2.6.26 without crop"),
                                Limits.ofTime(Duration.ofMinutes(5)),
                                Progress.NONE)
                        .traces()
                        .get(Property.P2);
        String text =
                TraceText.render(new Description(HOME.resolve("spec/tla")).add(trace, scenario));
        check("docs/reading-a-trace.md", "```\n" + text + "```\n");
        String doc = Files.readString(HOME.resolve("docs/reading-a-trace.md"));
        List<String> marks =
                Pattern.compile("(?m)^\\| `([^`]+)` \\|")
                        .matcher(doc)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertTrue(marks.size() > 15, marks.toString());
        String flat = text.replaceAll("\\n +\\| ", " ").replaceAll("\\s+", " ");
        marks.forEach(mark -> assertTrue(flat.contains(mark), mark + " is not in the trace"));
    }

    @Test
    void selftestShowsNumbersAndSurvivors() throws IOException {
        check("docs/selftest.md", LedgerTable.markdown(Ledger.read(HOME.resolve("spec/selftest"))));
    }

    @Test
    void everyExpectationHasAReason() throws IOException {
        for (Scenario scenario : scenarios()) {
            List<String> lines = Files.readAllLines(scenario.path());
            scenario.expectations()
                    .forEach(
                            e ->
                                    assertFalse(
                                            ExpectationTable.reason(lines.get(e.line() - 1))
                                                    .isEmpty(),
                                            scenario.name() + ", line " + e.line()));
        }
    }

    /** Kernel functions of operations that the specification does not have. */
    private static final Set<String> ONLY_IN_THE_MODEL =
            Set.of(
                    "fuse_direct_io",
                    "fuse_change_attributes",
                    "fuse_copy_file_range",
                    "fuse_do_getattr",
                    "fuse_do_readpage",
                    "fuse_file_fallocate",
                    "fuse_finish_open",
                    "fuse_open_common",
                    "fuse_sync_fs",
                    "fuse_update_get_attr",
                    "fuse_sync_fs_writes",
                    "fuse_writeback_range",
                    "fuse_writepage_add_to_bucket",
                    "fuse_write_begin",
                    "fuse_write_end",
                    "generic_file_aio_read",
                    "generic_perform_write");

    /** Modes and reverts that concern these operations. */
    private static final Set<String> CHANGES_ONLY_IN_THE_MODEL =
            Set.of(
                    "with extend-keeps-cache",
                    "with legacy-memcg",
                    "with o-trunc-nowrite",
                    "with writeback-cache",
                    "without 035ff33cf4db",
                    "without 06a7c3c27814",
                    "without 2c4656dfd994",
                    "without 2fdbb8dd0155",
                    "without 3466958beb31",
                    "without 35d6fcbb7c3e",
                    "without 3634a6327815",
                    "without 59bda8ecee2f",
                    "without 614c026e8a46",
                    "without 660585b56e63",
                    "without 76224355db75",
                    "without 9b46418c40fe",
                    "without b24e7598db62",
                    "without bde52788bdb7",
                    "without bucket-child-hold",
                    "without e388164ea385",
                    "without e4648309b85a",
                    "without ea8cd33390fa",
                    "without trusted-size",
                    "without wb-wait");

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static final Set<String> GENERATIONS_ONLY_IN_THE_MODEL = Set.of("3.15", "6.16");

    @Test
    void specAndModelHaveTheSameStepLabels() {
        Set<String> model = ModelMap.labels(HOME.resolve("model/src/main/java"));
        Set<String> spec = ModelMap.labels(HOME.resolve("spec/tla"));
        // What the daemon may answer is a word of the scenario language, not of the model's
        // sources.
        spec.removeIf(label -> label.matches("daemon:(eio|eintr|other)_.*"));
        assertTrue(spec.size() > 40, spec.toString());
        model.removeIf(label -> ONLY_IN_THE_MODEL.contains(label.replaceFirst(":.*", "")));
        model.remove("daemon:fail_write"); // in the spec the name of an action alone
        model.removeIf(
                label ->
                        label.matches("sys_(write|close:(close_fd|fput)).*")
                                || label.startsWith("fuse_write_update"));
        assertEquals(spec, model);
    }

    @Test
    void specAndModelHaveTheSameKernels() throws IOException {
        KernelCatalogue spec = TlaKernels.read(HOME.resolve("spec/tla")).catalogue();
        Map<String, Set<String>> model = new TreeMap<>(Kernels.catalogue().changes());
        model.keySet().removeAll(GENERATIONS_ONLY_IN_THE_MODEL);
        model.replaceAll((generation, changes) -> without(changes, CHANGES_ONLY_IN_THE_MODEL));
        assertEquals(spec.changes(), model);
    }

    private static List<Scenario> scenarios() {
        return new Scenarios(new Checkout(HOME), Kernels.catalogue()).all();
    }

    private static Corpus corpus() {
        return new Scenarios(new Checkout(HOME), Kernels.catalogue()).corpus();
    }

    private static void check(String name, String generated) throws IOException {
        check(name, "", generated);
    }

    /**
     * Checks what stands between the marks of a file; a mark has a word where there are several.
     */
    private static void check(String name, String word, String generated) throws IOException {
        Path file = HOME.resolve(name);
        String text = Files.readString(file);
        String first = String.format(BEGIN, word);
        int begin = text.indexOf(first);
        int end = text.indexOf(String.format(END, word));
        assertTrue(begin >= 0 && end > begin, name + " has lost its marks");
        String wanted =
                text.substring(0, begin) + first + "\n" + generated + "\n" + text.substring(end);
        if (Boolean.getBoolean("nowrite.refresh")) {
            Files.writeString(file, wanted);
        } else {
            assertEquals(
                    wanted,
                    text,
                    name
                            + " is stale: mvn -q verify -pl stress -am -Dtest=GeneratedDocsTest"
                            + " -Dsurefire.failIfNoSpecifiedTests=false -Dnowrite.refresh=true");
        }
    }
}
