package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import nowrite.stress.cli.home.Checkout;

/** A folder for the files of one child; no two runs have the same. */
final class RunFolder {

    private RunFolder() {}

    static Path make(Checkout checkout, String patch) {
        try {
            Path all = Files.createDirectories(checkout.work().resolve("patch/runs"));
            return Files.createTempDirectory(all, patch + "-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the run", e);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + folder, e);
        }
    }
}
