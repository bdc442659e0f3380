package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.UsageException;

/**
 * The folder of a patch, as the user has it.
 *
 * @param path the folder
 * @param name the patch's name in the names of kernels, {@code 3.13 with my-idea}
 * @param on the kernel that it was written for
 * @param from the commit or diff that it stands for, in one line; empty if it is an idea
 * @param sources its Java files, by name
 * @param scenarios its own scenarios, by name
 */
public record PatchFolder(
        Path path,
        String name,
        KernelId on,
        String from,
        List<Path> sources,
        List<Path> scenarios) {

    /** The file that says what the folder is. */
    static final String FILE = "patch.txt";

    /** The folder of the user's own scenarios. */
    static final String SCENARIOS = "scenarios";

    /** Where the reports go. */
    static final String REPORT = "report";

    private static final Set<String> KEYS = Set.of("name", "on", "from");

    /** Copies the lists. */
    public PatchFolder {
        sources = List.copyOf(sources);
        scenarios = List.copyOf(scenarios);
    }

    /** Whether a folder says that it is a patch. */
    public static boolean isOne(Path folder) {
        return Files.isRegularFile(folder.resolve(FILE));
    }

    /**
     * Reads a folder.
     *
     * @throws UsageException if it is not the folder of a patch; the message says what is missing
     */
    public static PatchFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UsageException(
                    "there is no folder "
                            + folder
                            + "; ./nowrite patch new NAME --on GEN --function F makes one");
        }
        if (!isOne(folder)) {
            throw new UsageException(
                    folder
                            + " is not the folder of a patch: it has no "
                            + FILE
                            + " with the lines 'name my-idea' and 'on 3.13'");
        }
        Map<String, String> values = values(folder.resolve(FILE));
        List<Path> sources = files(folder, ".java");
        if (sources.isEmpty()) {
            throw new UsageException(
                    folder + " has no Java file; ./nowrite patch new shows how one looks");
        }
        String name = value(folder, values, "name");
        KernelId on = kernel(folder, value(folder, values, "on"));
        checkName(folder, on, name);
        return new PatchFolder(
                folder,
                name,
                on,
                values.getOrDefault("from", ""),
                sources,
                files(folder.resolve(SCENARIOS), ".scn"));
    }

    private static void checkName(Path folder, KernelId on, String name) {
        try {
            new KernelId(on.generation(), List.of(), List.of(name));
        } catch (IllegalArgumentException e) {
            throw new UsageException(folder.resolve(FILE) + ": " + e.getMessage());
        }
    }

    private static Map<String, String> values(Path file) {
        Map<String, String> values = new LinkedHashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).replaceFirst("#.*", "").strip();
                String[] words = line.split("\\s+", 2);
                if (line.isEmpty()) {
                    continue;
                }
                boolean known = KEYS.contains(words[0]);
                if (words.length < 2 || !known || values.put(words[0], words[1]) != null) {
                    throw new UsageException(
                            file
                                    + ":"
                                    + (i + 1)
                                    + ": '"
                                    + line
                                    + "' is not understood; the file has one line 'name my-idea',"
                                    + " one line 'on 3.13', and may have one 'from COMMIT OR DIFF'");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return values;
    }

    private static String value(Path folder, Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new UsageException(
                    folder.resolve(FILE)
                            + " has no line '"
                            + key
                            + " ...', as in 'name my-idea', 'on 3.13'");
        }
        return value;
    }

    private static KernelId kernel(Path folder, String text) {
        try {
            return KernelId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException(folder.resolve(FILE) + ": " + e.getMessage());
        }
    }

    private static List<Path> files(Path folder, String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** The start of the names of the classes of a patch: {@code MyIdea}. */
    static String prefix(String name) {
        StringBuilder out = new StringBuilder();
        for (String word : name.split("-")) {
            out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return Character.isDigit(out.charAt(0)) ? "Patch" + out : out.toString();
    }

    /** All files that what it does depends on. */
    List<Path> files() {
        List<Path> all = new ArrayList<>(sources);
        all.addAll(scenarios);
        return all;
    }
}
