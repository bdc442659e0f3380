package nowrite.stress.cli.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nowrite.spec.ExitCode;
import nowrite.spec.log.Witnessed;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;
import nowrite.stress.kernel.witness.Witness;

/** What the rules say about logs of a kernel, as a person reads it. */
public final class KernelText {

    /** What each rule was seen broken by before: a page of this project, and where it was seen. */
    private static final Map<Rule, String> FINDINGS =
            Map.of(
                    Rule.R2,
                    "docs/findings/o-trunc-mapped.md (6.1 and 6.18, without the writeback cache)",
                    Rule.R8,
                    "docs/findings/o-trunc-mapped.md (6.1 and 6.18, without the writeback cache)",
                    Rule.R9,
                    "docs/findings/hole-and-store.md (6.1 and 6.18, with and without the writeback cache)",
                    Rule.R10,
                    "docs/findings/open-during-write.md (6.18, without the writeback cache)");

    private static final String REFUSED = "refused";

    private KernelText() {}

    /**
     * What came out.
     *
     * @param schema version of the JSON form
     * @param about what was judged, in words
     * @param remarks what a person should know: what is missing, what was left out
     * @param rules the rules
     * @param behaviours what the specification says of parts of the log, where it was asked
     * @param logs folders with logs that are kept
     * @param reproduce the command that does it again
     */
    public record Summary(
            int schema,
            List<String> about,
            List<String> remarks,
            List<RuleLine> rules,
            List<BehaviourLine> behaviours,
            List<String> logs,
            String reproduce) {}

    /**
     * What one rule says.
     *
     * @param rule its name
     * @param property the property that it is about
     * @param title the rule in words
     * @param verdict the verdict word
     * @param exercised how often its premise occurred
     * @param violations how often it was broken
     * @param first the first violations
     * @param finding the page about a violation of this rule that is known, and where it was seen;
     *     null if the rule was not broken, or none is known. It need not be this one.
     */
    public record RuleLine(
            String rule,
            String property,
            String title,
            String verdict,
            long exercised,
            long violations,
            List<String> first,
            String finding) {}

    /**
     * Whether a behaviour of the specification explains a part of a log.
     *
     * @param kernel the specification's kernel
     * @param part from where to where it is
     * @param operations how many operations began in it
     * @param verdict explained, refused, unknown or not asked
     * @param why why it was not asked, or is not known; null otherwise
     * @param answer what the specification says; null if it was not asked
     */
    public record BehaviourLine(
            String kernel,
            String part,
            int operations,
            String verdict,
            String why,
            Witnessed answer) {

        /** Whether no behaviour explains it. */
        @JsonIgnore
        public boolean isRefused() {
            return verdict.equals(REFUSED);
        }

        /** Of an answer. */
        public static BehaviourLine of(String kernel, Witness.Answer asked) {
            Witnessed answer = asked.answer();
            String verdict =
                    answer == null
                            ? "not asked"
                            : answer.accepted()
                                    ? "explained"
                                    : answer.refusal() != null ? REFUSED : "unknown";
            String why = answer == null ? asked.unfit() : answer.undecided();
            return new BehaviourLine(
                    kernel, asked.window(), asked.operations(), verdict, why, answer);
        }
    }

    /** The page about a known violation of a rule, and where it was seen; null if none is known. */
    public static String finding(Rule rule) {
        return FINDINGS.get(rule);
    }

    /** The lines of the rules. */
    public static List<RuleLine> lines(Map<Rule, Tally> tallies) {
        List<RuleLine> lines = new ArrayList<>();
        tallies.forEach(
                (rule, tally) ->
                        lines.add(
                                new RuleLine(
                                        rule.name(),
                                        rule.property(),
                                        rule.title(),
                                        tally.verdict().text(),
                                        tally.premises(),
                                        tally.violations(),
                                        tally.told(),
                                        tally.violations() > 0 ? finding(rule) : null)));
        return lines;
    }

    /**
     * 0, 1 if a rule was broken, 2 if nothing that a rule is about was seen or the specification
     * gave no answer, 3 if it refused.
     */
    public static int exitCode(Summary summary) {
        if (summary.rules().stream().anyMatch(rule -> rule.violations() > 0)) {
            return ExitCode.DIFFERS;
        }
        List<BehaviourLine> behaviours = summary.behaviours();
        if (behaviours.stream().anyMatch(BehaviourLine::isRefused)) {
            return ExitCode.DISAGREE;
        }
        if (!behaviours.isEmpty()) {
            boolean known = behaviours.stream().noneMatch(line -> line.verdict().equals("unknown"));
            boolean asked = behaviours.stream().anyMatch(line -> line.answer() != null);
            return known && asked ? ExitCode.OK : ExitCode.UNKNOWN;
        }
        return summary.rules().stream().anyMatch(rule -> rule.exercised() > 0)
                ? ExitCode.OK
                : ExitCode.UNKNOWN;
    }

    /** The text. */
    public static String of(Summary summary) {
        StringBuilder text = new StringBuilder();
        summary.about().forEach(line -> text.append(line).append('\n'));
        text.append('\n');
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-4s %-4s %-54s %-18s %11s %9s%n",
                        "rule",
                        "of",
                        "what must hold",
                        "verdict",
                        "exercised",
                        "violated"));
        for (RuleLine rule : summary.rules()) {
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%-4s %-4s %-54s %-18s %,11d %,9d%n",
                            rule.rule(),
                            rule.property(),
                            rule.title(),
                            rule.verdict(),
                            rule.exercised(),
                            rule.violations()));
        }
        for (RuleLine rule : summary.rules()) {
            if (rule.violations() > 0) {
                text.append('\n').append(rule.rule()).append(" violated:\n");
                rule.first().stream()
                        .limit(3)
                        .forEach(line -> text.append("  ").append(line).append('\n'));
                if (rule.finding() != null) {
                    text.append("  It may be what is known already: ").append(rule.finding());
                    text.append(".\n  The rule is broken all the same.\n");
                }
            }
        }
        summary.behaviours().forEach(line -> behaviour(text, line));
        Map<String, Long> verdicts =
                summary.behaviours().stream()
                        .collect(
                                Collectors.groupingBy(
                                        BehaviourLine::verdict,
                                        TreeMap::new,
                                        Collectors.counting()));
        if (!verdicts.isEmpty()) {
            text.append("\nbehaviours: ");
            text.append(
                    verdicts.entrySet().stream()
                            .map(each -> each.getValue() + " " + each.getKey())
                            .collect(Collectors.joining(", ")));
            text.append('\n');
        }
        text.append('\n');
        summary.remarks().forEach(remark -> text.append(remark).append('\n'));
        summary.logs().forEach(log -> text.append("kept: ").append(log).append('\n'));
        return text.append("again: ").append(summary.reproduce()).append('\n').toString();
    }

    private static void behaviour(StringBuilder text, BehaviourLine line) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "%nbehaviour of %s: %s: %s",
                        line.kernel(),
                        line.part(),
                        line.verdict()));
        Witnessed answer = line.answer();
        if (answer == null || answer.undecided() != null) {
            text.append(": ").append(line.why());
        } else {
            text.append(
                    String.format(
                            Locale.ROOT,
                            " (%d of %d moments, %,d states)",
                            answer.explained(),
                            answer.points(),
                            answer.states()));
        }
        text.append('\n');
        if (answer == null || answer.refusal() == null) {
            return;
        }
        Witnessed.Refusal refusal = answer.refusal();
        text.append("  no behaviour explains ").append(refusal.words()).append('\n');
        text.append("  the one that comes furthest has then\n");
        refusal.stand().forEach(stand -> text.append("    ").append(stand).append('\n'));
        if (!refusal.instead().isEmpty()) {
            text.append("  what it, or another that comes as far, could do instead\n");
            refusal.instead().forEach(what -> text.append("    ").append(what).append('\n'));
        }
    }
}
