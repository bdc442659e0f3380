package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nowrite.spec.ExitCode;
import nowrite.stress.kernel.judge.Rule;
import nowrite.stress.kernel.judge.Tally;

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
                    "docs/findings/hole-and-store.md (6.18, with and without the writeback cache)",
                    Rule.R10,
                    "docs/findings/open-during-write.md (6.18, without the writeback cache)");

    private KernelText() {}

    /**
     * What came out.
     *
     * @param schema version of the JSON form
     * @param about what was judged, in words
     * @param remarks what a person should know: what is missing, what was left out
     * @param rules the rules
     * @param logs folders with logs that are kept
     * @param reproduce the command that does it again
     */
    public record Summary(
            int schema,
            List<String> about,
            List<String> remarks,
            List<RuleLine> rules,
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

    /** 0, 1 if a rule was broken, 2 if nothing that a rule is about was seen. */
    public static int exitCode(Summary summary) {
        if (summary.rules().stream().anyMatch(rule -> rule.violations() > 0)) {
            return ExitCode.DIFFERS;
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
        text.append('\n');
        summary.remarks().forEach(remark -> text.append(remark).append('\n'));
        summary.logs().forEach(log -> text.append("kept: ").append(log).append('\n'));
        return text.append("again: ").append(summary.reproduce()).append('\n').toString();
    }
}
