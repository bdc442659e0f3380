package nowrite.spec.trace.reading;

import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** What is wrong with the contents of the daemon's file: lost, out of order, or back again. */
final class WrongContent {
    private final Ending e;

    WrongContent(Ending e) {
        this.e = e;
    }

    String resurrection() {
        List<String> data = Texts.list(e.last.get("daemon.data"));
        for (String cell : Texts.list(e.last.get("ghost.dead"))) {
            int at = cell.indexOf('@');
            int half = Integer.parseInt(cell.substring(at + 1));
            String content = cell.substring(0, at);
            if (half < data.size() && data.get(half).equals(content)) {
                e.cells.add("daemon.data");
                e.reached(half);
                int when = e.stored(content, half);
                String by = "";
                for (RequestLife life : e.lives.all()) {
                    if (life.isTruncate() && life.replied() != 0 && life.size() <= half) {
                        e.about(life);
                        e.steps.add(life.replied());
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

    String reordered() {
        if (e.end == 0) {
            return null;
        }
        Trace.Step step = e.trace.steps().get(e.end - 1);
        List<String> before = Texts.list(e.states.get(e.end - 1).get("daemon.data"));
        List<String> after = Texts.list(e.last.get("daemon.data"));
        RequestLife old =
                Trace.isDaemon(step.task())
                        ? e.lives.at(Texts.slotOfDaemon(step.task()), e.end)
                        : null;
        if (old == null) {
            return null;
        }
        e.about(old);
        e.cells.add("daemon.data");
        for (int half = 0; half < after.size() && half < before.size(); half++) {
            String newer = before.get(half);
            if (!newer.equals(after.get(half))) {
                e.stored(newer, half);
                RequestLife by = lastApplied(old, half);
                if (by != null) {
                    e.about(by);
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
        for (RequestLife life : e.lives.all()) {
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

    String notDurable() {
        String task = e.actor();
        if (e.end == 0) {
            return null;
        }
        List<String> data = Texts.list(e.last.get("daemon.data"));
        List<String> cut = Texts.list(e.states.get(e.end - 1).get("ghost.cut"));
        for (String cell : Texts.list(e.states.get(e.end - 1).get("ghost.before." + task))) {
            int at = cell.indexOf('@');
            int half = Integer.parseInt(cell.substring(at + 1));
            String content = cell.substring(0, at);
            List<String> order = Texts.list(e.last.get("ghost.order." + half));
            String found = half < data.size() ? data.get(half) : "nothing";
            if (!cut.contains(cell) && order.indexOf(found) < order.indexOf(content)) {
                int when = e.stored(content, half);
                int begun = e.began(task);
                e.reached(half);
                e.steps.add(begun);
                e.cells.add("daemon.data");
                return success(task)
                        + ", but what was stored in half page "
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

    String unreported() {
        String task = e.actor();
        if (e.end == 0) {
            return null;
        }
        Map<String, String> before = e.states.get(e.end - 1);
        List<String> reported = Texts.list(before.get("ghost.reported"));
        for (String cell : Texts.list(before.get("ghost.before." + task))) {
            if (Texts.list(before.get("ghost.failed")).contains(cell) && !reported.contains(cell)) {
                int at = cell.indexOf('@');
                int half = Integer.parseInt(cell.substring(at + 1));
                String content = cell.substring(0, at);
                int when = e.stored(content, half);
                e.steps.add(e.began(task));
                e.cells.add("wb_err");
                String with = "";
                for (RequestLife life : e.lives.all()) {
                    boolean dropped = life.writeback() && life.ended() != 0 && life.sent() == 0;
                    if (dropped && Lives.isDisconnected(e.states.get(life.ended()))) {
                        e.about(life);
                        e.steps.add(life.ended());
                        with = life.name() + " with it was dropped (step " + life.ended() + ")";
                    }
                    if (life.writeback() && !life.error().isEmpty()) {
                        e.about(life);
                        e.steps.add(life.replied());
                        with = life.name() + " with it has failed (step " + life.replied() + ")";
                    }
                }
                return success(task)
                        + ", but what was stored in half page "
                        + half
                        + " before it began ("
                        + content
                        + ", step "
                        + when
                        + ") is lost: "
                        + with
                        + ", and nobody has been told.";
            }
        }
        return null;
    }

    private String success(String task) {
        boolean close = e.trace.steps().get(e.end - 1).label().startsWith("sys_close");
        String operation = Paths.operation(e.trace, task, e.states.get(e.end - 1));
        return (close ? "close" : operation.equals("syncfs") ? "syncfs" : "fsync")
                + " of "
                + task
                + " returns success";
    }

    private String where(int page, String content) {
        for (RequestLife life : e.lives.all()) {
            if (life.writeback()
                    && life.covers(page)
                    && life.exists(e.end)
                    && life.content().contains(content)) {
                e.about(life);
                return "; " + life.name() + " " + life.content() + " is not done yet";
            }
        }
        for (RequestLife life : e.lives.all()) {
            if (life.covers(page) && life.applied() != 0 && life.content().contains(content)) {
                e.about(life);
                RequestLife over = lastApplied(life, 2 * page);
                if (over != null && over.applied() > life.applied()) {
                    e.about(over);
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
        e.cells.add(dirty);
        return "0".equals(e.last.get(dirty)) ? "; page " + page + " is not even marked dirty" : "";
    }
}
