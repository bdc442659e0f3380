package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** What is done in each step, in the words of a story. */
final class Deeds {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Checks checks;
    private final List<Span> blocked;
    private final List<Deed> deeds = new ArrayList<>();

    Deeds(
            Trace trace,
            List<Map<String, String>> states,
            Lives lives,
            Checks checks,
            List<Span> blocked) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.checks = checks;
        this.blocked = blocked;
    }

    /** The deeds in the order of the steps. */
    List<Deed> all() {
        for (Trace.Step step : trace.steps()) {
            ofEntry(step);
            ofWakeOfNobody(step);
            String check = checks.words(step.n());
            if (!check.isEmpty()) {
                add(step, 8, check);
            }
            step.changes().stream().filter(c -> !isRelease(c)).forEach(c -> ofChange(step, c));
            for (RequestLife life : lives.all()) {
                ofRequest(step, life);
            }
            step.changes().stream().filter(Deeds::isRelease).forEach(c -> ofChange(step, c));
            ofWait(step);
            ofReturn(step);
        }
        return deeds;
    }

    private static boolean isRelease(Trace.Change change) {
        return Paths.isLock(change.path()) && Paths.NOBODY.equals(change.to());
    }

    /** The first step of an operation. */
    private void ofEntry(Trace.Step step) {
        String op = states.get(step.n() - 1).get(step.task() + ".op");
        for (Trace.Step earlier : trace.steps().subList(0, step.n() - 1)) {
            if (earlier.task().equals(step.task())
                    && String.valueOf(op)
                            .equals(states.get(earlier.n() - 1).get(step.task() + ".op"))) {
                return;
            }
        }
        if (op != null) {
            add(step, 1, "enters " + step.label().replaceFirst(":.*", ""));
        }
    }

    private void add(Trace.Step step, int weight, String words) {
        deeds.add(new Deed(step.n(), step.task(), words, weight));
    }

    private void ofChange(Trace.Step step, Trace.Change change) {
        String path = change.path();
        String from = String.valueOf(change.from());
        String to = String.valueOf(change.to());
        if (path.startsWith("pte.")) {
            ofPte(step, path, from, to);
        } else if (path.endsWith(".dirty")) {
            String page = Paths.frame(path);
            boolean gone = states.get(step.n()).getOrDefault(cached(path), "").equals("-");
            if (to.equals("1")) {
                boolean pinned = step.label().startsWith("bio_");
                add(step, 5, "marks " + page + " dirty" + (pinned ? " through its pin" : ""));
            } else if (!gone) {
                add(step, 5, "clears the dirty flag of " + page);
            }
        } else if (path.endsWith(".data") && path.startsWith("frame")) {
            ofData(step, path, from, to);
        } else if (path.endsWith(".cached") && to.equals(Paths.NOBODY)) {
            add(step, 5, "takes page " + Paths.page(path) + " out of the page cache");
        } else if (path.endsWith(".writeback") && to.equals("0")) {
            ofWritebackOver(step, path);
        } else if (path.equals("client.metadata")) {
            add(step, 7, (to.equals("[]") ? "drops" : "makes") + " the client's metadata");
        } else if (path.equals("writectr")) {
            ofCounter(step, from, to);
        } else if (path.equals("i_size")) {
            add(step, 8, "sets i_size to " + Texts.size(to));
        } else if (Paths.isLock(path) && !Paths.isGhost(path)) {
            boolean takes = !to.equals(Paths.NOBODY);
            String lock = path.endsWith(".locked") ? Paths.frame(path) : path;
            add(step, 1, (takes ? "locks " : "unlocks ") + lock);
        } else if (Paths.isWaitQueue(path)) {
            ofWake(step, from, to);
        } else if (path.equals("ghost.bug")) {
            add(step, 9, "runs into " + to);
        }
    }

    /** For the VM the page is written; somebody may look for the copy, which is not queued yet. */
    private void ofWritebackOver(Trace.Step step, String path) {
        int page = Paths.page(path);
        boolean unqueued =
                lives.all().stream()
                        .anyMatch(
                                life ->
                                        life.writeback()
                                                && life.covers(page)
                                                && life.exists(step.n())
                                                && (life.queued() == 0
                                                        || life.queued() > step.n()));
        add(step, unqueued ? 8 : 2, "ends the writeback of " + Paths.frame(path));
    }

    private static String cached(String path) {
        return "page" + Paths.page(path) + ".cached";
    }

    private void ofPte(Trace.Step step, String path, String from, String to) {
        String[] parts = path.split("\\.");
        String whose = parts[1].equals(step.task()) ? "its" : parts[1] + "'s";
        String pte = whose + " pte of page " + parts[2];
        if (to.startsWith("rw")) {
            add(step, 6, "makes " + pte + " writable" + (from.startsWith("ro") ? " again" : ""));
        } else if (to.startsWith("ro")) {
            add(step, 4, "write-protects " + pte);
        } else {
            String where = parts[1].equals(step.task()) ? "" : " from " + parts[1];
            add(step, 2, "unmaps page " + parts[2] + where);
        }
    }

    private void ofData(Trace.Step step, String path, String from, String to) {
        List<String> before = Texts.list(from);
        List<String> after = Texts.list(to);
        for (int i = 0; i < after.size() && i < before.size(); i++) {
            int half = 2 * Paths.page(path) + i;
            if (after.get(i).equals(before.get(i))) {
                continue;
            }
            if (after.get(i).startsWith(step.task() + ".")) {
                add(step, 7, "stores " + after.get(i) + " in half page " + half);
            } else if (after.get(i).equals("0")
                    && !states.get(step.n()).getOrDefault(cached(path), "").equals("-")) {
                add(step, 5, "zeroes half page " + half + " of the page cache");
            }
        }
    }

    private void ofCounter(Trace.Step step, String from, String to) {
        boolean was = from.startsWith("NOWRITE");
        boolean is = to.startsWith("NOWRITE");
        boolean fsync =
                states.get(step.n() - 1).getOrDefault(step.task() + ".stack", "").contains("fsync");
        int weight = fsync ? 4 : 7;
        if (!was && is) {
            String over = from.equals("0") ? "" : ", overwriting a count of " + from;
            boolean forgets = to.equals("NOWRITE") && !over.isEmpty();
            add(step, weight, "sets nowrite" + (forgets ? over : ""));
        } else if (was && !is && !to.startsWith("INT_MAX")) {
            add(step, weight, "releases nowrite");
        } else if (was && to.equals("NOWRITE")) {
            add(step, 6, "brings writectr to NOWRITE");
        } else if (to.startsWith("INT_MAX")) {
            add(step, 8, "takes writectr below NOWRITE, where it is " + to);
        }
    }

    private void ofWake(Trace.Step step, String from, String to) {
        for (String sleeper : Texts.list(from)) {
            if (!Texts.list(to).contains(sleeper) && !sleeper.equals(step.task())) {
                String counter = states.get(step.n()).getOrDefault("writectr", "");
                boolean counts =
                        states.get(step.n()).getOrDefault(sleeper + ".pc", "").contains("nowrite");
                add(
                        step,
                        counts ? 7 : 3,
                        "wakes " + sleeper + (counts ? " (writectr is " + counter + ")" : ""));
            }
        }
    }

    /** A wake-up that comes before anybody sleeps, in a trace that ends with a sleeper. */
    private void ofWakeOfNobody(Trace.Step step) {
        if (trace.end().equals("deadlock")
                && step.label().endsWith(":wake")
                && step.changes().stream().noneMatch(c -> Paths.isWaitQueue(c.path()))) {
            String counter = states.get(step.n()).getOrDefault("writectr", "");
            add(step, 8, "wakes nobody, for nobody sleeps yet (writectr is " + counter + ")");
        }
    }

    private void ofRequest(Trace.Step step, RequestLife life) {
        int n = step.n();
        if (life.writeback()) {
            ofWriteback(step, life);
        } else if (life.sent() == n) {
            int weight = life.opcode().equals("READ") ? 4 : 8;
            add(step, weight, "sends " + Lives.carried(life));
        }
        if (life.applied() == n) {
            ofDaemon(step, life);
        }
        if (life.replied() == n) {
            boolean failed = !life.error().isEmpty();
            int weight = life.isTruncate() || life.writeback() ? 6 : 3;
            String with = failed ? " with an error (" + life.error() + ")" : "";
            add(step, failed ? 8 : weight, "answers " + life.name() + with);
        }
    }

    private void ofWriteback(Trace.Step step, RequestLife life) {
        int n = step.n();
        boolean nowrite = Spans.isNowrite(states.get(n));
        for (RequestLife.Turn turn : life.turns(n)) {
            add(step, 8, turned(life, turn));
        }
        if (life.queued() == n) {
            add(
                    step,
                    nowrite ? 7 : 4,
                    "queues " + life.name() + (nowrite ? " (nowrite is set)" : ""));
        }
        if (life.sent() == n) {
            add(step, 8, "sends " + life.name() + Lives.cropped(life));
        }
        if (life.ended() == n && life.sent() == 0) {
            boolean beyond = 2 * life.page() >= Texts.number(states.get(n).get("i_size"));
            add(step, 7, "drops " + life.name() + (beyond ? ", which lies beyond i_size" : ""));
        }
    }

    private String turned(RequestLife life, RequestLife.Turn turn) {
        return switch (turn.what()) {
            case COPIED ->
                    "copies page "
                            + turn.page()
                            + " to a temporary page ("
                            + life.name()
                            + ", "
                            + turn.text()
                            + ")";
            case UPDATED ->
                    "puts the new content "
                            + turn.text()
                            + " into "
                            + life.name()
                            + (life.sent() != 0 && life.sent() <= turn.step()
                                    ? ", which was sent" + Lives.cropped(life)
                                    : "");
            case CHAINED ->
                    "chains " + lives.nameAt(turn.text(), turn.step()) + " behind " + life.name();
        };
    }

    private void ofDaemon(Trace.Step step, RequestLife life) {
        if (step.label().endsWith(":apply")) {
            boolean changes = life.opcode().equals("WRITE") || life.isTruncate();
            String file = String.valueOf(states.get(step.n()).get("daemon.data"));
            String now = changes ? " (its file is now " + file + ")" : "";
            boolean read = life.opcode().equals("READ");
            String got = read ? " (it gets " + life.content() + ")" : now;
            add(step, changes ? 7 : read ? 6 : 2, "applies " + life.name() + got);
        }
    }

    private void ofWait(Trace.Step step) {
        for (Span span : blocked) {
            if (span.first() == step.n() && !Trace.isDaemon(span.context())) {
                boolean forGood = span.open() && trace.end().equals("deadlock");
                boolean brief = span.what().contains("->lock") || span.what().contains("answer");
                if (forGood || (!brief && span.last() > span.first() + 1)) {
                    deeds.add(new Deed(step.n(), span.context(), span.what(), forGood ? 8 : 6));
                }
            }
        }
    }

    /** The end of an operation whose return is a promise. */
    private void ofReturn(Trace.Step step) {
        boolean over = step.changes().stream().anyMatch(c -> c.path().equals(step.task() + ".op"));
        if (over && step.label().contains("fsync")) {
            add(step, 8, "returns from fsync");
        }
    }
}
