package nowrite.stress.cli.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nowrite.spec.ExitCode;
import nowrite.stress.conform.Conformed;
import nowrite.stress.conform.Coverage;
import nowrite.stress.conform.Difference;

/** What {@code conform} found as a person reads it: what is wrong first, the verdict last. */
public final class ConformText {

    private final List<Conformed> comparisons;
    private final ConformReport report;
    private final StringBuilder out = new StringBuilder();

    private ConformText(List<Conformed> comparisons, ConformReport report) {
        this.comparisons = comparisons;
        this.report = report;
    }

    /** The text of a report, several lines. */
    public static String of(List<Conformed> comparisons, ConformReport report) {
        ConformText text = new ConformText(comparisons, report);
        comparisons.stream().filter(c -> c.difference() != null).forEach(text::difference);
        text.problems("FAILED", ExitCode.FAILED);
        text.problems("UNDECIDED", ExitCode.UNKNOWN);
        text.table();
        text.list("SKIPPED", report.skipped());
        text.list("NEVER COMPARED", report.gaps());
        text.coverage(report.coverage());
        text.line("Verdict: %s", report.verdict());
        return text.out.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    private void coverage(Coverage coverage) {
        line("COVERAGE of the graphs that are equal");
        covered("actions of the spec", coverage.actions().size(), coverage.missingActions().size());
        covered("step labels", coverage.labels().size(), coverage.missingLabels().size());
        line("");
    }

    private void covered(String what, int all, int missing) {
        line("  %-20s %3d of %3d", what, all - missing, all);
    }

    private void list(String head, List<String> lines) {
        if (!lines.isEmpty()) {
            line(head);
            lines.forEach(text -> line("  %s", text));
            line("");
        }
    }

    private void again(Conformed one) {
        line("    again: ./nowrite conform %s --kernel '%s'", one.scenario(), one.kernel());
    }

    private void problems(String head, int code) {
        List<Conformed> such = comparisons.stream().filter(c -> c.exitCode() == code).toList();
        if (such.isEmpty()) {
            return;
        }
        line(head);
        for (Conformed one : such) {
            line("  %s, %s", one.scenario(), one.kernel());
            line("    %s", one.failed() != null ? one.failed() : one.unknown());
            again(one);
        }
        line("");
    }

    private void difference(Conformed one) {
        Difference difference = one.difference();
        line("SPEC AND MODEL DIFFER: %s, %s", one.scenario(), one.kernel());
        int steps = difference.schedule().size();
        line(
                steps == 0
                        ? "  in the beginning"
                        : "  first after this, which is a shortest schedule to a difference:");
        for (int i = 0; i < steps; i++) {
            line("  %4d %s", i + 1, difference.schedule().get(i));
        }
        difference.specOnly().forEach(step -> line("  only the spec can    %s", step));
        difference.modelOnly().forEach(step -> line("  only the model can   %s", step));
        for (Difference.Elsewhere elsewhere : difference.elsewhere()) {
            if (!elsewhere.step().isEmpty()) {
                line("  both can, and then differ:   %s", elsewhere.step());
            }
            for (Difference.Value value : elsewhere.values()) {
                line("      %-20s spec   %s", value.path(), value.spec());
                line("      %-20s model  %s", "", value.model());
            }
        }
        again(one);
        line("");
    }

    private void table() {
        int scenario = width("scenario", comparisons.stream().map(Conformed::scenario).toList());
        int kernel = width("kernel", comparisons.stream().map(Conformed::kernel).toList());
        String row = "  %-" + scenario + "s  %-" + kernel + "s  %20s  %20s  %s";
        line("GRAPHS: states and edges; seconds that TLC, the explorer and the comparison took");
        line(row, "scenario", "kernel", "spec", "model", "");
        for (Conformed one : comparisons) {
            line(
                    row,
                    one.scenario(),
                    one.kernel(),
                    size(one.spec()),
                    size(one.model()),
                    outcome(one));
        }
        line("");
    }

    private static String outcome(Conformed one) {
        if (one.failed() != null) {
            return "FAILED";
        }
        if (one.unknown() != null) {
            return "unknown";
        }
        return String.format(
                Locale.ROOT,
                "%-6s %5.1f %5.1f %5.1f",
                one.equal() ? "equal" : "DIFFER",
                one.spec().millis() / 1000.0,
                one.model().millis() / 1000.0,
                one.compareMillis() / 1000.0);
    }

    private static String size(Conformed.Size size) {
        return String.format(Locale.ROOT, "%,d %,9d", size.states(), size.edges());
    }

    private static int width(String head, List<String> texts) {
        return texts.stream()
                .map(String::length)
                .max(Comparator.naturalOrder())
                .map(longest -> Math.max(longest, head.length()))
                .orElse(head.length());
    }
}
