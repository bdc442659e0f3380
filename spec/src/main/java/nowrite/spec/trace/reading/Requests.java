package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** Follows the requests of a trace. */
final class Requests {
    private static final String FREE = "free";

    private final List<RequestLife> ended = new ArrayList<>();
    private final Map<String, RequestLife> living = new LinkedHashMap<>();

    private Requests() {}

    static List<RequestLife> of(Trace trace) {
        Requests requests = new Requests();
        for (Trace.Step step : trace.steps()) {
            for (Trace.Change change : step.changes()) {
                if (Paths.isRequest(change.path())) {
                    requests.changed(step, change);
                }
            }
            requests.moved(step);
        }
        requests.ended.addAll(requests.living.values());
        return requests.ended.stream()
                .sorted(
                        Comparator.comparingInt(RequestLife::prepared)
                                .thenComparing(RequestLife::slot))
                .toList();
    }

    private void changed(Trace.Step step, Trace.Change change) {
        String slot = change.path().substring("req.".length());
        RequestLife before = living.get(slot);
        String to = change.to() == null ? FREE : change.to();
        if (to.equals(FREE)) {
            if (before != null) {
                living.remove(slot);
                ended.add(at(before, before, step.n(), "ended"));
            }
            return;
        }
        RequestLife now = parse(slot, to, step);
        RequestLife life = before == null ? now : keep(now, before);
        String state = to.substring(0, Math.max(to.indexOf(' '), 0));
        String mark =
                switch (state) {
                    case "PENDING" -> "sent";
                    case "SENT" -> "read";
                    case "FINISHED" -> "replied";
                    default -> "";
                };
        living.put(slot, at(life, life, step.n(), mark));
    }

    /** What only other paths show: queueing, and that the daemon did the work. */
    private void moved(Trace.Step step) {
        for (Trace.Change change : step.changes()) {
            if (change.path().equals("queued_writes")) {
                List<String> before = Texts.list(change.from());
                for (String slot : Texts.list(change.to())) {
                    if (!before.contains(slot) && living.containsKey(slot)) {
                        living.computeIfPresent(slot, (k, l) -> at(l, l, step.n(), "queued"));
                    }
                }
            }
        }
        if (step.task().startsWith("daemon(")
                && !step.label().endsWith(":read")
                && !step.label().endsWith(":reply")
                && step.label().startsWith("daemon:")) {
            String slot = step.task().substring("daemon(".length(), step.task().length() - 1);
            living.computeIfPresent(slot, (k, l) -> at(l, l, step.n(), "applied"));
        }
    }

    private static RequestLife parse(String slot, String text, Trace.Step step) {
        String[] words = text.split(" ");
        String opcode = words.length > 1 ? words[1] : text;
        int page = Paths.pageOfSlot(slot);
        boolean writeback = page >= 0;
        String detail = "";
        String content = "";
        int open = text.indexOf('[');
        int close = text.indexOf(']');
        if (open >= 0 && close > open) {
            content = text.substring(open, close + 1);
        }
        if (words.length > 2 && words[2].contains("+")) {
            detail = words[2];
            page = Integer.parseInt(words[2].substring(0, words[2].indexOf('+'))) / 2;
        } else if (words.length > 3 && opcode.equals("SETATTR")) {
            detail = words[2] + " " + words[3];
        }
        int err = text.indexOf(" err ");
        String error =
                err < 0 ? "" : String.join(" ", "err", text.substring(err + 5).split(" ")[0]);
        if (text.contains(" other-type")) {
            error = (error + " other-type").trim();
        }
        String name =
                writeback
                        ? opcode
                                + " of page "
                                + page
                                + ", copy "
                                + slot.substring(slot.indexOf('.') + 1)
                        : opcode
                                + (detail.isEmpty() || page >= 0 ? "" : " " + detail)
                                + (page >= 0 ? " of page " + page : "")
                                + (page >= 0 ? " by " : " of ")
                                + slot;
        return new RequestLife(
                slot,
                opcode,
                name,
                writeback,
                page,
                detail,
                content,
                step.task(),
                step.n(),
                0,
                0,
                0,
                0,
                0,
                0,
                error);
    }

    /** The request's new text with what is known of its past. */
    private static RequestLife keep(RequestLife now, RequestLife past) {
        return new RequestLife(
                past.slot(),
                now.opcode(),
                now.name(),
                now.writeback(),
                now.page(),
                now.detail(),
                now.content().isEmpty() ? past.content() : now.content(),
                past.owner(),
                past.prepared(),
                past.queued(),
                past.sent(),
                past.read(),
                past.applied(),
                past.replied(),
                past.ended(),
                now.error());
    }

    private static RequestLife at(RequestLife l, RequestLife past, int step, String mark) {
        return new RequestLife(
                l.slot(),
                l.opcode(),
                l.name(),
                l.writeback(),
                l.page(),
                l.detail(),
                l.content(),
                l.owner(),
                past.prepared(),
                first(past.queued(), mark.equals("queued"), step),
                first(past.sent(), mark.equals("sent"), step),
                first(past.read(), mark.equals("read"), step),
                first(past.applied(), mark.equals("applied"), step),
                first(past.replied(), mark.equals("replied"), step),
                first(past.ended(), mark.equals("ended"), step),
                l.error());
    }

    private static int first(int known, boolean now, int step) {
        return known == 0 && now ? step : known;
    }
}
