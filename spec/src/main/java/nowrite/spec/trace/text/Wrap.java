package nowrite.spec.trace.text;

import java.util.ArrayList;
import java.util.List;

/** Lines of limited width. */
final class Wrap {

    private Wrap() {}

    /** Breaks a text at blanks; a word that is longer than the width is cut. */
    static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            int end = cut > 0 ? cut : width;
            lines.add(rest.substring(0, end));
            rest = rest.substring(cut > 0 ? cut + 1 : width);
        }
        lines.add(rest);
        return lines;
    }

    /** Adds blanks up to a column, at least one. */
    static StringBuilder padTo(StringBuilder line, int column) {
        do {
            line.append(' ');
        } while (line.length() < column);
        return line;
    }
}
