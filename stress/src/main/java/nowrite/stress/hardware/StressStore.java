package nowrite.stress.hardware;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;

/** The runs that are kept, a folder for each; one at work has a name with a dot. */
public final class StressStore {
    private static final String RESULT = "result.json";
    private static final String WORKING = ".running-";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path root;

    /** The store in a folder. */
    public StressStore(Path root) {
        this.root = root;
    }

    /** A new folder for a run at work, which nobody else has. */
    public Path begin() {
        try {
            Files.createDirectories(root);
            return Files.createTempDirectory(root, WORKING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write in " + root, e);
        }
    }

    /** The name of a run that begins now. */
    public String name() {
        return LocalDateTime.now().format(TIME);
    }

    /**
     * Keeps a run: writes its result and gives the folder its name, in one step.
     *
     * @param working what {@link #begin} gave
     * @param files what else to write: names and texts
     * @return the folder; its name has a number behind it if there is such a run already
     */
    public Path keep(Path working, StressRun run, java.util.Map<String, String> files) {
        files.forEach((name, text) -> AtomicFile.write(working.resolve(name), text));
        AtomicFile.write(working.resolve(RESULT), Json.write(run));
        for (int n = 1; ; n++) {
            Path target = root.resolve(run.id() + (n == 1 ? "" : "-" + n));
            try {
                if (!Files.exists(target)) {
                    Files.move(working, target, StandardCopyOption.ATOMIC_MOVE);
                    return target;
                }
            } catch (FileAlreadyExistsException | java.nio.file.DirectoryNotEmptyException e) {
                // Another run took the name between the look and the move.
            } catch (AtomicMoveNotSupportedException e) {
                throw new UncheckedIOException("cannot rename inside " + root, e);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot keep the run in " + target, e);
            }
        }
    }

    /** Removes the folder of a run that was interrupted. */
    public static void discard(Path working) {
        try (Stream<Path> files = Files.walk(working)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // A folder with a dot that stays is no run.
        }
    }

    /** The names of the runs that are kept, the oldest first. */
    public List<String> names() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(f -> Files.exists(f.resolve(RESULT)))
                    .map(f -> f.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + root, e);
        }
    }

    /**
     * Reads a run.
     *
     * @param name its name, or the beginning of exactly one
     * @throws UsageException if there is none, or it cannot be read
     */
    public StressRun read(String name) {
        List<String> found = names().stream().filter(n -> n.startsWith(name)).toList();
        String exact = found.contains(name) ? name : found.size() == 1 ? found.get(0) : null;
        if (exact == null) {
            throw new UsageException(
                    (found.isEmpty() ? "there is no run '" : "several runs begin with '")
                            + name
                            + "'; kept are: "
                            + (names().isEmpty() ? "none yet" : String.join(", ", names()))
                            + ".");
        }
        Path file = root.resolve(exact).resolve(RESULT);
        try {
            StressRun run = Json.read(Files.readString(file), StressRun.class);
            if (run.schema() != StressRun.SCHEMA) {
                throw new UsageException(
                        file + " has schema " + run.schema() + ", not " + StressRun.SCHEMA + ".");
            }
            return run;
        } catch (JsonProcessingException e) {
            throw new UsageException(file + " is not a result: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
