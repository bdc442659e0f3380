package nowrite.stress.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.RequestLife;

/**
 * The state strip: which columns show the pages and the inode, and the values in them. What changes
 * and has no column of its own goes into the last one, so that a path this program does not know is
 * shown all the same.
 */
final class Strip {
    private static final Pattern FRAME = Pattern.compile("frame(\\d+)\\.(\\d+)\\.(\\w+)");
    private static final Pattern FLAGS = Pattern.compile("dirty|tag|writeback|uptodate");
    private static final String INODE = "inode";

    private final Trace trace;
    private final boolean itself;
    private final List<Map<String, String>> states;
    private final Set<String> paths = new LinkedHashSet<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private final List<Column> columns = new ArrayList<>();

    private Strip(Reading reading) {
        this.trace = reading.trace();
        this.itself = reading.requests().stream().anyMatch(RequestLife::refersToPage);
        this.states = reading.states();
        states.forEach(state -> paths.addAll(state.keySet()));
        paths.stream().filter(path -> hasLane(path)).forEach(shown::add);
        Set<Integer> pages = new TreeSet<>();
        paths.forEach(
                path -> {
                    Matcher frame = FRAME.matcher(path);
                    if (frame.matches()) {
                        pages.add(Integer.valueOf(frame.group(1)));
                    }
                });
        pages.forEach(this::page);
        inode();
        rest();
    }

    /** The columns for a trace, in the order of the strip. */
    static List<Column> of(Reading reading) {
        return List.copyOf(new Strip(reading).columns);
    }

    /** What never changes in a trace and has no column: "i_size = 2", for one sentence. */
    static List<String> constant(Reading reading) {
        Strip strip = new Strip(reading);
        List<String> texts = new ArrayList<>();
        for (String path : strip.paths) {
            boolean constant = strip.values(path).stream().distinct().count() == 1;
            if (constant
                    && !strip.shown.contains(path)
                    && !Words.isGhost(path)
                    && !Words.isCounter(path)
                    && !isSpare(path)) {
                texts.add(Words.path(path) + " = " + strip.states.get(0).get(path));
            }
        }
        return texts;
    }

    /** Frames beyond the first that are not used say nothing. */
    private static boolean isSpare(String path) {
        Matcher frame = FRAME.matcher(path);
        return frame.matches() && !frame.group(2).equals("1") || path.startsWith("req.");
    }

    /** Where contexts stand, who holds which lock, who waits in which queue: the lanes show it. */
    private boolean hasLane(String path) {
        if (Words.isPosition(path)
                || path.endsWith("waitq")
                || path.endsWith(".lockq")
                || path.endsWith(".wbq")
                || path.startsWith("queue(")
                || path.equals("pending")
                || path.equals("writepages")) {
            return true;
        }
        if (path.startsWith("req.")) {
            return trace.tasks().contains(path.substring(4));
        }
        return Words.isLock(path);
    }

    private List<String> values(String path) {
        List<String> values = new ArrayList<>();
        states.forEach(state -> values.add(state.get(path)));
        return values;
    }

    private void add(
            boolean always, String group, String head, String title, Column.Kind kind, String p) {
        if (paths.contains(p)) {
            add(always, new Column(group, head, title, kind, List.of(p), values(p)), p);
        }
    }

    private void add(boolean always, Column column, String path) {
        if (always || column.changes()) {
            columns.add(column);
            shown.add(path);
        }
    }

    private void page(int index) {
        String group = "page " + index;
        String first = "frame" + index + ".1.";
        add(false, group, "frame", "the page frame in the cache", Column.Kind.TEXT, cached(index));
        add(true, group, "cache", "content of the page", Column.Kind.TEXT, first + "data");
        List<String> ofDaemon = new ArrayList<>();
        List<String> differs = new ArrayList<>();
        for (Map<String, String> state : states) {
            String there = half(state.get("daemon.data"), index);
            ofDaemon.add(there);
            String frame = state.get(cached(index));
            String here = state.get("frame" + index + "." + frame + ".data");
            differs.add(there == null || here == null || here.equals(there) ? "" : "≠");
        }
        String title = "the page's content is not what the daemon has";
        columns.add(new Column(group, "≠", title, Column.Kind.DIFFERS, List.of(), differs));
        columns.add(
                new Column(
                        group,
                        "daemon",
                        "what the daemon has",
                        Column.Kind.TEXT,
                        List.of("daemon.data"),
                        ofDaemon));
        shown.add("daemon.data");
        for (String path : paths) {
            Matcher frame = FRAME.matcher(path);
            if (frame.matches() && frame.group(1).equals(String.valueOf(index))) {
                frame(group, path, frame.group(2), frame.group(3));
            }
        }
        for (String path : paths) {
            if (path.startsWith("pte.") && path.endsWith("." + index)) {
                String task = path.substring(4, path.lastIndexOf('.'));
                String entry = "page table entry of " + task;
                add(false, group, "pte " + task, entry, Column.Kind.PTE, path);
            }
        }
        for (String path : paths) {
            if (path.startsWith("req." + index + ".")) {
                String slot = path.substring(4);
                String head = (itself ? "WRITE " : "copy ") + slot;
                String what = itself ? ": the page itself, no copy" : ": a copy of the page";
                String request = "WRITE " + slot + what + " on its way";
                add(false, group, head, request, Column.Kind.COPY, path);
            }
        }
    }

    private void frame(String group, String path, String frame, String field) {
        String number = frame.equals("1") ? "" : "#" + frame;
        if (FLAGS.matcher(field).matches()) {
            String head = field.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + number;
            String title = field.equals("tag") ? "dirty tag in the radix tree" : field;
            add(false, group, head, title + frameTitle(frame), Column.Kind.FLAG, path);
        } else if (field.equals("data") && !number.isEmpty()) {
            String title = "content" + frameTitle(frame);
            add(false, group, "cache" + number, title, Column.Kind.TEXT, path);
        }
    }

    private static String frameTitle(String frame) {
        return frame.equals("1") ? "" : " of frame " + frame;
    }

    private static String cached(int index) {
        return "page" + index + ".cached";
    }

    /** A page's part of what the daemon has. */
    private static String half(String data, int index) {
        if (data == null) {
            return null;
        }
        String[] halves = Column.list(data).split(" ");
        return 2 * index + 1 < halves.length
                ? "[" + halves[2 * index] + " " + halves[2 * index + 1] + "]"
                : null;
    }

    private void inode() {
        add(true, INODE, "i_size", "size in half pages", Column.Kind.TEXT, "i_size");
        add(false, INODE, "daemon", "the size at the daemon", Column.Kind.TEXT, "daemon.size");
        add(true, INODE, "writectr", "WRITEs in flight, or NOWRITE", Column.Kind.TEXT, "writectr");
        add(false, INODE, "queued", "fi->queued_writes", Column.Kind.TEXT, "queued_writes");
        List<String> sent = new ArrayList<>();
        for (Map<String, String> state : states) {
            List<String> slots = new ArrayList<>();
            for (String path : paths) {
                String value = Objects.toString(state.get(path), "");
                if (path.matches("req\\.\\d.*")
                        && (value.startsWith("PENDING") || value.startsWith("SENT"))) {
                    slots.add(path.substring(4));
                }
            }
            sent.add("[" + String.join(" ", slots) + "]");
        }
        String title = "WRITEs with the daemon, not answered";
        add(false, new Column(INODE, "sent", title, Column.Kind.TEXT, List.of(), sent), "");
    }

    /** Paths that have no column: each step names those that it changed. */
    private void rest() {
        boolean isAboutCounters = List.of("P9", "P17").contains(trace.property());
        List<String> texts = new ArrayList<>(List.of(""));
        for (Trace.Step step : trace.steps()) {
            List<String> changes = new ArrayList<>();
            for (Trace.Change change : step.changes()) {
                if (!shown.contains(change.path())
                        && !Words.isGhost(change.path())
                        && (isAboutCounters || !Words.isCounter(change.path()))) {
                    String to = change.to() == null ? "–" : Reading.errors(change.to());
                    changes.add(Words.path(change.path()) + " = " + to);
                }
            }
            texts.add(String.join("; ", changes));
        }
        if (texts.stream().anyMatch(text -> !text.isEmpty())) {
            columns.add(
                    new Column("", "other", "other changes", Column.Kind.EVENT, List.of(), texts));
        }
    }
}
