package nowrite.spec.trace.reading;

import java.util.List;

/** The texts of a state. */
final class Texts {

    private Texts() {}

    /** The items of "[a b]"; none if the text is null or no list. */
    static List<String> list(String text) {
        if (text == null || !text.startsWith("[") || text.length() < 3) {
            return List.of();
        }
        return List.of(text.substring(1, text.length() - 1).split(" "));
    }
}
