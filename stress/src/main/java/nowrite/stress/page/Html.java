package nowrite.stress.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Builds HTML and SVG. Every text and every attribute's value is escaped; tags are closed in the
 * order in which they were opened, else the builder refuses.
 */
public final class Html {
    /** Elements without content. SVG shapes are closed in the same tag too. */
    private static final List<String> EMPTY =
            List.of("meta", "br", "input", "col", "path", "rect", "circle", "line", "use");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /**
     * Opens an element.
     *
     * @param name its name
     * @param attributes names and values in turn; an attribute whose value is null is left out, one
     *     with an empty value is written as its name alone
     */
    public Html open(String name, String... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i + 1] != null) {
                out.append(' ').append(attributes[i]);
                if (!attributes[i + 1].isEmpty()) {
                    out.append("=\"").append(escape(attributes[i + 1])).append('"');
                }
            }
        }
        boolean empty = EMPTY.contains(name);
        out.append(empty && open.contains("svg") ? "/>" : ">");
        if (!empty) {
            open.push(name);
        }
        return this;
    }

    /** Closes the element that was opened last, which must have this name. */
    public Html close(String name) {
        String last = open.isEmpty() ? null : open.pop();
        if (!name.equals(last)) {
            throw new IllegalStateException("</" + name + "> closes " + last);
        }
        out.append("</").append(name).append('>');
        return this;
    }

    /** Adds a text. */
    public Html text(String text) {
        out.append(escape(text));
        return this;
    }

    /** Adds an element that holds only a text. */
    public Html element(String name, String text, String... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    /** Adds what another builder has built. */
    public Html add(Html other) {
        out.append(other);
        return this;
    }

    /** Begins a new line of the source. */
    public Html line() {
        out.append('\n');
        return this;
    }

    /**
     * Adds our own style sheet or program, which may not be escaped and may not end its element.
     */
    Html verbatim(String source) {
        if (source.contains("</")) {
            throw new IllegalArgumentException("a style sheet or program with </ in it");
        }
        out.append(source);
        return this;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }

    /** What was built; everything must be closed. */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("<" + open.peek() + "> is still open");
        }
        return out.toString();
    }
}
