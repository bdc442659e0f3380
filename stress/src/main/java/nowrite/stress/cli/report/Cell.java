package nowrite.stress.cli.report;

import nowrite.spec.Word;

/**
 * What all scenarios together say about one property on one kernel.
 *
 * @param word the verdict
 * @param expectedViolated whether some scenario expects the property to be violated
 */
public record Cell(Word word, boolean expectedViolated) {

    /** Whether the verdict is what the scenarios expect. */
    public boolean asExpected() {
        return switch (word) {
            case VIOLATED -> expectedViolated;
            case HOLDS_EXHAUSTED, HOLDS_SAMPLED, NOT_EXERCISED, PENDING, SKIPPED ->
                    !expectedViolated;
            case UNKNOWN, FAILED -> false;
        };
    }

    /** The cell as the grid prints it: the word in short, {@code !} if it is not as expected. */
    public String text() {
        return word(word) + (asExpected() ? "" : "!");
    }

    private static String word(Word word) {
        return switch (word) {
            case HOLDS_EXHAUSTED -> "holds";
            case HOLDS_SAMPLED -> "sampl";
            case VIOLATED -> "VIOL";
            case NOT_EXERCISED -> "-";
            case UNKNOWN -> "?";
            case FAILED -> "FAIL";
            case PENDING -> "later";
            case SKIPPED -> "skip";
        };
    }
}
