package nowrite.spec.trace.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of limited width. */
final class Wrap {

    private static final char GLUE = '\0';
    private static final Pattern TOGETHER =
            Pattern.compile("\\[[^\\]\\[]*\\]|\\b(?:WRITE|page|step|steps|size) [0-9]");

    private Wrap() {}

    private static final Pattern BREAK = Pattern.compile("(?<=->|[(,/:])(?=.)");

    /**
     * Breaks a text at blanks; a word that is longer than the width is broken behind a parenthesis
     * or an arrow, and cut only where it has none.
     */
    static List<String> words(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = glued(text, width);
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            int end = cut > 0 ? cut : inWord(rest, width);
            lines.add(rest.substring(0, end).replace(GLUE, ' '));
            rest = rest.substring(cut > 0 ? cut + 1 : end);
        }
        lines.add(rest.replace(GLUE, ' '));
        return lines;
    }

    private static int inWord(String text, int width) {
        int found = width;
        Matcher matcher = BREAK.matcher(text);
        for (int at = 0; matcher.find(at) && matcher.start() <= width; at = matcher.start() + 1) {
            found = matcher.start();
        }
        return found;
    }

    /** The blanks in "WRITE 1", "page 0" and "[a b]" hold, where there is room. */
    private static String glued(String text, int width) {
        return TOGETHER.matcher(text)
                .replaceAll(
                        match ->
                                Matcher.quoteReplacement(
                                        match.group().length() > width / 2
                                                ? match.group()
                                                : match.group().replace(' ', GLUE)));
    }

    /** Items with commas between them; an item is broken only if it is wider than the width. */
    static List<String> items(List<String> items, int width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 < items.size() ? "," : "");
            if (!line.isEmpty() && line.length() + 1 + item.length() > width) {
                lines.add(line);
                line = "";
            }
            line = line.isEmpty() ? item : line + " " + item;
            List<String> parts = words(line, width);
            lines.addAll(parts.subList(0, parts.size() - 1));
            line = parts.get(parts.size() - 1);
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
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
