package nowrite.stress.cli.home;

/** The machine or the checkout lacks what a command needs. */
public final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param message what is missing and how to get it, for a person
     */
    public UnavailableException(String message) {
        super(message);
    }
}
