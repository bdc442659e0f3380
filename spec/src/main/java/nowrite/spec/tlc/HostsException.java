package nowrite.spec.tlc;

/** A check on several hosts cannot begin; the message says why and what to do. */
public final class HostsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HostsException(String message) {
        super(message);
    }
}
