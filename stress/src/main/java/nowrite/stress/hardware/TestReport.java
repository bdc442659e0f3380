package nowrite.stress.hardware;

import java.util.List;

/**
 * What a run says about one test.
 *
 * @param name the test
 * @param actors the processors that it needs
 * @param verdict what came out
 * @param samples how often it ran
 * @param outcomes what it showed
 * @param message why it failed, or what it lacks; null if there is nothing to say
 */
public record TestReport(
        String name,
        int actors,
        Verdict verdict,
        long samples,
        List<OutcomeCount> outcomes,
        String message) {

    /** Copies the list. */
    public TestReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * One outcome.
     *
     * @param outcome what JCStress prints
     * @param samples how often it was seen
     * @param expect ACCEPTABLE, ACCEPTABLE_INTERESTING or FORBIDDEN
     * @param meaning the sentence that the test has for it
     */
    public record OutcomeCount(String outcome, long samples, String expect, String meaning) {}
}
