package nowrite.spec.scenario;

import java.util.Arrays;
import java.util.List;

/** One line of a scenario file: its first word, the rest, and where it stands. */
record Line(String file, int number, String keyword, String rest) {

    /** Splits a line that is not empty and has no comment. */
    static Line of(String file, int number, String text) {
        String[] parts = text.trim().split("\\s+", 2);
        return new Line(file, number, parts[0], parts.length == 2 ? parts[1].trim() : "");
    }

    /** The parts of the rest that commas separate, trimmed. */
    List<String> parts() {
        return Arrays.stream(rest.split(",", -1)).map(String::trim).toList();
    }

    /** The same line with another rest. */
    Line withRest(String other) {
        return new Line(file, number, keyword, other);
    }

    /** The error that this line is wrong. */
    ScenarioException error(String reason, String example) {
        return new ScenarioException(file, number, reason, example);
    }

    /** The words of a text. */
    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
    }
}
