package nowrite.stress.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.page.LockOrder;
import nowrite.stress.page.RunIndex;

/** A check as its index page shows it, with what changed since the one before. */
public final class CheckIndex {
    private final Checkout checkout;
    private final CheckReport report;
    private final Map<String, CheckReport.Run> before = new HashMap<>();

    private CheckIndex(Checkout checkout, CheckReport report, CheckReport previous) {
        this.checkout = checkout;
        this.report = report;
        if (previous != null) {
            previous.runs().forEach(run -> before.put(name(run), run));
        }
    }

    /**
     * The index of a check.
     *
     * @param checkout where the page and the results are
     * @param report the check, so far
     * @param previous the check before it, null if there is none
     * @param total runs there are
     * @param written when the page was written, for a person
     * @throws UncheckedIOException if a counterexample cannot be read
     */
    public static RunIndex of(
            Checkout checkout,
            CheckReport report,
            CheckReport previous,
            int total,
            String written) {
        return new CheckIndex(checkout, report, previous).index(total, written);
    }

    private RunIndex index(int total, String written) {
        boolean running = report.runs().size() < total;
        Findings findings = report.findings();
        return new RunIndex(
                "check",
                report.verdict(),
                report.exitCode() == 0,
                report.runs().size(),
                total,
                written,
                findings(findings),
                Stream.of(Property.values())
                        .map(property -> new RunIndex.Head(property.name(), property.title()))
                        .toList(),
                report.grid().stream().map(this::line).toList(),
                report.runs().stream().map(this::run).toList(),
                running ? null : locks());
    }

    private static List<RunIndex.Finding> findings(Findings findings) {
        List<RunIndex.Finding> all = new ArrayList<>();
        add(all, "failed:", findings.failures());
        add(all, "spec and model disagree:", findings.disagreements());
        add(all, "different:", findings.differences());
        add(all, "undecided:", findings.unknowns());
        add(all, "note:", findings.notes());
        return all;
    }

    /** What was found about one run stands together. */
    private static void add(List<RunIndex.Finding> all, String kind, List<Finding> some) {
        Map<String, List<Finding>> byPlace = new LinkedHashMap<>();
        some.forEach(f -> byPlace.computeIfAbsent(f.where(), w -> new ArrayList<>()).add(f));
        byPlace.forEach(
                (where, here) -> {
                    String what = String.join("; ", here.stream().map(Finding::what).toList());
                    all.add(new RunIndex.Finding(kind, where, what, here.get(0).again()));
                });
    }

    private static String name(CheckReport.Run run) {
        Outcome outcome = run.outcome();
        return place(outcome) + ", " + outcome.engine();
    }

    private static String place(Outcome outcome) {
        return outcome.scenario() + ", " + outcome.kernel();
    }

    private RunIndex.Line line(CheckReport.GridLine line) {
        List<RunIndex.Cell> cells = new ArrayList<>();
        for (Property property : Property.values()) {
            cells.add(cell(line.kernel(), property, line.cells().get(property)));
        }
        return new RunIndex.Line(line.kernel(), cells);
    }

    private RunIndex.Cell cell(String kernel, Property property, CheckReport.GridCell cell) {
        if (cell == null) {
            return new RunIndex.Cell("–", "none", true, null);
        }
        String link = null;
        if (cell.word().equals(Word.VIOLATED.text())) {
            link = shortest(kernel, property);
            return new RunIndex.Cell("✗", "violated", cell.asExpected(), link);
        }
        if (cell.word().equals(Word.HOLDS_EXHAUSTED.text())) {
            return new RunIndex.Cell("✓", "holds", cell.asExpected(), link);
        }
        if (cell.word().equals(Word.NOT_EXERCISED.text())) {
            return new RunIndex.Cell("–", "none", cell.asExpected(), link);
        }
        String text = cell.word().equals(Word.UNKNOWN.text()) ? "?" : cell.word();
        return new RunIndex.Cell(text, "unknown", cell.asExpected(), link);
    }

    /** Of equally short ones the explorer's, which can be replayed. */
    private String shortest(String kernel, Property property) {
        Outcome.Counterexample best = null;
        boolean replayable = false;
        for (CheckReport.Run run : report.runs()) {
            Outcome outcome = run.outcome();
            Outcome.Counterexample one = outcome.counterexamples().get(property);
            if (!outcome.kernel().equals(kernel) || one == null) {
                continue;
            }
            boolean explorer = outcome.engine().equals(Engines.EXPLORER);
            if (best == null
                    || one.steps() < best.steps()
                    || one.steps() == best.steps() && explorer && !replayable) {
                best = one;
                replayable = explorer;
            }
        }
        return best == null ? null : link(best);
    }

    /** The page of a counterexample, as the index page finds it. */
    private String link(Outcome.Counterexample one) {
        Path page = OutcomeStore.page(checkout.root().resolve(one.json()));
        try {
            String path = checkout.work().relativize(page).toString();
            return new URI(null, null, "./" + path, null).getRawPath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is always part of an address", e);
        }
    }

    private RunIndex.Run run(CheckReport.Run run) {
        Outcome outcome = run.outcome();
        List<RunIndex.Violation> violations = new ArrayList<>();
        outcome.counterexamples()
                .forEach(
                        (property, one) ->
                                violations.add(
                                        new RunIndex.Violation(
                                                property.name(), one.steps(), link(one))));
        return new RunIndex.Run(
                rank(run),
                outcome.scenario(),
                outcome.kernel(),
                outcome.engine(),
                verdict(outcome),
                violations,
                run.expected(),
                outcome.states(),
                outcome.depth(),
                seconds(outcome.millis()) + (run.remembered() ? ", remembered" : ""),
                change(before.get(name(run)), run));
    }

    private RunIndex.Rank rank(CheckReport.Run run) {
        Findings findings = report.findings();
        boolean wrong =
                Stream.of(findings.failures(), findings.differences())
                        .flatMap(List::stream)
                        .anyMatch(finding -> finding.where().equals(name(run)));
        boolean disagrees =
                findings.disagreements().stream()
                        .anyMatch(finding -> finding.where().equals(place(run.outcome())));
        Map<Property, Word> words = run.outcome().words();
        if (wrong || disagrees || words.containsValue(Word.FAILED)) {
            return RunIndex.Rank.UNEXPECTED;
        }
        if (!run.asExpected() || words.containsValue(Word.UNKNOWN)) {
            return RunIndex.Rank.UNKNOWN;
        }
        return words.containsValue(Word.VIOLATED) ? RunIndex.Rank.VIOLATION : RunIndex.Rank.PASS;
    }

    private static String verdict(Outcome outcome) {
        Map<Property, Word> words = outcome.words();
        if (words.containsValue(Word.FAILED)) {
            return "failed: " + outcome.message();
        }
        if (words.containsValue(Word.UNKNOWN)) {
            return "unknown: " + Objects.requireNonNullElse(outcome.message(), "budget");
        }
        if (words.containsValue(Word.VIOLATED)) {
            return "violated:";
        }
        return words.containsValue(Word.HOLDS_SAMPLED) ? "holds (sampled)" : "holds (exhausted)";
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String change(CheckReport.Run old, CheckReport.Run now) {
        if (old == null) {
            return "new";
        }
        List<String> changes = new ArrayList<>();
        for (Property property : Property.values()) {
            Word was = old.outcome().words().get(property);
            Word is = now.outcome().words().get(property);
            if (was != is) {
                changes.add(property + ": " + text(was) + " → " + text(is));
            }
        }
        long states = now.outcome().states() - old.outcome().states();
        if (states != 0) {
            changes.add(String.format(Locale.ROOT, "%+,d states", states));
        }
        if (now.outcome().depth() != old.outcome().depth()) {
            changes.add("depth was " + old.outcome().depth());
        }
        if (!now.remembered()) {
            changes.add("took " + seconds(old.outcome().millis()));
        }
        return changes.isEmpty() ? "same" : String.join("; ", changes);
    }

    private static String text(Word word) {
        return word == null ? "nothing" : word.text();
    }

    private LockOrder locks() {
        LockOrder order = new LockOrder();
        for (CheckReport.Run run : report.runs()) {
            for (Outcome.Counterexample one : run.outcome().counterexamples().values()) {
                Path file = checkout.root().resolve(one.json());
                if (run.outcome().engine().equals(Engines.EXPLORER) && Files.exists(file)) {
                    try {
                        order.add(TraceJson.read(file), link(one));
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read " + file, e);
                    }
                }
            }
        }
        return order;
    }
}
