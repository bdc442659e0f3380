package nowrite.stress.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/** A check as a person reads it: what is wrong first, the verdict last. */
public final class CheckText {

    private final Checkout checkout;
    private final List<Row> rows;
    private final Findings findings;
    private final StringBuilder out = new StringBuilder();

    private CheckText(Checkout checkout, List<Row> rows, Findings findings) {
        this.checkout = checkout;
        this.rows = rows;
        this.findings = findings;
    }

    /** The text of a check, several lines. */
    public static String of(Checkout checkout, List<Row> rows, Findings findings) {
        CheckText text = new CheckText(checkout, rows, findings);
        text.wrong();
        text.grid();
        text.scenarios();
        text.counterexamples();
        text.list("NOTES", findings.notes());
        text.line("Full output: " + checkout.show(checkout.runs()) + "/SCENARIO/KERNEL/ENGINE");
        text.line("As pages: " + checkout.show(checkout.work().resolve("check.html")));
        text.line("Verdict: " + findings.sentence(rows.size()));
        return text.out.toString();
    }

    /** What is wrong, under its headings; nothing if nothing is. */
    static String wrong(Findings findings) {
        CheckText text = new CheckText(null, List.of(), findings);
        text.wrong();
        return text.out.toString();
    }

    /** What is worth knowing and not wrong, under its heading. */
    static String notes(Findings findings) {
        CheckText text = new CheckText(null, List.of(), findings);
        text.list("NOTES", findings.notes());
        return text.out.toString();
    }

    private void wrong() {
        list("FAILED", findings.failures());
        list("SPEC AND MODEL DISAGREE", findings.disagreements());
        list("DIFFERENT FROM WHAT IS EXPECTED", findings.differences());
        list("UNDECIDED", findings.unknowns());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private void line(String format, Object... values) {
        line(String.format(Locale.ROOT, format, values));
    }

    /** The findings under a heading, those of one run together. */
    private void list(String head, List<Finding> findingsOfKind) {
        if (findingsOfKind.isEmpty()) {
            return;
        }
        line(head);
        Map<String, List<Finding>> byPlace = new LinkedHashMap<>();
        for (Finding finding : findingsOfKind) {
            byPlace.computeIfAbsent(finding.where(), where -> new ArrayList<>()).add(finding);
        }
        byPlace.forEach(
                (where, here) -> {
                    line("  " + where);
                    here.forEach(finding -> line("    " + finding.what()));
                    String again = here.get(0).again();
                    if (again != null) {
                        line("    again: " + again);
                    }
                });
        line("");
    }

    /** Of each violated property the shortest schedule: as text without reverts, else its file. */
    private void counterexamples() {
        Map<KernelId, Map<Property, Outcome.Counterexample>> shortest = new TreeMap<>();
        // Of equally short ones the explorer's, which can be replayed, comes first and stays.
        rows.stream()
                .sorted(Comparator.comparing(row -> !row.job().engine().equals(Engines.EXPLORER)))
                .forEach(row -> collect(row, shortest));
        if (shortest.isEmpty()) {
            return;
        }
        line("SHORTEST COUNTEREXAMPLES");
        line("");
        shortest.forEach(
                (kernel, found) -> {
                    if (kernel.isGeneration()) {
                        found.values().forEach(this::show);
                    }
                });
        shortest.forEach(
                (kernel, found) -> {
                    line("  %s", kernel);
                    found.forEach(
                            (property, one) ->
                                    line(
                                            "    %-3s %3d steps  %s",
                                            property, one.steps(), one.text()));
                });
        line("");
    }

    private static void collect(
            Row row, Map<KernelId, Map<Property, Outcome.Counterexample>> shortest) {
        row.outcome()
                .counterexamples()
                .forEach(
                        (property, found) ->
                                shortest.computeIfAbsent(
                                                row.job().kernel(), kernel -> new TreeMap<>())
                                        .merge(
                                                property,
                                                found,
                                                (a, b) -> b.steps() < a.steps() ? b : a));
    }

    private void show(Outcome.Counterexample one) {
        try {
            Files.readString(checkout.root().resolve(one.text())).lines().forEach(this::line);
            line("");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + one.text(), e);
        }
    }

    private void scenarios() {
        line("SCENARIOS (distinct states; r: remembered from an earlier check)");
        Map<String, Map<KernelId, List<Row>>> byScenario = new LinkedHashMap<>();
        rows.forEach(
                row ->
                        byScenario
                                .computeIfAbsent(
                                        row.outcome().scenario(), name -> new LinkedHashMap<>())
                                .computeIfAbsent(row.job().kernel(), kernel -> new ArrayList<>())
                                .add(row));
        int width = kernelWidth();
        byScenario.forEach(
                (name, kernels) -> {
                    Row any = kernels.values().iterator().next().get(0);
                    line("  " + name + ": " + any.job().scenario().title());
                    kernels.forEach((kernel, ofKernel) -> scenarioLine(width, kernel, ofKernel));
                });
        line("");
    }

    private void scenarioLine(int width, KernelId kernel, List<Row> ofKernel) {
        StringBuilder text = new StringBuilder(String.format("    %-" + width + "s", kernel));
        for (Row row : ofKernel) {
            text.append(String.format("  %s %12s", row.job().engine(), states(row)));
        }
        text.append(ofKernel.stream().allMatch(Row::remembered) ? " r" : "  ");
        boolean asExpected = ofKernel.stream().allMatch(row -> row.judgement().asExpected());
        Row any = ofKernel.get(0);
        String expected = any.expectation().map(Expectation::text).orElse("nothing");
        boolean differs =
                ofKernel.stream()
                        .anyMatch(
                                row ->
                                        !row.judgement().differences().isEmpty()
                                                || !row.judgement().failures().isEmpty());
        if (asExpected) {
            text.append("  ").append(expected);
        } else {
            text.append(differs ? "  NOT AS EXPECTED" : "  UNDECIDED");
            text.append(" (expected: ").append(expected).append(')');
        }
        line(text.toString());
    }

    private static String states(Row row) {
        Outcome outcome = row.outcome();
        if (outcome.decided()) {
            return String.format(Locale.ROOT, "%,d", outcome.states());
        }
        return row.judgement().failures().isEmpty() ? "unknown" : "failed";
    }

    private void grid() {
        Map<KernelId, Map<Property, Cell>> cells = Grid.of(rows).cells();
        int width = kernelWidth();
        line("PROPERTIES AND KERNELS, over all scenarios of this check");
        StringBuilder head = new StringBuilder(" ".repeat(width + 2));
        for (Property property : Property.values()) {
            head.append(String.format(" %-6s", property));
        }
        line(head.toString());
        cells.forEach(
                (kernel, ofKernel) -> {
                    StringBuilder text =
                            new StringBuilder(String.format("  %-" + width + "s", kernel));
                    ofKernel.values()
                            .forEach(cell -> text.append(String.format(" %-6s", cell.text())));
                    line(text.toString());
                });
        line("  VIOL: violated   -: never exercised   ?: unknown (budget)   !: not as expected");
        for (Property property : Property.values()) {
            line("  %-3s %s", property, property.title());
        }
        line("");
    }

    private int kernelWidth() {
        return rows.stream()
                .map(row -> row.job().kernel().toString().length())
                .max(Comparator.naturalOrder())
                .orElse(1);
    }
}
