package nowrite.spec.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines of a scenario file, or of another file of that shape, by their first word; and its
 * first comment block, whose first line is the title.
 */
public final class ScenarioLines {

    private static final List<String> SINGLE =
            List.of(
                    "pages",
                    "file",
                    "max-pages",
                    "dirty-limit",
                    "daemon",
                    "client",
                    "mount",
                    "alloc",
                    "engines",
                    "budget");
    private static final List<String> SEVERAL = List.of("task", "reach", "expect");

    private final String file;
    private final List<String> single;
    private final List<String> several;
    private final String example;
    private final Map<String, List<Line>> byKeyword = new LinkedHashMap<>();
    private final List<Line> inOrder = new ArrayList<>();
    private final List<String> comment = new ArrayList<>();

    private ScenarioLines(String file, List<String> single, List<String> several, String example) {
        this.file = file;
        this.single = List.copyOf(single);
        this.several = List.copyOf(several);
        this.example = example;
    }

    /**
     * Splits the text of a scenario.
     *
     * @throws ScenarioException if a line starts with an unknown word or says again what may be
     *     said once
     */
    static ScenarioLines of(String file, String text) {
        return of(file, text, SINGLE, SEVERAL, "task t   truncate 1p");
    }

    /**
     * Splits a text.
     *
     * @param file the file, as messages name it
     * @param single words that one line may start with
     * @param several words that any number of lines may start with
     * @param example a correct line
     * @throws ScenarioException if a line starts with an unknown word or says again what may be
     *     said once
     */
    public static ScenarioLines of(
            String file, String text, List<String> single, List<String> several, String example) {
        ScenarioLines lines = new ScenarioLines(file, single, several, example);
        boolean inFirstComment = true;
        int number = 0;
        for (String raw : text.split("\\R", -1)) {
            number++;
            String trimmed = raw.trim();
            if (trimmed.startsWith("#")) {
                if (inFirstComment) {
                    lines.comment.add(trimmed.substring(1).trim());
                }
                continue;
            }
            inFirstComment &= trimmed.isEmpty() && lines.comment.isEmpty();
            int hash = raw.indexOf('#');
            String code = (hash < 0 ? raw : raw.substring(0, hash)).trim();
            if (!code.isEmpty()) {
                lines.add(Line.of(file, number, code));
            }
        }
        return lines;
    }

    private void add(Line line) {
        String keyword = line.keyword();
        if (!single.contains(keyword) && !several.contains(keyword)) {
            throw line.error(
                    "'"
                            + keyword
                            + "' is not a word that a line starts with; there is "
                            + String.join(", ", single)
                            + ", "
                            + String.join(", ", several),
                    example);
        }
        List<Line> same = byKeyword.computeIfAbsent(keyword, k -> new ArrayList<>());
        if (!same.isEmpty() && single.contains(keyword)) {
            throw line.error(
                    "'" + keyword + "' has been said in line " + same.get(0).number() + " already",
                    keyword + " " + same.get(0).rest());
        }
        same.add(line);
        inOrder.add(line);
    }

    /** All lines, in file order. */
    public List<Line> all() {
        return List.copyOf(inOrder);
    }

    /** The lines that start with this word, in file order. */
    public List<Line> all(String keyword) {
        return byKeyword.getOrDefault(keyword, List.of());
    }

    /** The one line that starts with this word, or null. */
    public Line only(String keyword) {
        return byKeyword.containsKey(keyword) ? byKeyword.get(keyword).get(0) : null;
    }

    /** The first line that starts with this word; an error with the example if there is none. */
    public Line required(String keyword, String example) {
        Line line = only(keyword);
        if (line == null) {
            throw new ScenarioException(
                    file, 0, "a line '" + keyword + " ...' is missing", example);
        }
        return line;
    }

    /** The first line of the first comment block, empty if there is none. */
    public String title() {
        return comment.isEmpty() ? "" : comment.get(0);
    }

    /** The other lines of the first comment block. */
    public String description() {
        return comment.isEmpty()
                ? ""
                : String.join("\n", comment.subList(1, comment.size())).strip();
    }
}
