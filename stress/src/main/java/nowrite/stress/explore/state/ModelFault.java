package nowrite.stress.explore.state;

/**
 * The model is not something the explorer can search: state that it cannot see, code that is not
 * deterministic, a lock used wrongly. The message is for the person who wrote the model.
 */
public final class ModelFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes a fault.
     *
     * @param message what is wrong and where, in words
     */
    public ModelFault(String message) {
        super(message);
    }

    /**
     * Makes a fault with the exception that showed it.
     *
     * @param message what is wrong and where, in words
     * @param cause what the model threw
     */
    public ModelFault(String message, Throwable cause) {
        super(message, cause);
    }
}
