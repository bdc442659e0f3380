package nowrite.model.kernel;

/**
 * A kernel assertion (BUG_ON) failed: the context is gone and what it held stays locked. The ghost
 * state has the text.
 */
public final class KernelBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the failure; it carries no stack.
     *
     * @param assertion the kernel's assertion
     */
    public KernelBug(String assertion) {
        super(assertion, null, false, false);
    }
}
