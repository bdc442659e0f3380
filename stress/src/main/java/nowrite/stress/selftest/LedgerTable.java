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
        StringBuilder text = new StringBuilder("| side | mutants | killed | score |\n");
        text.append("|---|---|---|---|\n");
        int mutants = 0;
        int killed = 0;
        for (Mutant.Side side : Mutant.Side.values()) {
            Ledger.Numbers numbers = ledger.numbers(side);
            if (numbers != null) {
                row(text, side.word(), numbers.mutants(), numbers.killed());
                mutants += numbers.mutants();
                killed += numbers.killed();
            }
        }
        row(text, "both", mutants, killed);
        Map<String, List<String>> byReason = new TreeMap<>();
        ledger.survivors()
                .values()
                .forEach(
                        survivor ->
                                byReason.computeIfAbsent(
                                                survivor.reason(), reason -> new ArrayList<>())
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

    private static void row(StringBuilder text, String side, int mutants, int killed) {
        text.append(
                String.format(
                        Locale.ROOT,
                        "| %s | %d | %d | %.1f %% |%n",
                        side,
                        mutants,
                        killed,
                        mutants == 0 ? 0 : 100.0 * killed / mutants));
    }
}
