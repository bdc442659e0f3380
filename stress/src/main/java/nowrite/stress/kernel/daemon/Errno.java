package nowrite.stress.kernel.daemon;

/** Error numbers of Linux, as replies carry them. */
final class Errno {
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;
    static final int EPROTO = 71;

    private Errno() {}
}
