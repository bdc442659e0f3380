package nowrite.stress.selftest.bytecode;

/** What was made is no code: a defect of the self-test, not a mutant that was noticed. */
public final class InvalidMutantException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidMutantException(Throwable cause) {
        super(String.valueOf(cause), cause);
    }
}
