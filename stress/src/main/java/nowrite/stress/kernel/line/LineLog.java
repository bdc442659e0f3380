package nowrite.stress.kernel.line;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A log that is only appended to, one JSON object a line. What a killed process had not written yet
 * is missing at the end; a whole log says so in its last line.
 */
public final class LineLog implements Closeable {

    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final OutputStream out;
    private final byte[] chunk = new byte[2 * CHUNK];
    private int used;

    /**
     * Begins an empty log.
     *
     * @throws UncheckedIOException if the file is there already or cannot be made
     */
    public LineLog(Path file) {
        this.file = file;
        try {
            out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot begin the log " + file, e);
        }
    }

    /**
     * Appends a line.
     *
     * @param line ASCII, without a line feed
     * @throws UncheckedIOException if the disk refuses
     */
    public synchronized void add(CharSequence line) {
        int length = line.length();
        if (length + 1 > chunk.length - used) {
            flush();
        }
        for (int from = 0; from < length; from += CHUNK) {
            int to = Math.min(length, from + CHUNK);
            if (to - from + 1 > chunk.length - used) {
                flush();
            }
            for (int i = from; i < to; i++) {
                chunk[used++] = (byte) line.charAt(i);
            }
        }
        chunk[used++] = '\n';
        if (used >= CHUNK) {
            flush();
        }
    }

    /** Hands everything to the operating system. */
    public synchronized void flush() {
        try {
            out.write(chunk, 0, used);
            used = 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public synchronized void close() {
        flush();
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
