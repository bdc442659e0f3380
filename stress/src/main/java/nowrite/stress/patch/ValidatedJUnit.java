package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import nowrite.stress.patch.measure.Measured;
import nowrite.stress.patch.measure.Measured.Cost;

/**
 * The answer about a patch as JUnit XML: a case for the verdict, one for each scenario with what it
 * costs, one for each test of JCStress.
 */
final class ValidatedJUnit {
    private final String kernel;
    private final List<Case> cases = new ArrayList<>();

    /**
     * A test case.
     *
     * @param problem failure, error or skipped; empty if it passed
     * @param message why; empty if it passed
     * @param output more to read; empty if there is nothing
     */
    private record Case(String name, String problem, String message, String output) {}

    private ValidatedJUnit(Validated answer) {
        kernel = answer.kernel().toString();
        verdict(answer);
        for (Compared one : answer.searched()) {
            scenario(answer, one);
        }
        for (String name : answer.leftOut()) {
            boolean cut = answer.cut().contains(name);
            add(name, "skipped", "no time" + (cut ? ", not without the patch either" : ""), "");
        }
        for (String name : answer.unreached()) {
            add(name, "skipped", "does not execute what the patch overrides", "");
        }
        stressed(answer.stressed());
    }

    /** The document. */
    static String of(Validated answer) {
        return new ValidatedJUnit(answer).text(answer);
    }

    private void add(String name, String problem, String message, String output) {
        cases.add(new Case(OwnNames.shortened(name), problem, message, output));
    }

    private void verdict(Validated answer) {
        String problem =
                switch (answer.verdict()) {
                    case NEUTRAL, NOT_WORSE -> "";
                    case BREAKS, DISAGREES -> "failure";
                    case UNDECIDED -> "skipped";
                    case FAILED -> "error";
                };
        List<String> lines = new ArrayList<>();
        lines.add(answer.sentence());
        lines.addAll(answer.effects().lockProblems());
        answer.violations().forEach(one -> lines.add("VIOLATED: " + one));
        add("verdict", problem, answer.sentence(), String.join("\n", lines));
    }

    private void scenario(Validated answer, Compared one) {
        String costs = costs(one);
        if (one.after().failed()) {
            add(one.scenario(), "error", String.valueOf(one.after().message()), costs);
        } else if (!one.worse().isEmpty() || !one.newlyBlocked().isEmpty()) {
            String worse = Sentences.breaks(answer.patch().name(), List.of(one));
            add(one.scenario(), "failure", worse + trace(answer, one), costs);
        } else if (one.undecided()) {
            add(one.scenario(), "skipped", "undecided", costs);
        } else {
            add(one.scenario(), "", "", costs);
        }
    }

    private static String trace(Validated answer, Compared one) {
        return answer.shortest()
                .map(
                        trace ->
                                trace.scenario().equals(one.scenario())
                                        ? "; trace.txt beside this file has it"
                                        : "; trace.txt beside this file has the shortest of all, in "
                                                + trace.scenario())
                .orElse("");
    }

    /** What the scenario costs at most, without the patch and with it. */
    private static String costs(Compared one) {
        Measured before = one.before().measured();
        Measured after = one.after().measured();
        List<String> lines = new ArrayList<>();
        lines.add(
                String.format(
                        Locale.ROOT,
                        "states: %,d -> %,d",
                        one.before().states(),
                        one.after().states()));
        if (!before.counted() || !after.counted()) {
            lines.add("costs not counted: " + (after.counted() ? before.why() : after.why()));
            return String.join("\n", lines);
        }
        for (Cost cost : Cost.values()) {
            lines.add(
                    cost.text()
                            + ": "
                            + count(before, cost)
                            + " -> "
                            + (one.undecided() ? "at least " : "")
                            + count(after, cost));
        }
        return String.join("\n", lines);
    }

    private static String count(Measured measured, Cost cost) {
        long count = measured.costs().getOrDefault(cost, 0L);
        return count == Measured.NO_BOUND
                ? "without bound"
                : String.format(Locale.ROOT, "%,d", count);
    }

    private void stressed(Stressed stressed) {
        for (Stressed.Test test : stressed.tests()) {
            String name = "JCStress " + test.name();
            if (!test.failed().isEmpty()) {
                add(name, "error", test.failed(), "");
            } else if (!test.worse().isEmpty()) {
                add(name, "failure", test.worse().get(0).meaning(), "");
            } else if (!test.skipped().isEmpty()) {
                add(name, "skipped", test.skipped(), "");
            } else {
                add(name, "", "", test.doubt());
            }
        }
    }

    private long count(String problem) {
        return cases.stream().filter(one -> one.problem().equals(problem)).count();
    }

    private String text(Validated answer) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<testsuite name=\"").append(escape(kernel));
        out.append("\" tests=\"").append(cases.size());
        out.append("\" failures=\"").append(count("failure"));
        out.append("\" errors=\"").append(count("error"));
        out.append("\" skipped=\"").append(count("skipped")).append("\">\n");
        out.append("  <properties>\n");
        property(out, "verdict", answer.verdict().text());
        property(out, "exit code", String.valueOf(answer.verdict().exitCode()));
        property(out, "compared with", answer.ground().toString());
        answer.effects().costs().forEach(one -> property(out, "costs more or less", one));
        answer.effects().newWaits().forEach(one -> property(out, "new wait", one));
        out.append("  </properties>\n");
        for (Case one : cases) {
            out.append("  <testcase classname=\"").append(escape(kernel));
            out.append("\" name=\"").append(escape(one.name())).append("\">");
            if (!one.problem().isEmpty()) {
                out.append('<').append(one.problem()).append(" message=\"");
                out.append(escape(OwnNames.shortened(one.message()))).append("\"/>");
            }
            if (!one.output().isEmpty()) {
                out.append("<system-out>").append(lines(one.output())).append("</system-out>");
            }
            out.append("</testcase>\n");
        }
        return out.append("</testsuite>\n").toString();
    }

    private static void property(StringBuilder out, String name, String value) {
        out.append("    <property name=\"").append(escape(name)).append("\" value=\"");
        out.append(escape(OwnNames.shortened(value))).append("\"/>\n");
    }

    private static String lines(String text) {
        return String.join(
                "\n", text.lines().map(line -> escape(OwnNames.shortened(line))).toList());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\x00-\\x1f]", " ");
    }
}
