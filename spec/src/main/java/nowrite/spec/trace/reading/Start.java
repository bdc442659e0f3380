package nowrite.spec.trace.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;

/** How a trace starts, as far as it is decisive at its end: for a story that is short else. */
final class Start {

    private Start() {}

    /**
     * The sentence.
     *
     * @param state the initial state
     * @param cells the paths that decide what is wrong
     * @return empty if nothing can be said of these paths
     */
    static String sentence(Map<String, String> state, SortedSet<String> cells) {
        Set<String> parts = new LinkedHashSet<>();
        String before = "";
        for (String cell : cells) {
            String value = state.get(cell);
            String words = value == null ? "" : words(state, cell, value);
            String page = "page " + Paths.page(cell);
            boolean same = before.startsWith(page + " ") && words.endsWith(" map " + page);
            if (!words.isEmpty()) {
                parts.add(same ? words.replace(" map " + page, " map it") : words);
                before = words;
            }
        }
        return parts.isEmpty() ? "" : "At the start " + Texts.and(List.copyOf(parts)) + ".";
    }

    private static String words(Map<String, String> state, String path, String value) {
        String page = "page " + Paths.page(path);
        boolean none = value.equals(Paths.NOBODY);
        if (path.startsWith("pte.")) {
            String task = path.split("\\.")[1];
            return value.equals("none")
                    ? task + " does not map " + page
                    : task + "'s pte of " + page + " is " + pte(value);
        }
        if (path.endsWith(".dirty")) {
            String cached = state.get("page" + Paths.page(path) + ".cached");
            boolean is = cached == null || path.contains("." + cached + ".");
            return is ? page + (value.equals("1") ? " is dirty" : " is clean") : "";
        }
        if (path.endsWith(".cached")) {
            return page + (none ? " is not" : " is") + " in the page cache";
        }
        if (Paths.isLock(path)) {
            return (none ? "nobody" : value) + " holds " + Paths.lockName(path);
        }
        return switch (path) {
            case "writectr" -> "writectr is " + value;
            case "i_size" -> "i_size is " + Texts.size(value);
            case "client.metadata" -> "the file system has " + metadata(Texts.list(value));
            default -> "";
        };
    }

    private static String pte(String value) {
        return value.startsWith("rw") ? "writable" : "read-only";
    }

    private static String metadata(List<String> halves) {
        return halves.isEmpty() ? "no metadata of the file" : "metadata of " + Texts.halves(halves);
    }
}
