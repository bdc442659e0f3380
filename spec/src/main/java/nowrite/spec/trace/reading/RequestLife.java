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
 * @param writeback whether it is a WRITE of writeback
 * @param page the page, -1 if it is about none
 * @param detail what it carries, without the content: "0+2" (offset and length in half pages),
 *     "size 1", or empty
 * @param content the half pages' contents, "[init p.1]", or empty
 * @param owner who prepared it
 * @param prepared the step that filled it in
 * @param listed the step that put it on the inode's list writepages
 * @param queued the step that put it on queued_writes
 * @param sent the step that put it on the connection's queue, where the daemon can see it
 * @param read the step in which the daemon read it
 * @param applied the step in which the daemon did what it says, or decided not to
 * @param replied the step in which the answer arrived
 * @param ended the step that freed it
 * @param error the answer's error by its name ("EIO"), or empty
 * @param forms what it carried from which step on; the last is {@code content}
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
        int listed,
        int queued,
        int sent,
        int read,
        int applied,
        int replied,
        int ended,
        String error,
        List<Form> forms) {

    /**
     * A page that was put into a request: the step, the page, and the content that was copied;
     * empty if it is the page itself.
     */
    record Put(int step, int page, String content) {}

    /** Whether the daemon has it, unanswered, after this step. */
    public boolean isWithDaemon(int step) {
        return sent != 0 && sent <= step && (replied == 0 || step < replied);
    }

    /** Whether it exists after this step. */
    public boolean exists(int step) {
        return prepared <= step && (ended == 0 || step < ended);
    }

    /** Whether it is a SETATTR that sets a size, or an OPEN that truncates. */
    public boolean isTruncate() {
        return detail.startsWith("size ");
    }

    /** The size that a SETATTR or OPEN sets, in half pages; -1 if it sets none. */
    public int size() {
        return isTruncate() ? Integer.parseInt(detail.substring("size ".length())) : -1;
    }

    /** Half pages that a WRITE covers, as it goes out; 2 is a whole page. */
    int length() {
        int plus = detail.indexOf('+');
        return plus < 0 ? 0 : Integer.parseInt(detail.substring(plus + 1));
    }

    /** Half pages that it has; more than {@link #length} if it was cropped. */
    int halves() {
        return forms.isEmpty() ? 0 : forms.get(forms.size() - 1).halves();
    }

    /** Whether it is about this page. */
    public boolean covers(int index) {
        return page >= 0 && page <= index && index < page + Math.max(1, halves() / 2);
    }

    /** Whether it has no temporary pages: the daemon reads the content of the pages themselves. */
    public boolean refersToPage() {
        return writeback && forms.get(0).pages() >= 0;
    }

    /** What it carries after this step, as {@link #content} is written. */
    String contentAt(int step) {
        String found = "";
        for (Form form : forms) {
            found = form.step() <= step ? form.text() : found;
        }
        return found;
    }

    /** The pages that were put into it while it was filled in. */
    List<Put> puts() {
        List<Put> puts = new ArrayList<>();
        int halves = 0;
        for (Form form : forms) {
            int now = form.halves();
            if (writeback && now > halves) {
                List<String> copied =
                        refersToPage() ? List.of() : form.content().subList(halves, now);
                String text = copied.isEmpty() ? "" : "[" + String.join(" ", copied) + "]";
                puts.add(new Put(form.step(), page + halves / 2, text));
            }
            halves = now;
        }
        return puts;
    }

    /**
     * The steps that put a page's newer content into it after it was filled in; of pages that are
     * in it themselves, the step in which the daemon reads them.
     */
    List<Form> updates() {
        List<Form> updates = new ArrayList<>();
        for (int i = 1; i < forms.size(); i++) {
            List<String> before = forms.get(i - 1).content();
            List<String> now = forms.get(i).content();
            boolean filled = before.size() == now.size() || refersToPage();
            if (writeback && filled && !before.equals(now)) {
                updates.add(forms.get(i));
            }
        }
        return updates;
    }

    /** The slot that a step chains behind this request; empty if it chains none. */
    String chains(int step) {
        for (int i = 1; i < forms.size(); i++) {
            List<String> before = forms.get(i - 1).behind();
            for (String slot : forms.get(i).behind()) {
                if (forms.get(i).step() == step && !before.contains(slot)) {
                    return slot;
                }
            }
        }
        return "";
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
                0,
                "",
                List.of());
    }

    /** The request with its new text, such as {@code SENT WRITE 0+2 [init p.1]}. */
    RequestLife changed(String text, int step) {
        String[] words = text.split(" ");
        String state = words[0];
        Form form =
                Form.of(
                        text,
                        step,
                        forms.isEmpty() ? List.of() : forms.get(forms.size() - 1).content());
        List<Form> newForms = new ArrayList<>(forms);
        newForms.add(form);
        String newDetail = detail;
        int newPage = page;
        if (words.length > 2 && words[2].matches("\\d+\\+\\d+")) {
            newDetail = words[2];
            newPage = Integer.parseInt(words[2].substring(0, words[2].indexOf('+'))) / 2;
        } else if (words.length > 3 && opcode.equals("SETATTR")) {
            newDetail = words[2] + " " + words[3];
        } else if (words.length > 2 && opcode.equals("OPEN") && words[2].equals("trunc")) {
            newDetail = "size 0";
        }
        int err = text.indexOf(" err ");
        String newError =
                err < 0 ? "" : Errors.named("err " + text.substring(err + 5).split(" ")[0]);
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
                form.text(),
                owner,
                prepared,
                listed,
                queued,
                first(sent, state.equals("PENDING"), step),
                first(read, state.equals("SENT"), step),
                applied,
                first(replied, state.equals("FINISHED"), step),
                ended,
                newError,
                List.copyOf(newForms));
    }

    RequestLife listed(int step) {
        return new RequestLife(
                slot, opcode, name, writeback, page, detail, content, owner, prepared, step, queued,
                sent, read, applied, replied, ended, error, forms);
    }

    RequestLife queued(int step) {
        return new RequestLife(
                slot, opcode, name, writeback, page, detail, content, owner, prepared, listed, step,
                sent, read, applied, replied, ended, error, forms);
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
                listed,
                queued,
                sent,
                read,
                first(applied, true, step),
                replied,
                ended,
                error,
                forms);
    }

    RequestLife ended(int step) {
        return new RequestLife(
                slot, opcode, name, writeback, page, detail, content, owner, prepared, listed,
                queued, sent, read, applied, replied, step, error, forms);
    }

    private static int first(int known, boolean now, int step) {
        return known == 0 && now ? step : known;
    }
}
