package nowrite.stress.patch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What JCStress's tests show of the kernel on real processors, without the patch and with it.
 *
 * @param tests the tests that execute what the patch overrides
 * @param why why none was run; empty if one was
 * @param broken why the run as a whole says nothing; empty if it does not
 * @param output what JCStress printed where something is wrong; empty if nothing is
 */
record Stressed(List<Test> tests, String why, String broken, String output) {

    /**
     * A test.
     *
     * @param name its name
     * @param skipped why it says nothing about the patch; empty if it does
     * @param failed why it broke with the patch; empty if it did not
     * @param outcomes what came out
     * @param doubt what makes a pass worth less; empty if nothing does
     */
    record Test(String name, String skipped, String failed, List<Outcome> outcomes, String doubt) {
        /** Copies the list. */
        Test {
            outcomes = List.copyOf(outcomes);
        }

        /** What is forbidden, and is seen with the patch only. */
        List<Outcome> worse() {
            return outcomes.stream().filter(Outcome::isWorse).toList();
        }

        private long samples() {
            return outcomes.stream().mapToLong(Outcome::after).sum();
        }

        /** The verdict in a few words. */
        private String verdict() {
            if (!failed.isEmpty()) {
                return "failed: " + failed;
            }
            if (!worse().isEmpty()) {
                return "FORBIDDEN outcome, with the patch only";
            }
            if (!skipped.isEmpty()) {
                return "skipped: " + skipped;
            }
            return (outcomes.stream().anyMatch(o -> o.forbidden() && o.before() > 0)
                            ? "what it forbids is seen without the patch, too"
                            : "nothing forbidden seen, which is no proof")
                    + (doubt.isEmpty() ? "" : "; " + doubt);
        }
    }

    /**
     * An outcome of a test.
     *
     * @param name what JCStress prints
     * @param meaning the sentence that the test has for it
     * @param forbidden whether the test forbids it
     * @param before how many samples without the patch had it
     * @param after how many samples with the patch had it
     */
    record Outcome(String name, String meaning, boolean forbidden, long before, long after) {
        private boolean isWorse() {
            return forbidden && after > 0 && before == 0;
        }
    }

    /** Copies the list. */
    Stressed {
        tests = List.copyOf(tests);
    }

    /** Nothing was run, for a reason. */
    static Stressed not(String why) {
        return new Stressed(List.of(), why, "", "");
    }

    /** Whether something forbidden came out that did not without the patch. */
    boolean isWorse() {
        return tests.stream().anyMatch(one -> !one.worse().isEmpty());
    }

    /** What broke; empty if nothing did. */
    String failure() {
        return !broken.isEmpty()
                ? broken
                : tests.stream()
                        .filter(one -> !one.failed().isEmpty())
                        .map(one -> one.name() + ": " + one.failed())
                        .findFirst()
                        .orElse("");
    }

    /** What is worse, as the end of a sentence that begins with the patch's name. */
    String sentence() {
        Test first = tests.stream().filter(one -> !one.worse().isEmpty()).findFirst().orElseThrow();
        Outcome outcome = first.worse().get(0);
        return "shows on real processors what "
                + first.name()
                + " of JCStress forbids: "
                + outcome.name()
                + " ("
                + outcome.meaning()
                + "), "
                + String.format(Locale.ROOT, "%,d of %,d samples", outcome.after(), first.samples())
                + "; without the patch in none";
    }

    /** In words, a line each; the first goes on after a colon. */
    List<String> lines() {
        if (!why.isEmpty()) {
            return List.of("skipped: " + why);
        }
        List<String> lines = new ArrayList<>();
        lines.add(broken.isEmpty() ? "samples without the patch -> with it" : "failed: " + broken);
        for (Test test : tests) {
            lines.add(test.name() + ": " + test.verdict());
            boolean silent = !test.skipped().isEmpty() && test.worse().isEmpty();
            for (Outcome one : silent ? List.<Outcome>of() : test.outcomes()) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "  %-10s %,11d -> %,-11d %s%s",
                                one.name(),
                                one.before(),
                                one.after(),
                                one.forbidden() ? "forbidden: " : "",
                                one.meaning()));
            }
        }
        return lines;
    }
}
