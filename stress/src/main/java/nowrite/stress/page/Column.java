package nowrite.stress.page;

import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.reading.Reading;

/**
 * A column of the state strip: one value of the state, over all states of the trace.
 *
 * @param group what it belongs to: "page 0", "inode"
 * @param head its head, short
 * @param title what it is, in words
 * @param kind how its values look
 * @param paths the paths of the state that it shows
 * @param values its value in each state, the initial one first; null where it is absent
 */
record Column(
        String group,
        String head,
        String title,
        Kind kind,
        List<String> paths,
        List<String> values) {

    private static final Pattern THEMSELVES =
            Pattern.compile("\\w+ WRITE \\d+\\+\\d+ (page|\\d+ pages)\\b.*");

    /** How a column's values look. */
    enum Kind {
        /** 0 or 1. */
        FLAG,
        /** {@code none}, {@code ro FRAME}, {@code rw FRAME}. */
        PTE,
        /** A WRITE of writeback, with its temporary pages or with the pages themselves. */
        COPY,
        /** Whether page and daemon differ. */
        DIFFERS,
        /** Anything else, as it is. */
        TEXT,
        /** What a step did, in words; nothing that lasts. */
        EVENT
    }

    boolean changes() {
        return values.stream().distinct().count() > 1;
    }

    /** Whether the value after a step differs from the one before it; always true at the start. */
    boolean changedBy(int step) {
        if (kind == Kind.EVENT) {
            return !values.get(step).isEmpty();
        }
        return step == 0 || !Objects.equals(values.get(step), values.get(step - 1));
    }

    /** Whether something lasts here after a step that a bar shows: o in full, h by half. */
    String bar(int step) {
        String value = values.get(step);
        if (value == null) {
            return null;
        }
        return switch (kind) {
            case FLAG -> value.equals("1") ? "o" : null;
            case PTE -> value.startsWith("rw") ? "o" : value.startsWith("ro") ? "h" : null;
            case COPY -> value.equals("free") ? null : isWithDaemon(value) ? "o" : "h";
            case DIFFERS -> value.isEmpty() ? null : "x";
            case TEXT, EVENT -> null;
        };
    }

    private static boolean isWithDaemon(String request) {
        return request.startsWith("PENDING") || request.startsWith("SENT");
    }

    /** The value after a step, as the cell shows it. */
    String text(int step) {
        String value = values.get(step);
        if (value == null || value.isEmpty()) {
            return "–";
        }
        return switch (kind) {
            case FLAG -> value.equals("1") ? head : value.equals("0") ? "–" : value;
            case PTE -> value.equals("none") ? "–" : value.endsWith(" 1") ? cut(value, 2) : value;
            case COPY -> request(step);
            case DIFFERS, EVENT -> value;
            case TEXT -> list(value);
        };
    }

    private static String cut(String value, int end) {
        return value.substring(0, end);
    }

    static String list(String value) {
        if (value.equals("[]")) {
            return "–";
        }
        return value.startsWith("[") && value.endsWith("]")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** What is new about a request: "copy p.1 init", "sent 0+2", "read", "answered". */
    private String request(int step) {
        String value = values.get(step);
        if (value.equals("free")) {
            return "–";
        }
        String before = step == 0 ? "" : Objects.toString(values.get(step - 1), "");
        String content = content(value);
        StringBuilder text = new StringBuilder();
        String[] words = value.split(" ");
        switch (words[0]) {
            case "INIT" -> {}
            case "PENDING" -> text.append("sent");
            case "SENT" -> text.append("read");
            case "FINISHED" -> text.append("answered");
            default -> text.append(words[0]);
        }
        if (words[0].equals("PENDING") && words.length > 2 && words[2].contains("+")) {
            text.append(' ').append(words[2]);
        }
        if (!content.equals(content(before))) {
            text.append(' ').append(list(content));
        }
        int error = value.indexOf(" err ");
        text.append(error < 0 ? "" : Reading.errors(value.substring(error)));
        return text.toString().strip();
    }

    /** What it carries: "[p.1 init]", or "page", "2 pages" until the daemon has read those. */
    private static String content(String request) {
        Matcher themselves = THEMSELVES.matcher(request);
        if (themselves.matches()) {
            return themselves.group(1);
        }
        int open = request.indexOf('[');
        int close = request.indexOf(']', Math.max(open, 0));
        return open < 0 || close < 0 ? "" : request.substring(open, close + 1);
    }
}
