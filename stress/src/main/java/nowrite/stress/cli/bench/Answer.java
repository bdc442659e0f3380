package nowrite.stress.cli.bench;

import java.util.Locale;

/**
 * What a {@link BugFinder} says about one bug.
 *
 * @param kind whether it found it
 * @param seconds until the answer was there; 0 if it was not found
 * @param text where it was found if not in the bug's own scenario, else empty; of any other answer
 *     the reason, as a sentence without its full stop
 */
public record Answer(Kind kind, double seconds, String text) {
    /** Whether it found it. */
    public enum Kind {
        /** It was found. */
        FOUND("found"),
        /** It looked and did not find it, or broke. */
        NOT_FOUND("not found"),
        /** The bug is not for this finder: a test or a scenario is missing. */
        NOT_ASKED("not asked"),
        /** It would have looked, and this machine lacks what it needs. */
        SKIPPED("skipped");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word in the table. */
        public String word() {
            return word;
        }
    }

    /** Found, in the bug's own scenario. */
    public static Answer found(double seconds) {
        return new Answer(Kind.FOUND, seconds, "");
    }

    /** Found somewhere else. */
    public static Answer found(double seconds, String where) {
        return new Answer(Kind.FOUND, seconds, where);
    }

    /** Looked for and not found. */
    public static Answer notFound(String why) {
        return new Answer(Kind.NOT_FOUND, 0, why);
    }

    /** Not looked for. */
    public static Answer notAsked(String why) {
        return new Answer(Kind.NOT_ASKED, 0, why);
    }

    /** Not to be looked for on this machine. */
    public static Answer skipped(String why) {
        return new Answer(Kind.SKIPPED, 0, why);
    }

    /** Whether the bug was found. */
    public boolean isFound() {
        return kind == Kind.FOUND;
    }

    /** For a person, in one line. */
    @Override
    public String toString() {
        if (!isFound()) {
            return kind.word() + ": " + text;
        }
        String time = String.format(Locale.ROOT, "%.2f", seconds);
        return text.isEmpty() ? time : time + " (" + text + ")";
    }
}
