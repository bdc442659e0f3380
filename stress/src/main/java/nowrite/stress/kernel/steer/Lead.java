package nowrite.stress.kernel.steer;

import java.util.Locale;

/**
 * One thing to do, or to wait for.
 *
 * @param step the step of the trace, or the line of the file, that it stands for
 * @param verb what
 * @param who the task; the kind of request for those about requests
 * @param what the operation of a CALL; empty for all others
 * @param half the half page at which a WRITE begins, or the size that is set; -1 for any
 * @param error the error that an ANSWER gives; 0 for success
 */
public record Lead(int step, Verb verb, String who, String what, int half, int error) {

    /** What can be done and waited for. */
    public enum Verb {
        /** A task begins an operation. */
        CALL,
        /** A task's operation has ended. */
        RETURNS,
        /** A task's operation goes on: it waits for the daemon. */
        WAITS,
        /** The daemon has read a request. */
        ARRIVES,
        /** No such request comes. */
        ABSENT,
        /** The daemon answers a request. */
        ANSWER
    }

    /**
     * Reads a line: {@code call p store 0h}, {@code returns p}, {@code waits p}, {@code arrives
     * WRITEBACK 0h}, {@code absent WRITEBACK}, {@code answer SIZE 2h error 5}.
     *
     * @throws IllegalArgumentException if it is something else; the message says what would be
     *     right
     */
    public static Lead parse(int line, String text) {
        String[] words = text.strip().split("\\s+");
        try {
            Verb verb = Verb.valueOf(words[0].toUpperCase(Locale.ROOT));
            if (verb == Verb.CALL && words.length > 2) {
                String what = text.strip().substring(words[0].length()).strip();
                return new Lead(
                        line, verb, words[1], what.substring(words[1].length()).strip(), -1, 0);
            }
            if (words.length == 2 && (verb == Verb.RETURNS || verb == Verb.WAITS)) {
                return new Lead(line, verb, words[1], "", -1, 0);
            }
            if (verb == Verb.ARRIVES || verb == Verb.ABSENT || verb == Verb.ANSWER) {
                boolean fails = words.length > 3 && words[words.length - 2].equals("error");
                int places = words.length - (fails ? 2 : 0);
                if (places == 2 || places == 3) {
                    return new Lead(
                            line,
                            verb,
                            words[1],
                            "",
                            places == 3 ? half(words[2]) : -1,
                            fails ? Integer.parseInt(words[words.length - 1]) : 0);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(wrong(text), e);
        }
        throw new IllegalArgumentException(wrong(text));
    }

    private static String wrong(String text) {
        return "'"
                + text
                + "' is no lead; there are: call TASK OPERATION, returns TASK, waits TASK, arrives"
                + " REQUEST [2h], absent REQUEST, answer REQUEST [2h] [error N]; a REQUEST is"
                + " WRITEBACK (a WRITE of the page cache), SIZE (what sets a size), or a name of the"
                + " protocol";
    }

    /** A place or size in half pages: {@code 3h}, {@code 1p}, {@code 0}. */
    static int half(String text) {
        String number = text.replaceFirst("[hp]$", "");
        return Integer.parseInt(number) * (text.endsWith("p") ? 2 : 1);
    }

    @Override
    public String toString() {
        String text = verb.name().toLowerCase(Locale.ROOT) + " " + who;
        if (!what.isEmpty()) {
            text += " " + what;
        }
        return text + (half < 0 ? "" : " " + half + "h") + (error == 0 ? "" : " error " + error);
    }
}
