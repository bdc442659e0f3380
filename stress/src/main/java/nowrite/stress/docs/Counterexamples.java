package nowrite.stress.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.describe.Description;
import nowrite.stress.explore.ExplorerEngine;

/**
 * docs/counterexamples: a page for each scenario, with every violation that it expects and that is
 * its own. What a generation violates in most scenarios stands once, on a page for all of them; on
 * a kernel with a change only what the kernel without it does not violate is shown. Scenarios that
 * are there for their size ({@code large/}) have none.
 */
public final class Counterexamples {
    /** The page of what is violated nearly everywhere. */
    private static final String EVERYWHERE = "everywhere";

    private static final String LARGE = "large/";
    private static final Limits LIMITS =
            new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5), false, true);

    private final List<Scenario> scenarios;
    private final List<CorpusEntry> entries;
    private final Description description;
    private final Map<String, Set<Property>> common = new TreeMap<>();
    private final Map<String, StringBuilder> pages = new TreeMap<>();
    private final List<String> index = new ArrayList<>();
    private final List<Trace> shown = new ArrayList<>();
    private CorpusPages corpus;

    /** Pages of scenarios, and of the entries of the corpus. */
    public Counterexamples(
            List<Scenario> scenarios, List<CorpusEntry> entries, Description description) {
        this.scenarios = scenarios;
        this.entries = entries;
        this.description = description;
        Set<String> generations = new TreeSet<>();
        scenarios.forEach(
                s -> s.expectations().forEach(e -> generations.add(e.kernel().generation())));
        generations.forEach(generation -> common.put(generation, common(generation)));
    }

    /** What a generation violates in more than half of the scenarios that name it. */
    private Set<Property> common(String generation) {
        Set<Property> found = EnumSet.noneOf(Property.class);
        for (Property property : Property.values()) {
            int violated = 0;
            int named = 0;
            for (Scenario scenario : scenarios) {
                for (Expectation e : scenario.expectations()) {
                    boolean is = e.kernel().toString().equals(generation);
                    named += is ? 1 : 0;
                    violated += is && e.violates().contains(property) ? 1 : 0;
                }
            }
            if (violated > 3 && 2 * violated > named) {
                found.add(property);
            }
        }
        return found;
    }

    /**
     * Searches what is to be shown, in the explorer.
     *
     * @return the text of each page by its file name, the index among them
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<String, String> pages() throws InterruptedException {
        common();
        for (Scenario scenario : scenarios) {
            if (!scenario.name().startsWith(LARGE)) {
                for (Expectation e : scenario.expectations()) {
                    Set<Property> own = own(scenario, e);
                    if (!own.isEmpty()) {
                        show(scenario, e, own, scenario.name().replace('/', '-'));
                    }
                }
            }
        }
        Map<String, String> texts = new TreeMap<>();
        pages.forEach((name, text) -> texts.put(name + ".md", text.toString()));
        corpus = new CorpusPages(entries, description, pages.keySet(), shown);
        texts.putAll(corpus.pages());
        texts.put("README.md", index());
        return texts;
    }

    /**
     * The schedules that stand in the folders of the corpus; only after {@link #pages}.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public Map<Path, String> schedules() throws InterruptedException {
        return corpus.schedules();
    }

    /** The counterexamples on the pages; none before they are made. */
    List<Trace> shown() {
        return List.copyOf(shown);
    }

    private void common() throws InterruptedException {
        for (Map.Entry<String, Set<Property>> entry : common.entrySet()) {
            Set<Property> open = EnumSet.copyOf(entry.getValue());
            for (Scenario scenario : scenarios) {
                for (Expectation e : scenario.expectations()) {
                    Set<Property> here = EnumSet.copyOf(open);
                    here.retainAll(e.violates());
                    if (e.kernel().toString().equals(entry.getKey()) && !here.isEmpty()) {
                        show(scenario, e, here, EVERYWHERE);
                        open.removeAll(here);
                    }
                }
            }
        }
    }

    private Set<Property> own(Scenario scenario, Expectation e) {
        Set<Property> own = EnumSet.noneOf(Property.class);
        own.addAll(e.violates());
        own.removeAll(common.get(e.kernel().generation()));
        if (!e.kernel().isGeneration()) {
            scenario.expectation(KernelId.parse(e.kernel().generation()))
                    .ifPresent(twin -> own.removeAll(twin.violates()));
        }
        return own;
    }

    private void show(Scenario scenario, Expectation e, Set<Property> properties, String page)
            throws InterruptedException {
        Map<Property, Trace> traces =
                new ExplorerEngine().run(scenario, e.kernel(), LIMITS, Progress.NONE).traces();
        StringBuilder text =
                pages.computeIfAbsent(
                        page,
                        p ->
                                new StringBuilder(
                                        "# "
                                                + (p.equals(EVERYWHERE)
                                                        ? "In most scenarios"
                                                        : title(scenario))
                                                + "\n"));
        for (Property property : properties) {
            Trace trace = traces.get(property);
            if (trace == null) {
                throw new IllegalStateException(
                        scenario.name() + " on " + e.kernel() + " does not violate " + property);
            }
            Trace described = description.add(trace, scenario);
            shown.add(described);
            text.append(section(scenario, e, property, described));
            index.add(
                    "| ["
                            + (page.equals(EVERYWHERE) ? "most" : scenario.name())
                            + "]("
                            + page
                            + ".md) | "
                            + e.kernel()
                            + " | "
                            + property
                            + " "
                            + property.title()
                            + " | "
                            + trace.steps().size()
                            + " |");
        }
    }

    private static String title(Scenario scenario) {
        return scenario.name() + ": " + scenario.title();
    }

    private String section(Scenario scenario, Expectation e, Property property, Trace trace) {
        Reading reading = Reading.of(trace);
        StringBuilder text = new StringBuilder("\n## " + property + " on " + e.kernel() + "\n\n");
        text.append("### Result\n\n").append(reading.wrong()).append('\n');
        text.append("\n### Property\n\n");
        text.append(property).append(", ").append(property.title()).append(". ");
        text.append(property.statement()).append(" (").append(property.source()).append(")\n");
        text.append("\n### Steps\n\n");
        trace.programs()
                .forEach(
                        (task, ops) ->
                                text.append("- task ")
                                        .append(task)
                                        .append(": ")
                                        .append(String.join(", then ", ops))
                                        .append('\n'));
        if (trace.daemon() != null) {
            text.append("- daemon: ").append(trace.daemon()).append('\n');
        }
        trace.settings().forEach(line -> text.append("- ").append(line).append('\n'));
        text.append("\n```\n").append(TraceText.schedule(trace)).append("```\n");
        text.append("\n### Reproduce\n\n    ").append(trace.reproduce());
        text.append(" --property ").append(property).append('\n');
        text.append("\n### Why it fails\n\n");
        text.append("In the words of the scenario: ").append(reason(scenario, e)).append(".\n\n");
        trace.variant()
                .forEach(
                        (change, what) ->
                                text.append("The kernel is ")
                                        .append(e.kernel().generation())
                                        .append(' ')
                                        .append(change)
                                        .append(": ")
                                        .append(what)
                                        .append("\n\n"));
        List<String> story = reading.story();
        for (int i = 0; i < story.size(); i++) {
            text.append(i + 1).append(". ").append(story.get(i)).append('\n');
        }
        text.append("\n### The fix\n\n").append(fix(scenario, property)).append('\n');
        return text.toString();
    }

    private static String fix(Scenario scenario, Property property) {
        List<String> holds = new ArrayList<>();
        for (Expectation e : scenario.expectations()) {
            if (!e.violates().contains(property)) {
                holds.add("`" + e.kernel() + "`");
            }
        }
        return holds.isEmpty()
                ? "No kernel that this scenario names is without it; see [findings](../findings/README.md)."
                : property + " holds in the same scenario on " + String.join(", ", holds) + ".";
    }

    private static String reason(Scenario scenario, Expectation e) {
        try {
            String line = Files.readAllLines(scenario.path()).get(e.line() - 1);
            return ExpectationTable.reason(line);
        } catch (IOException x) {
            throw new UncheckedIOException(x);
        }
    }

    private String index() {
        StringBuilder text = new StringBuilder("# Counterexamples\n\n");
        text.append(
                """
                One page for each scenario that expects violations of its own, made from the
                scenario file and the explorer's shortest schedule. On a kernel with a change stand
                the properties that only the change breaks. How to read a schedule:
                [reading-a-trace.md](../reading-a-trace.md). Bugs of kernels that were released:
                [findings](../findings/README.md).

                """);
        text.append("| scenario | kernel | property | steps |\n|---|---|---|---|\n");
        index.forEach(line -> text.append(line).append('\n'));
        text.append("\n## Bugs that upstream had and fixed\n\n");
        text.append(
                "Without the fix and with it; [corpus.md](../corpus.md) says what they are.\n\n");
        text.append(corpus.index());
        return text.toString();
    }
}
