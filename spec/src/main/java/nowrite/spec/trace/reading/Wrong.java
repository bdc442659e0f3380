package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nowrite.spec.trace.Trace;

/** What is wrong at the end of a trace, with the pages, contents and requests concerned. */
final class Wrong {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Circle circle;
    private final int end;
    private final Map<String, String> last;

    /** The steps that the sentence speaks of. */
    private final Set<Integer> steps = new TreeSet<>();

    /** The paths that decide it. */
    private final SortedSet<String> cells = new TreeSet<>();

    Wrong(Trace trace, List<Map<String, String>> states, Lives lives, Circle circle) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.circle = circle;
        this.end = states.size() - 1;
        this.last = states.get(end);
        steps.add(end);
    }

    Set<Integer> steps() {
        return steps;
    }

    SortedSet<String> cells() {
        return cells;
    }

    /** The sentence. Where the state does not tell, it is the property's own. */
    String sentence() {
        String concrete =
                switch (trace.end()) {
                    case "deadlock" -> {
                        cells.addAll(circle.cells());
                        steps.addAll(circle.steps());
                        yield circle.sentence();
                    }
                    case "livelock" ->
                            "Steps "
                                    + trace.loopStart()
                                    + " to "
                                    + end
                                    + " repeat for ever, and no task can come to its end.";
                    default -> violation();
                };
        return concrete == null ? trace.sentence() : concrete;
    }

    private String violation() {
        return switch (trace.property()) {
            case "P1" -> writeUnderNowrite();
            case "P2" -> resurrection();
            case "P3" -> twoWrites();
            case "P4" -> reordered();
            case "P5" -> notDurable();
            case "P10" -> illegalCounter();
            case "P11" -> releasedEarly();
            case "P13" -> {
                String unlocked = writableButClean(false);
                yield unlocked == null ? writableButClean(true) : unlocked;
            }
            case "P16" -> entryOfALostPage();
            case "PA" -> assertion();
            default -> null;
        };
    }

    private String assertion() {
        String text = last.getOrDefault("ghost.bug", "An assertion");
        cells.add("ghost.bug");
        cells.add("writectr");
        return text + " fires in " + actor() + (text.contains("writectr") ? counter() : ".");
    }

    private String counter() {
        return ": writectr is " + last.get("writectr") + ".";
    }

    private String actor() {
        return end == 0 ? "somebody" : trace.steps().get(end - 1).task();
    }

    private String writeUnderNowrite() {
        for (RequestLife truncate : lives.all()) {
            for (RequestLife write : lives.all()) {
                if (truncate.isTruncate()
                        && truncate.isWithDaemon(end)
                        && write.writeback()
                        && write.isWithDaemon(end)) {
                    about(truncate);
                    about(write);
                    return "The daemon has "
                            + of(write)
                            + " and "
                            + truncate.name()
                            + " size "
                            + Texts.size(String.valueOf(truncate.size()))
                            + " at the same time, and may do them in either order.";
                }
            }
        }
        return null;
    }

    private String of(RequestLife write) {
        return write.name() + " of page " + write.page() + " " + write.content();
    }

    private void about(RequestLife life) {
        cells.add("req." + life.slot());
        for (int step : new int[] {life.prepared(), life.sent(), life.applied()}) {
            if (step != 0) {
                steps.add(step);
            }
        }
    }

    private String resurrection() {
        List<String> data = Texts.list(last.get("daemon.data"));
        for (String cell : Texts.list(last.get("ghost.dead"))) {
            int at = cell.indexOf('@');
            int half = Integer.parseInt(cell.substring(at + 1));
            String content = cell.substring(0, at);
            if (half < data.size() && data.get(half).equals(content)) {
                cells.add("daemon.data");
                int when = stored(content);
                String by = "";
                for (RequestLife life : lives.all()) {
                    if (life.isTruncate() && life.replied() != 0 && life.size() <= half) {
                        about(life);
                        steps.add(life.replied());
                        by =
                                ", and "
                                        + life.slot()
                                        + "'s truncation to "
                                        + Texts.size(String.valueOf(life.size()))
                                        + " had cut it off (answered with success at step "
                                        + life.replied()
                                        + ")";
                    }
                }
                return "Half page "
                        + half
                        + " of the daemon's file is "
                        + content
                        + " again: it was stored before (step "
                        + when
                        + ")"
                        + by
                        + ".";
            }
        }
        return null;
    }

    /** The step that stored a content into the page cache. */
    private int stored(String content) {
        for (Trace.Step step : trace.steps()) {
            for (Trace.Change change : step.changes()) {
                if (change.path().startsWith("ghost.order.")
                        && Texts.list(change.to()).contains(content)
                        && !Texts.list(change.from()).contains(content)) {
                    steps.add(step.n());
                    return step.n();
                }
            }
        }
        return 0;
    }

    private String twoWrites() {
        List<RequestLife> out = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            if (life.writeback() && life.isWithDaemon(end)) {
                out.add(life);
            }
        }
        for (RequestLife one : out) {
            List<RequestLife> same = out.stream().filter(l -> l.covers(one.page())).toList();
            if (same.size() > 1) {
                same.forEach(this::about);
                return "The daemon has "
                        + (same.size() == 2 ? "two" : same.size())
                        + " WRITEs of page "
                        + one.page()
                        + " at once: "
                        + Texts.and(same.stream().map(l -> l.name() + " " + l.content()).toList())
                        + ".";
            }
        }
        return null;
    }

    private String reordered() {
        if (end == 0) {
            return null;
        }
        Trace.Step step = trace.steps().get(end - 1);
        List<String> before = Texts.list(states.get(end - 1).get("daemon.data"));
        List<String> after = Texts.list(last.get("daemon.data"));
        RequestLife old =
                Trace.isDaemon(step.task()) ? lives.at(Texts.slotOfDaemon(step.task()), end) : null;
        if (old == null) {
            return null;
        }
        about(old);
        cells.add("daemon.data");
        for (int half = 0; half < after.size() && half < before.size(); half++) {
            String newer = before.get(half);
            if (!newer.equals(after.get(half))) {
                stored(newer);
                RequestLife by = lastApplied(old, half);
                if (by != null) {
                    about(by);
                }
                return "The daemon applies "
                        + old.name()
                        + " "
                        + old.content()
                        + (by == null ? "" : " after " + by.name() + " " + by.content())
                        + ", though its content is older: half page "
                        + half
                        + " of its file goes from "
                        + newer
                        + " back to "
                        + after.get(half)
                        + ".";
            }
        }
        return "The daemon applies "
                + old.name()
                + " "
                + old.content()
                + " after a WRITE with newer content.";
    }

    private RequestLife lastApplied(RequestLife except, int half) {
        RequestLife found = null;
        for (RequestLife life : lives.all()) {
            if (life != except
                    && life.opcode().equals("WRITE")
                    && life.covers(half / 2)
                    && life.applied() != 0
                    && (found == null || life.applied() > found.applied())) {
                found = life;
            }
        }
        return found;
    }

    private String notDurable() {
        String task = actor();
        if (end == 0) {
            return null;
        }
        List<String> data = Texts.list(last.get("daemon.data"));
        List<String> cut = Texts.list(states.get(end - 1).get("ghost.cut"));
        for (String cell : Texts.list(states.get(end - 1).get("ghost.before." + task))) {
            int at = cell.indexOf('@');
            int half = Integer.parseInt(cell.substring(at + 1));
            String content = cell.substring(0, at);
            List<String> order = Texts.list(last.get("ghost.order." + half));
            String found = half < data.size() ? data.get(half) : "nothing";
            if (!cut.contains(cell) && order.indexOf(found) < order.indexOf(content)) {
                int when = stored(content);
                int begun = began(task);
                steps.add(begun);
                cells.add("daemon.data");
                return "fsync of "
                        + task
                        + " returns success, but what was stored in half page "
                        + half
                        + " before it began ("
                        + content
                        + ", step "
                        + when
                        + ") is not in the daemon's file, which has "
                        + found
                        + " there"
                        + where(half / 2, content)
                        + ".";
            }
        }
        return null;
    }

    private String where(int page, String content) {
        for (RequestLife life : lives.all()) {
            if (life.writeback()
                    && life.covers(page)
                    && life.exists(end)
                    && life.content().contains(content)) {
                about(life);
                return "; " + life.name() + " " + life.content() + " is not done yet";
            }
        }
        for (RequestLife life : lives.all()) {
            if (life.covers(page) && life.applied() != 0 && life.content().contains(content)) {
                about(life);
                RequestLife over = lastApplied(life, 2 * page);
                if (over != null && over.applied() > life.applied()) {
                    about(over);
                    return "; "
                            + life.name()
                            + " had brought it (step "
                            + life.applied()
                            + "), and "
                            + over.name()
                            + " "
                            + over.content()
                            + " came after it";
                }
            }
        }
        String dirty = "frame" + page + ".1.dirty";
        cells.add(dirty);
        return "0".equals(last.get(dirty)) ? "; page " + page + " is not even marked dirty" : "";
    }

    /** The step in which a task began the operation that it ends at the end of the trace. */
    private int began(String task) {
        int begun = 0;
        String op = states.get(end - 1).get(task + ".op");
        for (Trace.Step step : trace.steps()) {
            if (step.task().equals(task)
                    && String.valueOf(op).equals(states.get(step.n() - 1).get(task + ".op"))) {
                begun = begun == 0 ? step.n() : begun;
            }
        }
        return begun == 0 ? end : begun;
    }

    private String illegalCounter() {
        String counter = last.getOrDefault("writectr", "0");
        cells.add("writectr");
        if (!Texts.list(last.get("queued_writes")).isEmpty() && allDone()) {
            cells.add("queued_writes");
            List<String> names = new ArrayList<>();
            for (String slot : Texts.list(last.get("queued_writes"))) {
                RequestLife life = lives.at(slot, end);
                if (life != null) {
                    about(life);
                    names.add(of(life));
                }
            }
            return "Every task is done, and "
                    + Texts.and(names)
                    + " is still on queued_writes: nobody is left to send it.";
        }
        boolean held = !Paths.NOBODY.equals(last.getOrDefault("i_mutex", Paths.NOBODY));
        if (counter.startsWith("NOWRITE") && !held) {
            cells.add("i_mutex");
            return "writectr is "
                    + counter
                    + " while nobody holds i_mutex: nowrite is set,"
                    + " and nobody is there to release it.";
        }
        return "writectr is "
                + counter
                + ", which is neither a count of WRITEs in flight nor"
                + " NOWRITE plus such a count.";
    }

    private String releasedEarly() {
        for (RequestLife release : lives.all()) {
            if (!release.opcode().equals("RELEASE") || release.sent() == 0) {
                continue;
            }
            for (RequestLife write : lives.all()) {
                if (write.writeback() && write.exists(end) && write.replied() == 0) {
                    about(release);
                    about(write);
                    return release.name()
                            + " is sent (step "
                            + release.sent()
                            + ") while "
                            + of(write)
                            + ", which names that handle, is not answered.";
                }
            }
        }
        return null;
    }

    private boolean allDone() {
        return trace.tasks().stream().allMatch(t -> "done".equals(last.get(t + ".pc")));
    }

    /** The holder of the lock may be the entry's own task; outside its fault that helps nobody. */
    private String writableButClean(boolean lockedByOwner) {
        for (Map.Entry<String, String> entry : last.entrySet()) {
            if (!entry.getKey().startsWith("pte.") || !entry.getValue().startsWith("rw ")) {
                continue;
            }
            String[] parts = entry.getKey().split("\\.");
            String frame = "frame" + parts[2] + "." + entry.getValue().substring(3) + ".";
            String lock = last.getOrDefault(frame + "locked", Paths.NOBODY);
            if ("0".equals(last.get(frame + "dirty")) && lock.equals(parts[1]) == lockedByOwner) {
                cells.add(entry.getKey());
                cells.add(frame + "dirty");
                return parts[1]
                        + "'s pte of page "
                        + parts[2]
                        + " is writable, but the page is not"
                        + " marked dirty"
                        + (lock.equals(Paths.NOBODY)
                                ? ", and nobody holds its lock."
                                : "; " + lock + " holds its lock.");
            }
        }
        return null;
    }

    private String entryOfALostPage() {
        for (Map.Entry<String, String> entry : last.entrySet()) {
            String[] parts = entry.getKey().split("\\.");
            if (!parts[0].equals("pte") || entry.getValue().equals("none")) {
                continue;
            }
            String cached = "page" + parts[2] + ".cached";
            if (!entry.getValue().substring(3).equals(last.get(cached))) {
                cells.add(entry.getKey());
                cells.add(cached);
                return parts[1]
                        + "'s pte of page "
                        + parts[2]
                        + " points to a page that has left the file.";
            }
        }
        return null;
    }
}
