package nowrite.spec;

/** The verdict words: what a run says about one property. Never print one as another. */
public enum Word {
    /** The whole space within the stated bounds was searched and the property held. */
    HOLDS_EXHAUSTED("holds (exhausted)"),
    /** A part of the space was searched and the property held there. */
    HOLDS_SAMPLED("holds (sampled)"),
    /** A schedule was found that violates the property. */
    VIOLATED("violated"),
    /** Time, memory or another bound ran out before the answer. */
    UNKNOWN("unknown (budget)"),
    /** The search was complete, but what the property talks about never happened. */
    NOT_EXERCISED("not exercised"),
    /** The property is not modelled yet. */
    PENDING("pending"),
    /** The run was left out for a stated reason. */
    SKIPPED("skipped"),
    /** The engine broke; nothing is known. */
    FAILED("failed");

    private final String text;

    Word(String text) {
        this.text = text;
    }

    /** The word as it is printed. */
    public String text() {
        return text;
    }

    /** Whether this is an answer in favour of the property. */
    public boolean holds() {
        return this == HOLDS_EXHAUSTED || this == HOLDS_SAMPLED;
    }

    @Override
    public String toString() {
        return text;
    }
}
