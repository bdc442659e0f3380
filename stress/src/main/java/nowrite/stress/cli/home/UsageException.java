package nowrite.stress.cli.home;

/**
 * The user asked for something that cannot be done as asked; the message says what would be right.
 */
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong.
     *
     * @param message what is wrong and what would be right, for a person
     */
    public UsageException(String message) {
        super(message);
    }
}
