package nowrite.spec.trace.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/** The notations of a trace, as far as its text uses them. */
final class Legend {
    private static final Pattern LOCK = Pattern.compile("[|,] [+-][a-z]");
    private static final Pattern TAGGED =
            Pattern.compile("\\btagged\\b(?! towrite)|untagged(?! to)");

    private Legend() {}

    /** Sentences, to follow each other. */
    static List<String> of(Trace trace, String text) {
        List<String> legend = new ArrayList<>();
        contents(text, legend);
        sizes(text, legend);
        operations(trace, legend);
        if (TAGGED.matcher(text).find()) {
            legend.add("tagged: the dirty tag of the page cache's tree.");
        }
        if (text.contains("towrite")) {
            legend.add("towrite: its tag for what one pass of writeback is to write.");
        }
        if (text.contains("wb_err = ")) {
            legend.add("wb_err: the tasks whose fsync is to be told that writeback has failed.");
        }
        if (text.contains("AS_EIO = ")) {
            legend.add("AS_EIO: the same for close; who is told takes it away.");
        }
        if (text.contains("NOWRITE")) {
            Matcher more = Pattern.compile("NOWRITE\\+(\\d+)").matcher(text);
            legend.add(
                    "NOWRITE is INT_MIN, the bias of fuse_set_nowrite"
                            + (more.find()
                                    ? "; " + more.group() + " is with " + flight(more.group(1))
                                    : "")
                            + ".");
        }
        if (text.contains("client.")) {
            legend.add(
                    "client: a model file system with a lock of its own, that makes metadata in"
                            + " ->page_mkwrite and drops it in ->writepage.");
        }
        if (LOCK.matcher(text).find()) {
            legend.add(
                    "+x takes the lock x, -x releases it; a lock taken and released within one"
                            + " step is not shown. Steps that only pass share a line.");
        }
        return legend;
    }

    private static String flight(String count) {
        return count.equals("1") ? "one WRITE in flight" : count + " WRITEs in flight";
    }

    private static void contents(String text, List<String> legend) {
        List<String> tokens = new ArrayList<>();
        Matcher lists = Pattern.compile("\\[([^\\[\\]]+)\\]").matcher(text);
        while (lists.find()) {
            tokens.addAll(List.of(lists.group(1).split("\\s+")));
        }
        List<String> parts = new ArrayList<>();
        if (tokens.contains("init")) {
            parts.add("init what the file held at the start");
        }
        if (tokens.contains("0")) {
            parts.add("0 zeros");
        }
        for (String token : tokens) {
            if (token.matches("[A-Za-z]\\w*\\.\\d+")) {
                int dot = token.indexOf('.');
                String operation = token.substring(dot + 1) + " of " + token.substring(0, dot);
                parts.add(token + " what operation " + operation + " stored");
                break;
            }
        }
        if (!parts.isEmpty()) {
            legend.add(
                    "[a b] are the contents of two half pages: " + String.join(", ", parts) + ".");
        }
    }

    private static void sizes(String text, List<String> legend) {
        List<String> parts = new ArrayList<>();
        Matcher halves = Pattern.compile("\\b(\\d+)h\\b").matcher(text);
        if (halves.find()) {
            parts.add("1h is one half page");
        }
        if (Pattern.compile("\\b\\d+p\\b").matcher(text).find()) {
            parts.add("1p is one page");
        }
        if (!parts.isEmpty()) {
            legend.add("Sizes and offsets: " + String.join(", ", parts) + ".");
        }
    }

    private static void operations(Trace trace, List<String> legend) {
        String all = trace.programs().values().toString();
        List<String> parts = new ArrayList<>();
        if (all.contains("writepages none")) {
            parts.add("writepages none: with WB_SYNC_NONE");
        }
        if (all.contains("writepages all")) {
            parts.add("writepages all: with WB_SYNC_ALL");
        }
        if (!parts.isEmpty()) {
            legend.add(String.join("; ", parts) + ".");
        }
    }
}
