package nowrite.stress.hardware;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import nowrite.stress.hardware.TestReport.OutcomeCount;

/** Two runs beside each other. */
public final class StressComparison {
    private final StressRun older;
    private final StressRun newer;
    private boolean differs;

    /** Compares. */
    public StressComparison(StressRun older, StressRun newer) {
        this.older = older;
        this.newer = newer;
    }

    /** Whether {@link #text} found a test with another verdict. */
    public boolean differs() {
        return differs;
    }

    /** The table for a person. */
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format("%s against %s%n", older.id(), newer.id()));
        circumstances(out);
        out.append(
                String.format(
                        "%n%-42s %-14s %13s %13s  %s%n",
                        "test", "outcome", "frequency", "now", "verdict"));
        Map<String, TestReport> before = byName(older);
        for (TestReport now : newer.tests()) {
            TestReport then = before.remove(now.name());
            if (then == null) {
                out.append(String.format("%-42s %s%n", now.name(), "is new"));
            } else {
                rows(out, then, now);
            }
        }
        before.keySet()
                .forEach(name -> out.append(String.format("%-42s %s%n", name, "was not run")));
        return out.toString();
    }

    private void circumstances(StringBuilder out) {
        MachineFacts a = older.machine();
        MachineFacts b = newer.machine();
        fact(out, "effort", older.effort(), newer.effort());
        fact(out, "CPU", a.cpu(), b.cpu());
        fact(out, "architecture", a.arch(), b.arch());
        fact(out, "cores used", a.used() + " of " + a.cores(), b.used() + " of " + b.cores());
        fact(out, "JDK", a.jdk(), b.jdk());
        fact(out, "flags", a.flags(), b.flags());
        fact(out, "commit", a.commit(), b.commit());
    }

    private static void fact(StringBuilder out, String name, String then, String now) {
        if (!Objects.equals(then, now)) {
            out.append(String.format("  %-13s %s -> %s%n", name, then, now));
        }
    }

    private void rows(StringBuilder out, TestReport then, TestReport now) {
        String verdict = now.verdict().word();
        if (then.verdict() != now.verdict()) {
            differs = true;
            verdict = then.verdict().word() + " -> " + verdict + "  <- differs";
        }
        String name = now.name();
        for (OutcomeCount outcome : now.outcomes()) {
            long past =
                    then.outcomes().stream()
                            .filter(o -> o.outcome().equals(outcome.outcome()))
                            .mapToLong(OutcomeCount::samples)
                            .sum();
            out.append(
                    String.format(
                                    Locale.ROOT,
                                    "%-42s %-14s %13s %13s  %s",
                                    name,
                                    outcome.outcome(),
                                    share(past, then),
                                    share(outcome.samples(), now),
                                    verdict)
                            .stripTrailing());
            out.append('\n');
            name = "";
            verdict = "";
        }
        if (now.outcomes().isEmpty()) {
            out.append(String.format("%-42s %-42s  %s%n", name, "", verdict));
        }
    }

    private static String share(long samples, TestReport test) {
        return test.samples() == 0
                ? "-"
                : StressText.share(100.0 * samples / test.samples(), samples);
    }

    private static Map<String, TestReport> byName(StressRun run) {
        Map<String, TestReport> map = new LinkedHashMap<>();
        run.tests().forEach(test -> map.put(test.name(), test));
        return map;
    }
}
