package nowrite.stress.cli.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import nowrite.spec.Property;
import nowrite.spec.Word;
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
     * @param asked the property whose counterexample to show; null for the shortest of all
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
        Property shown = asked != null ? asked : shortest(outcome.counterexamples());
        Outcome.Counterexample counterexample = outcome.counterexamples().get(shown);
        if (counterexample != null) {
            out.append('\n').append(read(checkout, counterexample)).append('\n');
            out.append("step by step: ./nowrite replay ").append(counterexample.json());
            out.append('\n');
        } else if (asked != null) {
            out.append("  there is no counterexample of ").append(asked).append('\n');
        }
        out.append(conclusion(row));
        return out.toString();
    }

    private static String verdict(Property property, Word word, Outcome outcome) {
        Outcome.Counterexample found = outcome.counterexamples().get(property);
        String where = found == null ? "" : ", " + found.steps() + " steps, " + found.text();
        return String.format("  %-3s %-28s %s%s", property, property.title(), word.text(), where);
    }

    private static Property shortest(Map<Property, Outcome.Counterexample> counterexamples) {
        return counterexamples.entrySet().stream()
                .min(Comparator.comparingInt(entry -> entry.getValue().steps()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static String read(Checkout checkout, Outcome.Counterexample counterexample) {
        try {
            return Files.readString(checkout.root().resolve(counterexample.text()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + counterexample.text(), e);
        }
    }

    private static String conclusion(Row row) {
        String expected =
                row.expectation().map(Expectation::text).orElse("nothing; held against 'holds'");
        if (row.judgement().asExpected()) {
            return "as expected: " + expected + "\n";
        }
        StringBuilder out = new StringBuilder("NOT AS EXPECTED (" + expected + ")\n");
        row.judgement().all().forEach(text -> out.append("  ").append(text).append('\n'));
        return out.toString();
    }
}
