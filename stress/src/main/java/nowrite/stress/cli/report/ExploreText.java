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
        shown(row, asked).forEach(found -> append(out, checkout, found));
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

    private static void append(
            StringBuilder out, Checkout checkout, Outcome.Counterexample counterexample) {
        out.append('\n').append(read(checkout, counterexample)).append('\n');
        out.append("step by step: ./nowrite replay ").append(counterexample.json()).append('\n');
    }

    private static String read(Checkout checkout, Outcome.Counterexample counterexample) {
        try {
            return Files.readString(checkout.root().resolve(counterexample.text()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + counterexample.text(), e);
        }
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
        out.append(expected == null ? "" : " (" + expected + ")").append('\n');
        judgement.all().forEach(text -> out.append("  ").append(text).append('\n'));
        if (undecided) {
            out.append("  more: --states, --time, or a line 'budget states N, time Ns'\n");
        }
        return out.toString();
    }
}
