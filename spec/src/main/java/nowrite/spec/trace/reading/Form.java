package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * What a request carries from one step on.
 *
 * @param step the step that made it so
 * @param content the half pages' contents, those of a page that is not counted yet among them
 * @param behind the slots of the requests that are chained behind it
 * @param page it refers to the page itself; its content is what the daemon has read
 */
record Form(int step, List<String> content, List<String> behind, boolean page) {

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
        boolean page = text.matches("\\w+ WRITE \\d+\\+\\d+ page\\b.*");
        return new Form(step, has ? List.copyOf(content) : known, behind, page);
    }

    /** The contents as one text, {@code [p.1 init]}; empty if there are none. */
    String text() {
        return content.isEmpty() ? "" : "[" + String.join(" ", content) + "]";
    }
}
