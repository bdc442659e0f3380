package nowrite.spec.scenario;

/**
 * A condition that some reachable state must meet: what the scenario is about really happens.
 *
 * @param kind which form the condition has
 * @param argument the step label, or the name of a named condition
 */
public record Reach(Kind kind, String argument) {

    /** The form of a condition. */
    public enum Kind {
        /** Some context stands at the step. */
        AT,
        /** Some context sleeps at the step. */
        ASLEEP,
        /** A condition with a name, see {@link ReachCondition}. */
        NAMED
    }

    /** The condition as the scenario file says it, without the word {@code reach}. */
    public String text() {
        return switch (kind) {
            case AT -> "at " + argument;
            case ASLEEP -> "asleep " + argument;
            case NAMED -> argument;
        };
    }
}
