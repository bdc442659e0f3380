package nowrite.stress.kernel.log;

/** A file is no log of a kernel's boundary, or a damaged one. */
public final class LogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message the file, the line, and what is wrong there
     */
    public LogException(String message) {
        super(message);
    }
}
