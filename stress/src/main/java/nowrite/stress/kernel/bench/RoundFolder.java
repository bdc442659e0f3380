package nowrite.stress.kernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The temporary folder of a mount. Its name has the process that owns it, so that a later run can
 * remove what a killed one has left: the mount itself went with the processes.
 */
public final class RoundFolder {

    private static final String PREFIX = "nowrite-kernel-";

    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();
    private static final int TRIES = 30;

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(RoundFolder::removeAll, "remove-round-folders"));
    }

    private RoundFolder() {}

    /** At the end of this process, when those that write there are about to end, too. */
    private static void removeAll() {
        try {
            for (Path folder : IN_USE) {
                for (int i = 0; i < TRIES && Files.exists(folder); i++) {
                    remove(folder);
                    Thread.sleep(100);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes one that only this user can look into. */
    public static Path make() {
        try {
            Path folder = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            IN_USE.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a temporary folder", e);
        }
    }

    /** Removes the folders whose owners are gone. */
    public static void sweep() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(all, PREFIX + "*-*")) {
            for (Path folder : left) {
                String owner =
                        folder.getFileName().toString().substring(PREFIX.length()).split("-")[0];
                if (owner.matches("[0-9]{1,18}")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    remove(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + all, e);
        }
    }

    /** Removes a folder; what is mounted there, in other namespaces, is not looked at. */
    public static void remove(Path folder) {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> all = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path each : all) {
                Files.deleteIfExists(each);
            }
            IN_USE.remove(folder);
        } catch (IOException | UncheckedIOException e) {
            // Another run sweeps at the same time, or the folder is another user's.
        }
    }
}
