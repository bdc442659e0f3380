package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request carries from one step on.
 *
 * @param step the step that made it so
 * @param content the half pages' contents, those of a page that is not counted yet among them
 * @param behind the slots of the requests that are chained behind it
 * @param pages how many pages it has itself, no copies, whose content the daemon has not read yet;
 *     -1 if it has copies, or has been read
 */
record Form(int step, List<String> content, List<String> behind, int pages) {
    private static final Pattern PAGES =
            Pattern.compile("\\w+ WRITE \\d+\\+\\d+ (?:page|(\\d+) pages)\\b.*");

    /** From a request's text, such as {@code INIT WRITE 0+0 [p.1 0] +[0 0] then 0.2}. */
    static Form of(String text, int step, List<String> known) {
        List<String> content = new ArrayList<>();
        int open = text.indexOf('[');
        boolean has = open >= 0;
        while (open >= 0 && text.indexOf(']', open) > open) {
            int close = text.indexOf(']', open);
            content.addAll(Texts.list(text.substring(open, close + 1)));
            open = text.indexOf("+[", close) < 0 ? -1 : text.indexOf("+[", close) + 1;
        }
        int then = text.indexOf(" then ");
        List<String> behind =
                then < 0 ? List.of() : List.of(text.substring(then + " then ".length()).split(" "));
        return new Form(step, has ? List.copyOf(content) : known, behind, pages(text));
    }

    private static int pages(String text) {
        Matcher matcher = PAGES.matcher(text);
        if (!matcher.matches()) {
            return -1;
        }
        return matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
    }

    /** How many half pages it has, of copies or of the pages themselves. */
    int halves() {
        return Math.max(2 * pages, content.size());
    }

    /** The contents as one text, {@code [p.1 init]}; empty if there are none. */
    String text() {
        return content.isEmpty() ? "" : "[" + String.join(" ", content) + "]";
    }
}
