package nowrite.spec.trace.reading;

/**
 * Something that lasts from one step to another.
 *
 * <p>Step n leads from state n - 1 to state n, so it lasts in the states {@code first} to {@code
 * last - 1}, or to the end of the trace if it is open.
 *
 * @param context who: the holder of a lock, the one that is blocked, the owner of nowrite
 * @param what the name of the lock, or the reason of the wait
 * @param first the step that began it, 0 if it was so at the start
 * @param last the step that ended it; for an open one the last step of the trace
 * @param open whether it still is so at the end of the trace
 */
public record Span(String context, String what, int first, int last, boolean open) {

    /** Whether it is so after this step. */
    public boolean covers(int step) {
        return first <= step && (open ? step <= last : step < last);
    }
}
