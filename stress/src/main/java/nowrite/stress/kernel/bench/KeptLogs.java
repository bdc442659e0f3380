package nowrite.stress.kernel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Logs that outlive the folder of their mount. */
public final class KeptLogs {

    /** What the name of a log gets when it is kept. */
    public static final String ENDING = ".gz";

    private KeptLogs() {}

    /**
     * Keeps logs, compressed, under their names with {@link #ENDING}.
     *
     * @return the folder
     * @throws IOException if they cannot be written
     */
    public static Path keep(List<Path> logs, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Path log : logs) {
            Path target = folder.resolve(log.getFileName() + ENDING);
            Path temporary = folder.resolve("." + log.getFileName() + ENDING);
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(temporary))) {
                Files.copy(log, out);
            }
            Files.move(temporary, target);
        }
        return folder;
    }

    /** The kept logs in a folder, by name. */
    public static List<Path> in(Path folder) throws IOException {
        List<Path> logs = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*" + ENDING)) {
            files.forEach(logs::add);
        }
        logs.sort(null);
        return logs;
    }
}
