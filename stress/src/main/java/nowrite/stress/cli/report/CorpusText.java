package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.corpus.Claim;
import nowrite.spec.corpus.CorpusEntry;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/** A run of the corpus as a person reads it: what is wrong first, the verdict last. */
public final class CorpusText {
    private final Checkout checkout;
    private final CorpusVerdicts verdicts;
    private final StringBuilder out = new StringBuilder();

    private CorpusText(Checkout checkout, CorpusVerdicts verdicts) {
        this.checkout = checkout;
        this.verdicts = verdicts;
    }

    /** The text, several lines. */
    public static String of(
            Checkout checkout, CorpusVerdicts verdicts, Collection<Row> rows, Findings findings) {
        CorpusText text = new CorpusText(checkout, verdicts);
        text.out.append(CheckText.wrong(findings));
        text.bugs();
        text.grid();
        text.times();
        text.out.append(CheckText.notes(findings));
        text.line("Full output: " + checkout.show(checkout.runs()) + "/SCENARIO/KERNEL/ENGINE");
        text.line("Verdict: " + findings.sentence(rows.size()));
        return text.out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private static String width(Collection<String> texts) {
        return "%-" + texts.stream().mapToInt(String::length).max().orElse(1) + "s";
    }

    private void bugs() {
        line("BUGS, without the fix and with it (distinct states; r: remembered)");
        List<String> kernels = new ArrayList<>();
        List<String> claimed = new ArrayList<>();
        for (CorpusEntry entry : verdicts.entries()) {
            entry.claims().forEach(claim -> kernels.add(claim.kernel().toString()));
            entry.claims().forEach(claim -> claimed.add(claim.text()));
        }
        String form = "    %-6s  " + width(kernels) + "  " + width(claimed);
        for (CorpusEntry entry : verdicts.entries()) {
            line("%s", entry.id() + "  " + entry.year() + "  " + entry.title());
            String scenario = "";
            for (Claim claim : entry.claims()) {
                if (!claim.scenario().name().equals(scenario)) {
                    scenario = claim.scenario().name();
                    line("  %s", scenario);
                }
                line(
                        "%s",
                        String.format(
                                        form,
                                        claim.fixed() ? "after" : "before",
                                        claim.kernel(),
                                        claim.text())
                                + said(claim));
            }
            Row shown = verdicts.rows(entry.shown()).get(Engines.EXPLORER);
            Outcome.Counterexample trace =
                    shown == null
                            ? null
                            : shown.outcome().counterexamples().get(entry.shownProperty());
            if (trace != null) {
                line("  %d steps: %s", trace.steps(), trace.text());
            }
        }
        line("");
    }

    /** What each engine says of a claim, in a few words. */
    private String said(Claim claim) {
        StringBuilder text = new StringBuilder();
        verdicts.rows(claim)
                .forEach(
                        (engine, row) ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %s %,d%s%s",
                                                engine,
                                                row.outcome().states(),
                                                row.remembered() ? " r" : "",
                                                mark(claim, row.outcome()))));
        return text.isEmpty() ? "  not run" : text.toString();
    }

    private static String mark(Claim claim, Outcome outcome) {
        if (CorpusVerdicts.isMet(claim, outcome)) {
            return "";
        }
        return outcome.words().containsValue(Word.FAILED)
                ? " FAILED"
                : outcome.decided() ? " NOT SO" : " unknown";
    }

    private void grid() {
        Set<Property> properties = new TreeSet<>();
        Set<String> generations = new TreeSet<>(KernelId::compareGenerations);
        for (CorpusEntry entry : verdicts.entries()) {
            properties.addAll(entry.properties());
            entry.claims().forEach(claim -> generations.add(claim.kernel().generation()));
        }
        line("PROPERTIES AND GENERATIONS: bugs without their fix that violate, with it that hold");
        StringBuilder head = new StringBuilder("       ");
        generations.forEach(generation -> head.append(String.format("%-24s", generation)));
        line("%s", head);
        for (Property property : properties) {
            StringBuilder text = new StringBuilder(String.format("  %-5s", property));
            for (String generation : generations) {
                String cell =
                        cell(property, generation, false) + "  " + cell(property, generation, true);
                text.append(String.format("%-24s", cell.isBlank() ? "-" : cell));
            }
            line("%s", text);
        }
        line("  !: not all of them; what was not run is not counted");
        line("");
    }

    /** How many bugs show what is claimed of a property on a generation, of how many. */
    private String cell(Property property, String generation, boolean fixed) {
        Map<String, Boolean> met = new LinkedHashMap<>();
        boolean skipped = false;
        for (CorpusEntry entry : verdicts.entries()) {
            for (Claim claim : entry.claims()) {
                if (claim.fixed() == fixed
                        && (fixed || claim.violated())
                        && claim.about().contains(property)
                        && claim.kernel().generation().equals(generation)) {
                    Collection<Row> rows = verdicts.rows(claim).values();
                    skipped |= rows.isEmpty();
                    if (!rows.isEmpty()) {
                        boolean here = isShown(claim, property, rows);
                        met.merge(entry.id(), here, (a, b) -> a && b);
                    }
                }
            }
        }
        if (met.isEmpty()) {
            return skipped ? "not run" : "";
        }
        long shown = met.values().stream().filter(is -> is).count();
        return (fixed ? "holds " : "VIOL ")
                + shown
                + "/"
                + met.size()
                + (shown < met.size() ? "!" : "");
    }

    private static boolean isShown(Claim claim, Property property, Collection<Row> rows) {
        return rows.stream()
                .map(row -> row.outcome().words().getOrDefault(property, Word.FAILED))
                .allMatch(claim::isMetBy);
    }

    private void times() {
        Set<String> engines = new LinkedHashSet<>();
        verdicts.entries().forEach(entry -> engines.addAll(verdicts.rows(entry.shown()).keySet()));
        line("TIME TO THE COUNTEREXAMPLE, in seconds: the whole search that found it");
        StringBuilder head = new StringBuilder("            ");
        engines.forEach(engine -> head.append(String.format("%10s", engine)));
        line("%s", head);
        for (CorpusEntry entry : verdicts.entries()) {
            StringBuilder text =
                    new StringBuilder(
                            String.format("  %s  %-5s", entry.id(), entry.shownProperty()));
            for (String engine : engines) {
                text.append(
                        String.format(
                                "%10s", time(entry, verdicts.rows(entry.shown()).get(engine))));
            }
            line("%s  %s", text, entry.title());
        }
        line("");
    }

    private static String time(CorpusEntry entry, Row row) {
        if (row == null) {
            return "-";
        }
        return row.outcome().words().get(entry.shownProperty()) == Word.VIOLATED
                ? String.format(Locale.ROOT, "%.1f", row.outcome().millis() / 1000.0)
                : "not found";
    }
}
