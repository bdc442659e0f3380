package nowrite.stress.selftest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import nowrite.stress.selftest.mutant.Mutant;

/** The recorded numbers and survivors, for docs/selftest.md. */
public final class LedgerTable {

    private LedgerTable() {}

    /** The numbers as a table, then the survivors by reason. */
    public static String markdown(Ledger ledger) {
        StringBuilder text = new StringBuilder();
        text.append("| side | mutants | killed | score | equivalent | score without these |\n");
        text.append("|---|---|---|---|---|---|\n");
        int mutants = 0;
        int killed = 0;
        int equivalent = 0;
        for (Mutant.Side side : Mutant.Side.values()) {
            Ledger.Numbers numbers = ledger.numbers(side);
            if (numbers != null) {
                int same = equivalent(ledger, side);
                row(text, side.word(), numbers.mutants(), numbers.killed(), same);
                mutants += numbers.mutants();
                killed += numbers.killed();
                equivalent += same;
            } else {
                text.append("| ").append(side.word()).append(" | not recorded | | | | |\n");
            }
        }
        if (List.of(Mutant.Side.values()).stream().allMatch(side -> ledger.numbers(side) != null)) {
            row(text, "both", mutants, killed, equivalent);
        }
        Map<String, List<String>> byReason = new TreeMap<>();
        ledger.survivors()
                .values()
                .forEach(
                        survivor ->
                                byReason.computeIfAbsent(
                                                (survivor.equivalent() ? "Equivalent: " : "")
                                                        + survivor.reason(),
                                                reason -> new ArrayList<>())
                                        .add("`" + survivor.id() + "`"));
        text.append("\n| survivors | why nothing notices them |\n|---|---|\n");
        byReason.forEach(
                (reason, ids) ->
                        text.append("| ")
                                .append(String.join(" ", ids))
                                .append(" | ")
                                .append(reason.replace("|", "\\|"))
                                .append(" |\n"));
        return text.toString();
    }

    /** Names of mutants of the spec have a capital behind the first colon. */
    private static int equivalent(Ledger ledger, Mutant.Side side) {
        return (int)
                ledger.survivors().values().stream()
                        .filter(Ledger.Survivor::equivalent)
                        .filter(
                                survivor ->
                                        Character.isUpperCase(
                                                        survivor.id()
                                                                .charAt(
                                                                        survivor.id().indexOf(':')
                                                                                + 1))
                                                == (side == Mutant.Side.SPEC))
                        .count();
    }

    private static void row(
            StringBuilder text, String side, int mutants, int killed, int equivalent) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %.1f %% | %d | %.1f %% |%n",
                        side,
                        mutants,
                        killed,
                        mutants == 0 ? 0 : 100.0 * killed / mutants,
                        equivalent,
                        mutants == equivalent ? 0 : 100.0 * killed / (mutants - equivalent)));
    }
}
