package nowrite.stress.kernel.client;

import java.io.Closeable;
import java.nio.file.Path;
import nowrite.stress.kernel.line.LineLog;

/**
 * What one thread of a client writes down: each operation when it begins, and when it has ended.
 */
final class OperationLog implements Closeable {

    private final LineLog log;
    private final int thread;
    private long operations;

    OperationLog(Path file, int thread) {
        this.log = new LineLog(file);
        this.thread = thread;
    }

    /**
     * An operation begins.
     *
     * @param at its offset, or the size that it sets
     * @param length how many bytes it is about; 0 where that means nothing
     * @param value what it stores; 0 where it stores nothing
     */
    void begin(String operation, long at, long length, long value) {
        StringBuilder line = start("begin", operation, at, value);
        if (length != 0) {
            line.append(",\"len\":").append(length);
        }
        log.add(line.append('}'));
    }

    /** The operation has ended: its result, and the value that it stored or found. */
    void end(String operation, long at, int result, long value) {
        log.add(start("end", operation, at, value).append(",\"r\":").append(result).append('}'));
        operations++;
    }

    private StringBuilder start(String what, String operation, long at, long value) {
        StringBuilder line = new StringBuilder(100);
        line.append("{\"e\":\"").append(what).append("\",\"t\":").append(System.nanoTime());
        line.append(",\"th\":").append(thread).append(",\"op\":\"").append(operation);
        return line.append("\",\"a\":").append(at).append(",\"v\":").append(value);
    }

    /** How many have ended. */
    long operations() {
        return operations;
    }

    /** Hands what was written down to the operating system: this process may be killed. */
    void flush() {
        log.flush();
    }

    @Override
    public void close() {
        log.close();
    }
}
