package nowrite.stress.fsx;

import java.io.Closeable;

/** A file on which operations are tried. It is as long as it may get at the start. */
public interface TestedFile extends Closeable {

    /** Whether it can do such a thing; what it cannot is left out. */
    boolean can(Deed.Kind kind);

    /** What every half page has at the start. */
    default String start() {
        return "0";
    }

    /**
     * Does something.
     *
     * @param value what a STORE or WRITE stores: a number from 1 that names the operation
     * @return {@code ok}, {@code SIGBUS}, {@code EOF}, or the content found: {@link #content}, or
     *     something else that says what is there
     * @throws InterruptedException if this thread is interrupted
     */
    String run(Deed deed, int value) throws InterruptedException;

    /** How a content is called: by the operation that stored it, 0 for zeros. */
    static String content(long value) {
        return value == 0 ? "0" : "v" + value;
    }

    @Override
    void close();
}
