package nowrite.spec.scenario;

import java.util.Arrays;
import java.util.List;

/**
 * One line of a scenario file, or of another file of that shape: its first word, the rest, and
 * where it stands.
 *
 * @param file the file, as messages name it
 * @param number number of the line, from 1
 * @param keyword its first word
 * @param rest what follows it, without the comment
 */
public record Line(String file, int number, String keyword, String rest) {

    /** Splits a line that is not empty and has no comment. */
    public static Line of(String file, int number, String text) {
        String[] parts = text.trim().split("\\s+", 2);
        return new Line(file, number, parts[0], parts.length == 2 ? parts[1].trim() : "");
    }

    /** The parts of the rest that commas separate, trimmed. */
    public List<String> parts() {
        return Arrays.stream(rest.split(",", -1)).map(String::trim).toList();
    }

    /** The same line with another rest. */
    public Line withRest(String other) {
        return new Line(file, number, keyword, other);
    }

    /** The error that this line is wrong. */
    public ScenarioException error(String reason, String example) {
        return new ScenarioException(file, number, reason, example);
    }

    /** The words of a text. */
    public static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
    }
}
