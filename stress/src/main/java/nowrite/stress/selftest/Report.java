package nowrite.stress.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.Property;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;

/**
 * The report of a self-test; as JSON it is this record.
 *
 * @param killedBy for each side how many mutants were killed by what
 * @param violations for each property how many mutants violate it
 * @param expected for each property on how many scenarios and kernels a violation is expected
 * @param verdict what is wrong
 * @param fates what became of each mutant
 * @param reasons the reasons for survivors, by name
 */
public record Report(
        Map<String, Map<String, Integer>> killedBy,
        Map<Property, Integer> violations,
        Map<Property, Integer> expected,
        Verdict verdict,
        List<Fate> fates,
        Map<String, String> reasons) {

    private static final String SURVIVED = "survived";

    /** The report of results. */
    public static Report of(
            Results results, Ledger record, Map<Property, Integer> expected, Verdict verdict) {
        Map<String, Map<String, Integer>> killedBy = new TreeMap<>();
        for (Fate fate : results.fates()) {
            String by = fate.killed() ? fate.by().word() : SURVIVED;
            killedBy.computeIfAbsent(fate.mutant().side().word(), side -> new TreeMap<>())
                    .merge(by, 1, Integer::sum);
        }
        Map<String, String> reasons = new TreeMap<>();
        record.survivors().forEach((id, survivor) -> reasons.put(id, survivor.reason()));
        return new Report(
                killedBy, results.violations(), expected, verdict, results.fates(), reasons);
    }

    /** The report for a person. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Mutant.Side side : Mutant.Side.values()) {
            Map<String, Integer> by = killedBy.get(side.word());
            if (by != null) {
                text.append(score(side.word(), by)).append('\n');
            }
        }
        if (killedBy.size() > 1) {
            Map<String, Integer> both = new TreeMap<>();
            killedBy.values()
                    .forEach(by -> by.forEach((what, n) -> both.merge(what, n, Integer::sum)));
            text.append(score("both", both)).append('\n');
        }
        text.append("\nproperty   mutants that violate it   kernels and scenarios that must\n");
        violations.forEach(
                (property, n) ->
                        text.append(
                                String.format(
                                        Locale.ROOT,
                                        "%-10s %-25d %d%n",
                                        property,
                                        n,
                                        expected.getOrDefault(property, 0))));
        List<Fate> survivors = fates.stream().filter(fate -> !fate.killed()).toList();
        if (!survivors.isEmpty()) {
            text.append("\nsurvivors\n");
            for (Fate fate : survivors) {
                text.append("  ").append(fate.mutant().id()).append("  ");
                text.append(reasons.getOrDefault(fate.mutant().id(), "NO REASON")).append('\n');
            }
        }
        section(text, "wrong", verdict.failures());
        section(text, "undecided", verdict.undecided());
        section(text, "notes", verdict.notes());
        text.append('\n').append(sentence()).append('\n');
        return text.toString();
    }

    private static String score(String side, Map<String, Integer> by) {
        int all = by.values().stream().mapToInt(Integer::intValue).sum();
        int survived = by.getOrDefault(SURVIVED, 0);
        List<String> parts = new ArrayList<>();
        for (Fate.By one : Fate.By.values()) {
            parts.add(by.getOrDefault(one.word(), 0) + " by " + one.word());
        }
        return String.format(
                Locale.ROOT,
                "%-5s %d of %d mutants killed, %.1f %% (%s)",
                side,
                all - survived,
                all,
                100.0 * (all - survived) / all,
                String.join(", ", parts));
    }

    private static void section(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append('\n').append(title).append('\n');
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }

    private String sentence() {
        if (!verdict.failures().isEmpty()) {
            return verdict.failures().size() + " things are wrong (exit code " + exitCode() + ")";
        }
        return verdict.undecided().isEmpty()
                ? "every survivor has a reason, nothing was lost (exit code 0)"
                : "undecided (exit code " + exitCode() + ")";
    }

    /** The exit code of a command with this report. */
    public int exitCode() {
        if (!verdict.failures().isEmpty()) {
            return nowrite.spec.ExitCode.DIFFERS;
        }
        return verdict.undecided().isEmpty()
                ? nowrite.spec.ExitCode.OK
                : nowrite.spec.ExitCode.UNKNOWN;
    }
}
