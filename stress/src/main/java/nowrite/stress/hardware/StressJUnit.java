package nowrite.stress.hardware;

import java.util.Locale;
import nowrite.spec.ExitCode;

/** A run as JUnit XML: what is not decided is skipped, never passed. */
public final class StressJUnit {
    private StressJUnit() {}

    /** The document. */
    public static String of(StressRun run) {
        StringBuilder cases = new StringBuilder();
        int failures = 0;
        int errors = 0;
        int skipped = 0;
        for (TestReport test : run.tests()) {
            String dot = test.name().contains(".") ? test.name() : "." + test.name();
            int at = dot.lastIndexOf('.');
            cases.append(
                    String.format(
                            "  <testcase classname=\"%s\" name=\"%s\"",
                            escape(dot.substring(0, at)), escape(dot.substring(at + 1))));
            String text = escape(message(test));
            switch (test.verdict().exitCode()) {
                case ExitCode.DIFFERS -> {
                    failures++;
                    cases.append("><failure message=\"").append(text).append("\"/></testcase>\n");
                }
                case ExitCode.FAILED -> {
                    errors++;
                    cases.append("><error message=\"").append(text).append("\"/></testcase>\n");
                }
                default -> {
                    if (isSkipped(test.verdict())) {
                        skipped++;
                        cases.append("><skipped message=\"")
                                .append(text)
                                .append("\"/></testcase>\n");
                    } else {
                        cases.append("/>\n");
                    }
                }
            }
        }
        for (Litmus.Result litmus : run.litmus()) {
            cases.append(
                    String.format(
                            "  <testcase classname=\"litmus\" name=\"%s\"", escape(litmus.name())));
            String kind = null;
            switch (litmus.verdict()) {
                case DIFFERS -> {
                    failures++;
                    kind = "failure";
                }
                case FAILED -> {
                    errors++;
                    kind = "error";
                }
                case UNTESTED -> {
                    skipped++;
                    kind = "skipped";
                }
                default -> cases.append("/>\n");
            }
            if (kind != null) {
                cases.append(
                        String.format(
                                "><%s message=\"%s\"/></testcase>%n",
                                kind, escape(litmus.message())));
            }
        }
        if (run.trouble() != null) {
            errors++;
            cases.append("  <testcase classname=\"stress\" name=\"run\"><error message=\"")
                    .append(escape(run.trouble()))
                    .append("\"/></testcase>\n");
        }
        return String.format(
                Locale.ROOT,
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>%n<testsuite name=\"stress\" tests=\"%d\""
                        + " failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"%.1f\">%n%s"
                        + "</testsuite>%n",
                run.tests().size() + run.litmus().size() + (run.trouble() == null ? 0 : 1),
                failures,
                errors,
                skipped,
                run.millis() / 1000.0,
                cases);
    }

    private static boolean isSkipped(Verdict verdict) {
        return verdict == Verdict.NEEDS_CPUS
                || verdict == Verdict.NOT_HERE
                || verdict == Verdict.NOT_CAUGHT;
    }

    private static String message(TestReport test) {
        return test.message() == null
                ? test.verdict().word()
                : test.verdict().word() + ": " + test.message();
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '&' -> out.append("&amp;");
                                case '<' -> out.append("&lt;");
                                case '>' -> out.append("&gt;");
                                case '"' -> out.append("&quot;");
                                case '\n', '\t' -> out.append("&#").append(c).append(';');
                                default -> {
                                    if (c >= ' ') {
                                        out.appendCodePoint(c);
                                    }
                                }
                            }
                        });
        return out.toString();
    }
}
