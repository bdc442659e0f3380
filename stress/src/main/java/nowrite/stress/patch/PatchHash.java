package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.stress.cli.home.AtomicFile;

/** Which sources a report is of: their SHA-256, in a file of the report as sha256sum writes it. */
public final class PatchHash {
    /** The file of the report. */
    static final String FILE = "patch.sha256";

    private PatchHash() {}

    static void write(Path report, PatchFolder patch) {
        StringBuilder out = new StringBuilder();
        of(patch).forEach((name, hash) -> out.append(hash + "  " + name + "\n"));
        AtomicFile.write(report.resolve(FILE), out.toString());
    }

    /**
     * The sources that are not those of the report that a trace is in; empty if all are, or the
     * report does not say.
     *
     * @param trace the file of a trace
     */
    public static List<String> changed(Path trace, PatchFolder patch) {
        Path file = trace.toAbsolutePath().resolveSibling(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        Map<String, String> now = of(patch);
        Map<String, String> all = new TreeMap<>(now);
        Map<String, String> then = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split("  ", 2);
                if (words.length == 2) {
                    then.put(words[1], words[0]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        all.putAll(then);
        return all.keySet().stream()
                .filter(name -> !now.getOrDefault(name, "").equals(then.get(name)))
                .toList();
    }

    private static Map<String, String> of(PatchFolder patch) {
        Map<String, String> hashes = new TreeMap<>();
        try {
            for (Path source : patch.sources()) {
                byte[] hash =
                        MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(source));
                hashes.put(source.getFileName().toString(), HexFormat.of().formatHex(hash));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + patch.path(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        return hashes;
    }
}
