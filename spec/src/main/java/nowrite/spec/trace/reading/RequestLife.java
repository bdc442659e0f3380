package nowrite.spec.trace.reading;

/**
 * What became of one request, from the step that made it to the one that freed it. Steps are
 * numbers from 1; 0 says that it did not happen in this trace.
 *
 * @param slot its name in the trace: a task's name for that task's own request, else page.copy
 * @param opcode {@code WRITE}, {@code READ}, {@code SETATTR}, {@code FSYNC}
 * @param name as one says it: "WRITE of page 0, copy 2", "SETATTR size 1 of t"
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
 * @param applied the step in which the daemon did what it says
 * @param replied the step in which the answer arrived
 * @param ended the step that freed it
 * @param error the answer's error as the trace has it ("err 5"), or empty
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
        String error) {

    /** Whether the daemon has it, unanswered, after this step. */
    public boolean isWithDaemon(int step) {
        return sent != 0 && sent <= step && (replied == 0 || step < replied);
    }

    /** Whether it exists after this step. */
    public boolean exists(int step) {
        return prepared <= step && (ended == 0 || step < ended);
    }
}
