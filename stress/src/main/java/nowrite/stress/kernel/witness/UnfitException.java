package nowrite.stress.kernel.witness;

/** A part of a log that the specification cannot be asked about; the message says why. */
public final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitException(String why) {
        super(why);
    }
}
