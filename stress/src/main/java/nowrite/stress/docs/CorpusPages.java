package nowrite.stress.docs;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.corpus.Fix;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.describe.Description;
import nowrite.stress.explore.ExplorerEngine;

/** A page for each entry of the corpus, and the schedule that stands in its folder. */
public final class CorpusPages {
    private static final Limits LIMITS =
            new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5), false, true);

    private final List<CorpusEntry> entries;
    private final Description description;
    private final Set<String> scenarios;
    private final Map<String, Trace> known = new TreeMap<>();

    /**
     * Pages of entries.
     *
     * @param scenarios the names of the scenarios that have a page
     * @param found counterexamples that have been searched already, described
     */
    public CorpusPages(
            List<CorpusEntry> entries,
            Description description,
            Set<String> scenarios,
            List<Trace> found) {
        this.entries = List.copyOf(entries);
        this.scenarios = Set.copyOf(scenarios);
        this.description = description;
        found.forEach(
                trace ->
                        known.put(
                                key(
                                        trace.scenario(),
                                        trace.kernel(),
                                        Property.valueOf(trace.property())),
                                trace));
    }

    private static String key(String scenario, String kernel, Property property) {
        return scenario + ", " + kernel + ", " + property;
    }

    /**
     * The schedule of each entry as text, by the file in which it stands.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<Path, String> schedules() throws InterruptedException {
        Map<Path, String> texts = new TreeMap<>();
        for (CorpusEntry entry : entries) {
            texts.put(entry.folder().resolve(CorpusEntry.TRACE), TraceText.render(trace(entry)));
        }
        return texts;
    }

    /**
     * The pages, by file name.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<String, String> pages() throws InterruptedException {
        Map<String, String> texts = new TreeMap<>();
        for (CorpusEntry entry : entries) {
            texts.put(entry.id() + ".md", page(entry));
        }
        return texts;
    }

    /** The pages as a table. */
    public String index() {
        StringBuilder text =
                new StringBuilder("| bug | year | what | property |\n|---|---|---|---|\n");
        for (CorpusEntry entry : entries) {
            text.append("| [").append(entry.id()).append("](").append(entry.id()).append(".md) | ");
            text.append(entry.year()).append(" | ").append(entry.title()).append(" | ");
            text.append(CorpusTables.names(entry.properties())).append(" |\n");
        }
        return text.toString();
    }

    private Trace trace(CorpusEntry entry) throws InterruptedException {
        Claim claim = entry.shown();
        String key = key(claim.scenario().name(), claim.kernel().toString(), entry.shownProperty());
        if (!known.containsKey(key)) {
            Trace trace =
                    new ExplorerEngine()
                            .run(claim.scenario(), claim.kernel(), LIMITS, Progress.NONE)
                            .traces()
                            .get(entry.shownProperty());
            if (trace == null) {
                throw new IllegalStateException(entry.id() + ": not violated: " + key);
            }
            known.put(key, description.add(trace, claim.scenario()));
        }
        return known.get(key);
    }

    /** What is claimed, with a link to the schedules that show it. */
    private String verdict(Claim claim) {
        String page = claim.scenario().name().replace('/', '-');
        return claim.violated() && scenarios.contains(page)
                ? "[" + claim.text() + "](" + page + ".md)"
                : claim.text();
    }

    private String page(CorpusEntry entry) throws InterruptedException {
        String folder = entry.folder().getFileName().toString();
        StringBuilder text = new StringBuilder("# " + entry.id() + ": " + entry.title() + "\n\n");
        text.append(entry.story()).append("\n\n");
        for (Fix fix : entry.fixes()) {
            text.append("- fixed by ").append(fix.shortHash()).append(" (").append(fix.year());
            text.append("), ").append(fix.subject()).append('\n');
        }
        text.append("- in ").append(CorpusTables.code(entry.functions())).append('\n');
        text.append("- bounds: ").append(entry.bounds()).append('\n');
        text.append("- the entry: [spec/corpus/").append(folder).append("](../../spec/corpus/");
        text.append(folder).append("/entry)\n");
        text.append("\n## Without the fix and with it\n\n");
        text.append("| scenario | | kernel | verdict | why |\n|---|---|---|---|---|\n");
        for (Claim claim : entry.claims()) {
            text.append("| [").append(claim.scenario().name()).append("](../../spec/scenarios/");
            text.append(claim.scenario().name()).append(".scn) | ");
            text.append(claim.fixed() ? "after" : "before").append(" | ");
            text.append(claim.kernel()).append(" | ").append(verdict(claim)).append(" | ");
            text.append(claim.reason().replace("|", "\\|")).append(" |\n");
        }
        text.append("\n## The shortest schedule\n\n```\n");
        text.append(TraceText.render(trace(entry))).append("```\n");
        text.append("\n## Reproduce\n\n    ./nowrite corpus ").append(entry.id()).append('\n');
        return text.toString();
    }
}
