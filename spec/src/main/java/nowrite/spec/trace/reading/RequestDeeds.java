package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** What a step does with requests, in the words of a story. */
final class RequestDeeds {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;

    private final Handles handles;

    RequestDeeds(Trace trace, List<Map<String, String>> states, Lives lives, Handles handles) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.handles = handles;
    }

    List<Deed> of(Trace.Step step) {
        List<Deed> deeds = new ArrayList<>();
        if (step.label().equals("fuse_abort_conn:disconnect")) {
            add(deeds, step, 9, "aborts the connection");
        }
        String without = states.get(step.n()).getOrDefault("pass_failed", "");
        if (without.length() > states.get(step.n() - 1).getOrDefault("pass_failed", "").length()) {
            add(deeds, step, 9, "finds no handle to write with, and gives the page's data up");
        }
        for (RequestLife life : lives.all()) {
            if (life.writeback()) {
                ofWriteback(step, life, deeds);
            } else if (life.replied() == step.n() && life.prepared() == step.n()) {
                add(deeds, step, 6, "finds no connection for " + life.name());
                continue;
            } else if (life.sent() == step.n()) {
                add(deeds, step, weightOfSending(life), "sends " + Lives.carried(life));
            }
            if (life.applied() == step.n() && step.label().endsWith(":apply")) {
                ofDaemon(step, life, deeds);
            }
            if (life.replied() == step.n()) {
                boolean failed = !life.error().isEmpty();
                int weight = life.isTruncate() ? 4 : life.writeback() ? 5 : 3;
                String with = failed ? " with an error (" + life.error() + ")" : "";
                String ends = step.label().startsWith("end_requests") ? "ends " : "answers ";
                add(deeds, step, failed ? 8 : weight, ends + life.name() + with);
            }
        }
        return deeds;
    }

    private static int weightOfSending(RequestLife life) {
        return switch (life.opcode()) {
            case "READ" -> 4;
            case "FSYNC" -> 3;
            case "WRITE" -> 5;
            default -> 8;
        };
    }

    private static void add(List<Deed> deeds, Trace.Step step, int weight, String words) {
        deeds.add(new Deed(step.n(), step.task(), words, weight));
    }

    private void ofWriteback(Trace.Step step, RequestLife life, List<Deed> deeds) {
        int n = step.n();
        boolean nowrite = Spans.isNowrite(states.get(n));
        for (RequestLife.Put put : life.puts()) {
            if (put.step() == n) {
                add(deeds, step, 8, put(step, life, put.page(), put.content()));
            }
        }
        if (!life.chains(n).isEmpty()) {
            RequestLife other = lives.at(life.chains(n), n);
            String bare = other == null ? "" : handles.unreferenced(other);
            String chained =
                    lives.chained(life, n)
                            + (bare.isEmpty()
                                    ? ""
                                    : ", which holds no reference on " + bare + "'s handle,");
            String words = "chains " + chained + " behind " + life.name();
            add(deeds, step, 8, words + ", to be sent when that one is answered");
        }
        if (life.queued() == n) {
            String when = nowrite ? " (nowrite is set)" : "";
            add(deeds, step, nowrite ? 6 : 4, "queues " + life.name() + when);
        }
        if (life.sent() == n) {
            boolean chained = Trace.isDaemon(step.task());
            String bare = chained ? "" : handles.unreferenced(life);
            String words =
                    "sends "
                            + life.name()
                            + Lives.cropped(life)
                            + limit(life, step)
                            + (bare.isEmpty()
                                    ? ""
                                    : " without a reference on " + bare + "'s handle");
            add(deeds, step, chained ? 9 : 8, words);
        }
        if (life.ended() == n && life.sent() == 0) {
            ofDrop(step, life, deeds);
        }
    }

    private String put(Trace.Step step, RequestLife life, int page, String content) {
        String others = beside(life, page, step.n());
        if (life.refersToPage()) {
            String what = "puts page " + page + " itself, no copy, into " + life.name() + by(step);
            return what + (others.isEmpty() ? "" : " (" + others.replace("; ", "") + ")");
        }
        String request = " (" + life.name() + ", " + content + others + ")";
        return "copies page " + page + " to a temporary page" + by(step) + request;
    }

    /** A WRITE that ends unsent: its content is in another one now, or it is cut off. */
    private void ofDrop(Trace.Step step, RequestLife life, List<Deed> deeds) {
        RequestLife into = lives.updated(life.page(), step.n());
        if (into != null) {
            String where =
                    isSent(into, step.n())
                            ? " (sent" + Lives.cropped(into) + ", not read yet)"
                            : " (not sent yet)";
            add(deeds, step, 8, "copies page " + life.page() + " into " + into.name() + where);
            add(deeds, step, 7, "drops " + life.name());
            return;
        }
        if (Lives.isDisconnected(states.get(step.n()))) {
            add(deeds, step, 8, "drops " + life.name() + " (there is no connection)");
            return;
        }
        int size = Texts.number(states.get(step.n()).get("i_size"));
        boolean beyond = 2 * life.page() >= size;
        add(deeds, step, 7, "drops " + life.name() + (beyond ? " (it lies beyond i_size)" : ""));
    }

    /** The core's function that has the page written, where it is not a writer of many. */
    private String by(Trace.Step step) {
        String stack = states.get(step.n() - 1).getOrDefault(step.task() + ".stack", "");
        return stack.contains("fuse_launder_page") ? " in fuse_launder_page" : "";
    }

    /** Other WRITEs of the page that are on their way when a copy is made. */
    private String beside(RequestLife life, int page, int n) {
        List<String> names = new ArrayList<>();
        for (RequestLife other : lives.all()) {
            if (other != life && other.writeback() && other.covers(page) && other.exists(n)) {
                boolean queued = other.queued() != 0 && other.queued() <= n && !isSent(other, n);
                if (other.isWithDaemon(n)) {
                    names.add(other.name() + " is not answered yet");
                } else if (queued) {
                    names.add(other.name() + " is still on queued_writes");
                }
            }
        }
        return names.isEmpty() ? "" : "; " + Texts.and(names);
    }

    private static boolean isSent(RequestLife life, int n) {
        return life.sent() != 0 && life.sent() <= n;
    }

    /** By which size a WRITE is cropped, or why it is not, where one before it was. */
    private String limit(RequestLife life, Trace.Step step) {
        Map<String, String> before = states.get(step.n() - 1);
        int size = Texts.number(before.get("i_size"));
        boolean cropped = life.length() < life.halves();
        int end = 2 * life.page() + life.length();
        if (cropped && end == size) {
            return " (i_size is " + Texts.size(String.valueOf(size)) + ")";
        }
        boolean other =
                lives.all().stream()
                        .anyMatch(
                                l ->
                                        l.writeback()
                                                && l.covers(life.page())
                                                && l.sent() != 0
                                                && l.sent() < step.n()
                                                && l.length() < l.halves());
        boolean beyond =
                states.subList(life.prepared(), step.n()).stream()
                        .anyMatch(
                                state ->
                                        Texts.number(state.getOrDefault("i_size", "" + end)) < end);
        return !cropped && (other || beyond) && end <= size
                ? " whole (i_size is " + Texts.size(String.valueOf(size)) + gone(life, step) + ")"
                : "";
    }

    /** Since when the page cache has not the content any more that a chained WRITE carries. */
    private String gone(RequestLife life, Trace.Step step) {
        String zeroed = "";
        for (Trace.Step earlier : trace.steps().subList(life.prepared(), step.n() - 1)) {
            for (Trace.Change change : earlier.changes()) {
                String who = "; " + earlier.task() + answered(earlier, life.prepared());
                String at = " at step " + earlier.n();
                boolean page = Paths.page(change.path()) == life.page();
                int half = page && change.path().endsWith(".data") ? zeroed(change) : -1;
                if (half >= 0 && zeroed.isEmpty()) {
                    zeroed = who + " zeroed half page " + half + at;
                }
                boolean gone =
                        change.path().endsWith(".cached") && Paths.NOBODY.equals(change.to());
                if (page && gone && Trace.isDaemon(step.task())) {
                    boolean same = zeroed.startsWith(who + " ");
                    String it = same ? zeroed + " and" : zeroed + who;
                    return it + " took the page out of the cache" + at;
                }
            }
        }
        return "";
    }

    /** That a truncation had its answer before a copy was made, while the page cache had all. */
    private String answered(Trace.Step truncation, int copied) {
        for (RequestLife life : lives.all()) {
            boolean early = life.replied() != 0 && life.replied() < copied;
            if (life.isTruncate() && life.owner().equals(truncation.task()) && early) {
                return ", whose SETATTR was answered at step " + life.replied() + ",";
            }
        }
        return "";
    }

    /** The half page that is zeroed while the other one keeps its content; -1 if none is. */
    private static int zeroed(Trace.Change change) {
        List<String> before = Texts.list(change.from());
        List<String> after = Texts.list(change.to());
        int zeroed = -1;
        for (int i = 0; i < before.size() && i < after.size(); i++) {
            if (!before.get(i).equals("0") && after.get(i).equals("0")) {
                zeroed = 2 * Paths.page(change.path()) + i;
            }
        }
        return Collections.frequency(after, "0") < after.size() ? zeroed : -1;
    }

    private void ofDaemon(Trace.Step step, RequestLife life, List<Deed> deeds) {
        boolean punches = life.opcode().equals("FALLOCATE");
        boolean changes = life.opcode().equals("WRITE") || life.isTruncate() || punches;
        String file = String.valueOf(states.get(step.n()).get("daemon.data"));
        String now = changes ? " (its file is now " + file + ")" : "";
        boolean read = life.opcode().equals("READ");
        String got = read ? " (it gets " + life.content() + ")" : now;
        int weight =
                life.isTruncate() || life.writeback() || punches ? 7 : read ? 6 : changes ? 4 : 2;
        String lacks = lacks(life, step);
        add(deeds, step, lacks.isEmpty() ? weight : 9, "applies " + life.name() + lacks + got);
    }

    /** What a WRITE was given on its way and does not cover, though the file reaches it now. */
    private String lacks(RequestLife life, Trace.Step step) {
        int size = Texts.number(states.get(step.n()).get("i_size"));
        boolean given =
                life.updates().stream()
                        .anyMatch(form -> isSent(life, form.step()) && form.step() < step.n());
        int end = 2 * life.page() + life.length();
        return given && life.length() < life.halves() && end < size
                ? Lives.cropped(life).replace(" cropped to ", ", whose size is still ")
                : "";
    }
}
