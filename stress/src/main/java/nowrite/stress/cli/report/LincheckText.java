package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import nowrite.spec.ExitCode;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Expectation;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.lincheck.FileEngine;
import nowrite.stress.lincheck.FileQuestion;

/** What Lincheck found, as a person reads it. */
public final class LincheckText {

    private LincheckText() {}

    /**
     * One scenario on one kernel.
     *
     * @param scenario name of the scenario
     * @param kernel name of the kernel
     * @param verdict the verdict in words
     * @param expected the properties that the scenario expects to be violated; null if it says
     *     nothing of this kernel
     * @param found the properties that were found violated
     * @param schedules how many schedules were run
     * @param millis how long it took
     * @param remarks what is to be said besides: a difference, what stayed open, why it was not run
     * @param traces the counterexamples, paths of their text
     * @param exitCode what it asks for
     */
    public record Line(
            String scenario,
            String kernel,
            String verdict,
            List<String> expected,
            List<String> found,
            long schedules,
            long millis,
            List<String> remarks,
            List<String> traces,
            int exitCode) {}

    /**
     * Holds an outcome against what is expected.
     *
     * @param promised the properties that Lincheck is relied on to find violated
     */
    public static Line line(Job job, Outcome outcome, Set<Property> promised) {
        Set<Property> expected = EnumSet.noneOf(Property.class);
        job.scenario()
                .expectation(job.kernel())
                .map(Expectation::violates)
                .ifPresent(expected::addAll);
        boolean judged = job.scenario().expectation(job.kernel()).isPresent();
        Set<Property> found = EnumSet.noneOf(Property.class);
        outcome.words()
                .forEach(
                        (property, word) -> {
                            if (word == Word.VIOLATED) {
                                found.add(property);
                            }
                        });
        List<String> remarks = new ArrayList<>();
        int exitCode = ExitCode.OK;
        if (outcome.words().containsValue(Word.FAILED)) {
            exitCode = ExitCode.FAILED;
        } else if (!outcome.words().containsValue(Word.SKIPPED)) {
            Set<Property> missed = EnumSet.copyOf(expected);
            missed.removeAll(found);
            Set<Property> surprise = EnumSet.copyOf(found);
            surprise.removeAll(expected);
            if (judged && !surprise.isEmpty()) {
                remarks.add("DIFFERS: violated, unexpectedly: " + names(surprise));
                exitCode = ExitCode.DIFFERS;
            }
            Set<Property> broken = EnumSet.copyOf(missed);
            broken.retainAll(promised);
            missed.removeAll(promised);
            Set<Property> unasked = EnumSet.copyOf(missed);
            unasked.removeAll(outcome.words().keySet());
            missed.removeAll(unasked);
            if (!unasked.isEmpty()) {
                remarks.add(
                        "not asked: "
                                + names(unasked)
                                + "; with the name of the scenario it is: ./nowrite lincheck "
                                + job.scenario().name()
                                + " --kernel '"
                                + job.kernel()
                                + "'");
            }
            if (!broken.isEmpty()) {
                remarks.add("DIFFERS: not found, and Lincheck should: " + names(broken));
                exitCode = ExitCode.DIFFERS;
            }
            if (!missed.isEmpty()) {
                remarks.add("open: expected and not found by this sample: " + names(missed));
                exitCode = exitCode == ExitCode.OK ? ExitCode.UNKNOWN : exitCode;
            }
        }
        if (outcome.message() != null) {
            remarks.add(outcome.message());
        }
        return new Line(
                job.scenario().name(),
                job.kernel().toString(),
                verdict(outcome, found),
                judged ? words(expected) : null,
                words(found),
                outcome.states(),
                outcome.millis(),
                remarks,
                outcome.counterexamples().values().stream()
                        .map(Outcome.Counterexample::text)
                        .toList(),
                exitCode);
    }

    private static String verdict(Outcome outcome, Set<Property> found) {
        Map<Property, Word> words = outcome.words();
        if (words.containsValue(Word.SKIPPED)) {
            return "not run";
        }
        if (words.containsValue(Word.FAILED)) {
            return "failed";
        }
        return found.isEmpty()
                ? String.format(Locale.ROOT, "holds (sampled, %,d schedules)", outcome.states())
                : String.format(
                        Locale.ROOT,
                        "violates %s (%,d schedules in all, %.1f s)",
                        names(found),
                        outcome.states(),
                        outcome.millis() / 1000.0);
    }

    /** The text of a line, with what there is to say below it. */
    public static String of(Line line) {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%-28s %-44s %-48s expected %s%n",
                        line.scenario(),
                        line.kernel(),
                        line.verdict(),
                        expected(line)));
        line.remarks().forEach(text -> out.append("    ").append(text).append('\n'));
        line.traces().forEach(path -> out.append("    trace: ").append(path).append('\n'));
        return out.toString();
    }

    private static String expected(Line line) {
        if (line.expected() == null) {
            return "nothing";
        }
        return line.expected().isEmpty() ? "holds" : String.join(" ", line.expected());
    }

    /** The text of what users of a file saw. */
    public static String of(FileEngine.Result result) {
        FileQuestion question = result.question();
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%-20s %-8s %s (%,d schedules), expected %s%n",
                        question.name(),
                        question.kernel(),
                        result.word(),
                        result.schedules(),
                        question.linearizable() ? "linearizable" : "not linearizable"));
        if (!result.history().isEmpty()) {
            for (String call : result.history().split("; ")) {
                out.append("    ").append(call).append('\n');
            }
        }
        return out.toString();
    }

    private static List<String> words(Set<Property> properties) {
        return properties.stream().map(Property::name).toList();
    }

    private static String names(Set<Property> properties) {
        return String.join(" ", words(properties));
    }
}
