package nowrite.stress.cli.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes files so that a reader sees the old one or the new one, never half of one. */
public final class AtomicFile {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private AtomicFile() {}

    /**
     * Writes the text to a temporary file beside the target and renames it.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public static void write(Path file, String text) {
        String suffix = "." + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        Path temporary = file.resolveSibling("." + file.getFileName() + suffix);
        try {
            Files.createDirectories(file.getParent());
            try {
                Files.write(temporary, text.getBytes(StandardCharsets.UTF_8));
                Files.move(
                        temporary,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
