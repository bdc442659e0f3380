package nowrite.spec.file;

/**
 * One operation of a history.
 *
 * @param task who called
 * @param kind what was called
 * @param half the half page; of a TRUNCATE the new size in half pages
 * @param value what a STORE or WRITE stores, else empty
 * @param result what it returned: {@code ok}, {@code SIGBUS}, {@code EOF} or a content
 * @param begin when it was called, on one clock
 * @param end when it returned
 */
public record Call(
        String task, Kind kind, int half, String value, String result, int begin, int end) {

    /** What a user of a file can do. */
    public enum Kind {
        /** A store through a shared mapping. */
        STORE,
        /** A load through a shared mapping. */
        LOAD,
        /** write(2), of one half page. */
        WRITE,
        /** read(2), of one half page. */
        READ,
        /** truncate(2). */
        TRUNCATE,
        /** fallocate(2) that makes a hole of one half page. */
        PUNCH,
        /** fsync(2). */
        FSYNC,
        /** A look at what the server of the file has: what would be left after a crash. */
        DURABLE
    }

    /** The result of an access beyond the end of the file through a mapping. */
    public static final String SIGBUS = "SIGBUS";

    /** The result of a read beyond the end of the file. */
    public static final String EOF = "EOF";

    /** The result of what has none. */
    public static final String OK = "ok";

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(java.util.Locale.ROOT);
        return task + " " + name + (kind == Kind.FSYNC ? "" : " " + half + "h") + " -> " + result;
    }
}
