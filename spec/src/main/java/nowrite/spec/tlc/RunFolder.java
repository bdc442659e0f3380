package nowrite.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder of one run. It has a name of its own while TLC runs, so two commands at once do not
 * meet; a run that ended is kept under the plain name, one that was interrupted leaves nothing.
 */
final class RunFolder implements AutoCloseable {

    /** What is in this subfolder is deleted when the run has ended. */
    static final String TEMPORARY = "tmp";

    private final Path plain;
    private final Path path;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::awaitClosed, "tlc-folder");

    private RunFolder(Path plain, Path path) {
        this.plain = plain;
        this.path = path;
    }

    /** The program ends: the thread that runs TLC is given the time to clean up behind it. */
    private void awaitClosed() {
        try {
            closed.await(3, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static RunFolder create(Path work, String name) throws IOException {
        Path absolute = work.toAbsolutePath();
        Files.createDirectories(absolute);
        Path path = Files.createTempDirectory(absolute, name + ".running-");
        Files.createDirectory(path.resolve(TEMPORARY));
        RunFolder folder = new RunFolder(absolute.resolve(name), path);
        try {
            Runtime.getRuntime().addShutdownHook(folder.hook);
        } catch (IllegalStateException e) {
            folder.closed.countDown(); // The program is ending; the caller finds out soon.
        }
        return folder;
    }

    Path path() {
        return path;
    }

    /** Keeps the folder under its plain name, in place of an older one. */
    Path keep() throws IOException {
        delete(path.resolve(TEMPORARY));
        for (int tries = 1; ; tries++) {
            Path older = path.resolveSibling(path.getFileName() + ".older-" + tries);
            try {
                if (Files.exists(plain)) {
                    Files.move(plain, older);
                }
                Files.move(path, plain);
                return plain;
            } catch (FileAlreadyExistsException
                    | DirectoryNotEmptyException
                    | NoSuchFileException e) {
                // Another nowrite has put its own there meanwhile, or taken ours aside.
                if (tries == 20) {
                    throw e;
                }
            } finally {
                delete(older);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            closed.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The program is ending: the hook sees that this folder is closed.
            }
        }
    }

    /** Deletes a folder; what cannot be deleted stays. */
    static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // It is under target, where the next build may clean.
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
