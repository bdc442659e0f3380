package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import nowrite.spec.trace.Trace;

/**
 * What became of one request, from the step that made it to the one that freed it. Steps are
 * numbers from 1; 0 says that it did not happen in this trace.
 *
 * @param slot its name in the trace's paths: a task's name for that task's own request, else
 *     page.copy
 * @param opcode {@code WRITE}, {@code READ}, {@code SETATTR}, {@code FSYNC}
 * @param name as one says it: "WRITE 2", counted over the WRITEs of writeback of the trace; "t's
 *     SETATTR"
 * @param writeback whether it is a WRITE of writeback, with a temporary page
 * @param page the page, -1 if it is about none
 * @param detail what it carries, without the content: "0+2" (offset and length in half pages),
 *     "size 1", or empty
 * @param content the half pages' contents, "[init p.1]", or empty
 * @param owner who prepared it
 * @param prepared the step that filled it in
 * @param queued the step that put it on queued_writes
 * @param sent the step that put it on the connection's queue, where the daemon can see it
 * @param read the step in which the daemon read it
 * @param applied the step in which the daemon did what it says, or decided not to
 * @param replied the step in which the answer arrived
 * @param ended the step that freed it
 * @param error the answer's error as the trace has it ("err 5"), or empty
 * @param turns what happened to its content and its company, by step
 */
public record RequestLife(
        String slot,
        String opcode,
        String name,
        boolean writeback,
        int page,
        String detail,
        String content,
        String owner,
        int prepared,
        int queued,
        int sent,
        int read,
        int applied,
        int replied,
        int ended,
        String error,
        List<Turn> turns) {

    /** What happens to a request of writeback between its making and its sending. */
    enum Kind {
        /** A page was copied into it. */
        COPIED,
        /** Its temporary page got a newer content. */
        UPDATED,
        /** A request was chained behind it. */
        CHAINED
    }

    /**
     * One of these.
     *
     * @param step when
     * @param what which
     * @param page the page copied, -1 if it is about none
     * @param text the content, or the slot of the request chained behind
     */
    record Turn(int step, Kind what, int page, String text) {}

    private static final String ADDED = " +[";
    private static final String THEN = " then ";

    /** Whether the daemon has it, unanswered, after this step. */
    public boolean isWithDaemon(int step) {
        return sent != 0 && sent <= step && (replied == 0 || step < replied);
    }

    /** What happened to its content and its company in this step. */
    List<Turn> turns(int step) {
        return turns.stream().filter(turn -> turn.step() == step).toList();
    }

    /** Whether it exists after this step. */
    public boolean exists(int step) {
        return prepared <= step && (ended == 0 || step < ended);
    }

    /** Whether it is a SETATTR that sets a size. */
    public boolean isTruncate() {
        return opcode.equals("SETATTR") && detail.startsWith("size ");
    }

    /** The size that a SETATTR sets, in half pages; -1 if it sets none. */
    public int size() {
        return isTruncate() ? Integer.parseInt(detail.substring("size ".length())) : -1;
    }

    /** Half pages that a WRITE covers, as it goes out; 2 is a whole page. */
    int length() {
        int plus = detail.indexOf('+');
        return plus < 0 ? 0 : Integer.parseInt(detail.substring(plus + 1));
    }

    /** Half pages that it has the content of; more than {@link #length} if it was cropped. */
    int halves() {
        return Texts.list(content).size();
    }

    /** Whether it is about this page. */
    public boolean covers(int index) {
        return page >= 0 && page <= index && index < page + Math.max(1, halves() / 2);
    }

    static RequestLife made(String slot, int number, String text, Trace.Step step) {
        String[] words = text.split(" ");
        String opcode = words.length > 1 ? words[1] : text;
        String whose = slot.substring(slot.lastIndexOf('.') + 1);
        String name = number > 0 ? opcode + " " + number : whose + "'s " + opcode;
        return new RequestLife(
                slot,
                opcode,
                name,
                number > 0,
                Paths.pageOfSlot(slot),
                "",
                "",
                step.task(),
                step.n(),
                0,
                0,
                0,
                0,
                0,
                0,
                "",
                List.of());
    }

    /** The request with its new text, such as {@code SENT WRITE 0+2 [init p.1]}. */
    RequestLife changed(String text, int step) {
        String[] words = text.split(" ");
        String state = words[0];
        int open = text.indexOf('[');
        int close = text.indexOf(']');
        String newDetail = detail;
        int newPage = page;
        if (words.length > 2 && words[2].matches("\\d+\\+\\d+")) {
            newDetail = words[2];
            newPage = Integer.parseInt(words[2].substring(0, words[2].indexOf('+'))) / 2;
        } else if (words.length > 3 && opcode.equals("SETATTR")) {
            newDetail = words[2] + " " + words[3];
        }
        int err = text.indexOf(" err ");
        String newError = err < 0 ? "" : "err " + text.substring(err + 5).split(" ")[0];
        if (text.contains(" other-type")) {
            newError = (newError + " other-type").trim();
        }
        return new RequestLife(
                slot,
                opcode,
                name,
                writeback,
                newPage,
                newDetail,
                open >= 0 && close > open ? text.substring(open, close + 1) : content,
                owner,
                prepared,
                queued,
                first(sent, state.equals("PENDING"), step),
                first(read, state.equals("SENT"), step),
                applied,
                first(replied, state.equals("FINISHED"), step),
                ended,
                newError,
                turned(text, newPage, step));
    }

    /** The turns with what the new text shows. */
    private List<Turn> turned(String text, int newPage, int step) {
        List<Turn> all = new ArrayList<>(turns);
        if (!writeback) {
            return all;
        }
        List<String> before = Texts.list(content);
        String added = bracket(text, text.indexOf(ADDED));
        String now = bracket(text, text.indexOf('['));
        long copied = turns.stream().filter(turn -> turn.what() == Kind.COPIED).count();
        if (!added.isEmpty()) {
            all.add(new Turn(step, Kind.COPIED, newPage + before.size() / 2, added));
        } else if (Texts.list(now).size() > 2 * copied) {
            all.add(new Turn(step, Kind.COPIED, newPage, now));
        } else if (!content.isEmpty()
                && !content.equals(now)
                && before.size() == Texts.list(now).size()) {
            all.add(new Turn(step, Kind.UPDATED, newPage, now));
        }
        int then = text.indexOf(THEN);
        String behind = then < 0 ? "" : text.substring(then + THEN.length()).split(" ")[0];
        boolean known =
                turns.stream().anyMatch(t -> t.what() == Kind.CHAINED && t.text().equals(behind));
        if (!behind.isEmpty() && !known) {
            all.add(new Turn(step, Kind.CHAINED, -1, behind));
        }
        return all;
    }

    private static String bracket(String text, int from) {
        int open = from < 0 ? -1 : text.indexOf('[', from);
        int close = open < 0 ? -1 : text.indexOf(']', open);
        return close < 0 ? "" : text.substring(open, close + 1);
    }

    RequestLife queued(int step) {
        return new RequestLife(
                slot, opcode, name, writeback, page, detail, content, owner, prepared, step, sent,
                read, applied, replied, ended, error, turns);
    }

    RequestLife applied(int step) {
        return new RequestLife(
                slot,
                opcode,
                name,
                writeback,
                page,
                detail,
                content,
                owner,
                prepared,
                queued,
                sent,
                read,
                first(applied, true, step),
                replied,
                ended,
                error,
                turns);
    }

    RequestLife ended(int step) {
        return new RequestLife(
                slot, opcode, name, writeback, page, detail, content, owner, prepared, queued, sent,
                read, applied, replied, step, error, turns);
    }

    private static int first(int known, boolean now, int step) {
        return known == 0 && now ? step : known;
    }
}
