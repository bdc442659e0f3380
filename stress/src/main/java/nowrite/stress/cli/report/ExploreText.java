package nowrite.stress.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nowrite.spec.ExitCode;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/** One run as a person reads it: the verdicts, the sizes, and a counterexample. */
public final class ExploreText {

    private ExploreText() {}

    /**
     * The text of a run, several lines.
     *
     * @param checkout where the counterexamples are
     * @param row the run
     * @param asked the property whose counterexample to show; null for all of them
     */
    public static String of(Checkout checkout, Row row, Property asked) {
        Outcome outcome = row.outcome();
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s on %s: %,d states, %,d steps between them, depth %d, %.1f s%n",
                        outcome.scenario(),
                        outcome.kernel(),
                        outcome.states(),
                        outcome.edges(),
                        outcome.depth(),
                        outcome.millis() / 1000.0));
        outcome.words()
                .forEach(
                        (property, word) ->
                                out.append(verdict(property, word, outcome)).append('\n'));
        if (outcome.message() != null) {
            out.append("  ").append(outcome.message()).append('\n');
        }
        if (asked != null && !outcome.counterexamples().containsKey(asked)) {
            out.append("  there is no counterexample of ").append(asked).append('\n');
        }
        List<Found> shown =
                shown(row, asked).stream().map(found -> Found.read(checkout, found)).toList();
        shown.forEach(found -> append(out, found, shown));
        out.append(conclusion(row));
        return out.toString();
    }

    private static String verdict(Property property, Word word, Outcome outcome) {
        Outcome.Counterexample found = outcome.counterexamples().get(property);
        String where = found == null ? "" : ", " + found.steps() + " steps, " + found.text();
        return String.format("  %-3s %-28s %s%s", property, property.title(), word.text(), where);
    }

    /**
     * The counterexamples to show: the one asked for, else all; on a kernel with a guard taken out
     * only those that its twin, the kernel with the guard, is not expected to show too.
     */
    private static List<Outcome.Counterexample> shown(Row row, Property asked) {
        Map<Property, Outcome.Counterexample> all = row.outcome().counterexamples();
        if (asked != null) {
            return all.containsKey(asked) ? List.of(all.get(asked)) : List.of();
        }
        Map<Property, Outcome.Counterexample> own = new EnumMap<>(Property.class);
        own.putAll(all);
        if (!row.job().kernel().isGeneration()) {
            row.job()
                    .scenario()
                    .expectation(row.job().kernel().twin())
                    .ifPresent(e -> own.keySet().removeAll(e.violates()));
        }
        return List.copyOf((own.isEmpty() ? all : own).values());
    }

    /** A counterexample with its files' contents. */
    private record Found(Outcome.Counterexample files, Trace trace, String text) {
        static Found read(Checkout checkout, Outcome.Counterexample files) {
            try {
                return new Found(
                        files,
                        TraceJson.read(checkout.root().resolve(files.json())),
                        Files.readString(checkout.root().resolve(files.text())));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + files.json(), e);
            }
        }

        /** Whether its schedule is the beginning of another's. */
        boolean begins(Found other) {
            List<Trace.Step> steps = trace.steps();
            List<Trace.Step> others = other.trace.steps();
            if (steps.size() >= others.size() || !trace.end().equals("violated")) {
                return false;
            }
            for (int i = 0; i < steps.size(); i++) {
                if (!steps.get(i).task().equals(others.get(i).task())
                        || !steps.get(i).label().equals(others.get(i).label())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The text; of one that is the beginning of another that is shown, only a line. */
    private static void append(StringBuilder out, Found found, List<Found> shown) {
        for (Found other : shown) {
            if (found.begins(other)) {
                int steps = found.trace().steps().size();
                out.append('\n')
                        .append(found.trace().property())
                        .append(" is violated by the first ");
                out.append(steps).append(" steps of ").append(other.trace().property());
                out.append("'s counterexample: ").append(found.files().text()).append('\n');
                return;
            }
        }
        out.append('\n').append(found.text()).append('\n');
        out.append("step by step: ./nowrite replay ").append(found.files().json());
        out.append('\n');
    }

    private static String conclusion(Row row) {
        Judgement judgement = row.judgement();
        String expected = row.expectation().map(Expectation::text).orElse(null);
        if (judgement.asExpected()) {
            return expected == null
                    ? "the scenario expects nothing of this kernel\n"
                    : "as expected: " + expected + "\n";
        }
        boolean undecided = judgement.exitCode() == ExitCode.UNKNOWN;
        StringBuilder out = new StringBuilder(undecided ? "UNDECIDED" : "NOT AS EXPECTED");
        out.append(expected == null ? "" : " (expected: " + expected + ")").append('\n');
        judgement.all().forEach(text -> out.append("  ").append(text).append('\n'));
        if (undecided) {
            out.append("  more: --states, --time, or a line 'budget states N, time Ns'\n");
        }
        return out.toString();
    }
}
