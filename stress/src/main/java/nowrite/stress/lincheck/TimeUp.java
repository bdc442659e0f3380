package nowrite.stress.lincheck;

/** The time of a question is over: ends the search for schedules. */
final class TimeUp extends AssertionError {
    private static final long serialVersionUID = 1L;

    TimeUp() {
        super("the time is over");
    }
}
