package nowrite.spec.trace;

/** A trace file is broken. The message says where and how. */
public final class TraceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is broken.
     *
     * @param place the file, with line and column or step where known
     * @param reason what is wrong there
     */
    public TraceException(String place, String reason) {
        super(place + ": " + reason);
    }
}
