package nowrite.spec.tlc;

/** Something that TLC said was not understood, or it broke. Never a verdict. */
public final class TlcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was not understood. */
    public TlcException(String message) {
        super(message);
    }
}
