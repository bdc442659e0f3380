package nowrite.stress.hardware;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nowrite.stress.hardware.TestReport.OutcomeCount;

/** A run as a table for a person. */
public final class StressText {
    private StressText() {}

    /** The whole summary. */
    public static String of(StressRun run) {
        StringBuilder out = new StringBuilder();
        MachineFacts machine = run.machine();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s, %s, %d of %d cores; JDK %s%ncommit %s; %s, %.0f s; JCStress %s%n%n",
                        machine.cpu(),
                        machine.arch(),
                        machine.used(),
                        machine.cores(),
                        machine.jdk(),
                        machine.commit(),
                        run.effort(),
                        run.millis() / 1000.0,
                        machine.flags()));
        out.append(
                String.format(
                        "%-42s %-14s %13s %11s  %s%n",
                        "test", "outcome", "samples", "frequency", "verdict"));
        for (TestReport test : run.tests()) {
            if (test.verdict() != Verdict.NEEDS_CPUS) {
                rows(out, test);
            }
        }
        skipped(out, run);
        litmus(out, run.litmus());
        totals(out, run);
        return out.toString();
    }

    private static void rows(StringBuilder out, TestReport test) {
        String name = test.name();
        String verdict = test.verdict().word();
        for (OutcomeCount outcome : test.outcomes()) {
            double share = test.samples() == 0 ? 0 : 100.0 * outcome.samples() / test.samples();
            out.append(
                    String.format(
                                    Locale.ROOT,
                                    "%-42s %-14s %,13d %11s  %s",
                                    name,
                                    outcome.outcome(),
                                    outcome.samples(),
                                    share(share, outcome.samples()),
                                    mark(outcome) + verdict)
                            .stripTrailing());
            out.append('\n');
            name = "";
            verdict = "";
        }
        if (test.outcomes().isEmpty()) {
            out.append(String.format("%-42s %40s  %s%n", name, "", verdict));
        }
        if (test.message() != null) {
            test.message().lines().forEach(line -> out.append("    ").append(line).append('\n'));
        }
    }

    private static String mark(OutcomeCount outcome) {
        return outcome.samples() > 0 && outcome.expect().equals("FORBIDDEN")
                ? "<- forbidden  "
                : "";
    }

    /** A share in percent: what was seen is never printed as zero. */
    static String share(double percent, long samples) {
        if (samples > 0 && percent < 0.0001) {
            return "<0.0001%";
        }
        return String.format(
                Locale.ROOT, percent > 0 && percent < 0.01 ? "%.4f%%" : "%.2f%%", percent);
    }

    private static void skipped(StringBuilder out, StressRun run) {
        List<TestReport> skipped =
                run.tests().stream().filter(t -> t.verdict() == Verdict.NEEDS_CPUS).toList();
        if (skipped.isEmpty()) {
            return;
        }
        out.append("\nskipped, not passed:\n");
        for (TestReport test : skipped) {
            out.append(String.format("  %-42s %s%n", test.name(), test.message()));
        }
        out.append(
                String.format(
                        "On a machine with %d CPUs or more: ./nowrite stress '%s' --time %s%n",
                        skipped.stream().mapToInt(TestReport::actors).max().orElseThrow(),
                        skipped.stream()
                                .map(test -> test.name().replaceFirst("\\..*", ""))
                                .distinct()
                                .collect(Collectors.joining("|")),
                        run.effort()));
    }

    private static void litmus(StringBuilder out, List<Litmus.Result> results) {
        out.append(results.isEmpty() ? "" : "\nlitmus, for the memory model of the kernel:\n");
        for (Litmus.Result result : results) {
            out.append(
                    String.format(
                            "  %-34s expected %-10s %s%s%n",
                            result.name(),
                            result.expected(),
                            result.verdict().word(),
                            result.message() == null ? "" : ": " + result.message()));
        }
    }

    private static void totals(StringBuilder out, StressRun run) {
        out.append('\n');
        for (Verdict verdict : Verdict.values()) {
            long count = run.count(verdict);
            if (count > 0) {
                out.append(String.format("  %3d %s%n", count, verdict.word()));
            }
        }
        for (Litmus.Verdict verdict : Litmus.Verdict.values()) {
            long count = run.litmus().stream().filter(l -> l.verdict() == verdict).count();
            if (count > 0) {
                out.append(String.format("  %3d litmus files %s%n", count, verdict.word()));
            }
        }
        if (run.trouble() != null) {
            out.append("\nfailed: ").append(run.trouble()).append('\n');
        } else if (run.count(Verdict.MISSED) > 0) {
            out.append("\nfailed: the canary was missed, so this run saw nothing\n");
        } else if (!run.decidesSomething()) {
            out.append("\nnothing was run, so nothing is decided\n");
        }
        if (run.count(Verdict.NOT_CAUGHT) > 0) {
            out.append(
                    "\na broken twin was not caught: it is not known whether the test that it stands"
                            + " beside could fail here.\nTry a longer --time.\n");
        }
        if (run.exitCode() != 0) {
            out.append("\nreproduce: ").append(run.reproduce()).append('\n');
        }
    }
}
