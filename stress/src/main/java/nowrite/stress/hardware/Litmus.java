package nowrite.stress.hardware;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The litmus files of the steps that rely on no lock, for the kernel's own memory model. They are
 * run where herd7 and the model (linux-kernel.cfg, of tools/memory-model in the kernel's sources)
 * are installed; elsewhere they are untested, and that is said.
 */
public final class Litmus {
    /** The environment variable that names the folder with linux-kernel.cfg. */
    public static final String MODEL = "NOWRITE_LKMM";

    private static final Pattern EXPECTED = Pattern.compile("Result: (Never|Sometimes|Always)");
    private static final Pattern OBSERVED =
            Pattern.compile("(?m)^Observation \\S+ (Never|Sometimes|Always)");

    private Litmus() {}

    /** The files of a folder, by name. */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".litmus")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    /**
     * The result that a file names in its comment.
     *
     * @throws IllegalArgumentException if it names none
     */
    public static String expected(Path file) {
        Matcher matcher = EXPECTED.matcher(read(file));
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    file + " has no line 'Result: Never', 'Sometimes' or 'Always'");
        }
        return matcher.group(1);
    }

    /** Runs the files if that can be done, and says what came out. */
    public static String text(Path folder) throws InterruptedException {
        StringBuilder out = new StringBuilder("\nlitmus, for the memory model of the kernel:\n");
        String model = System.getenv(MODEL);
        for (Path file : files(folder)) {
            out.append(
                    String.format(
                            "  %-34s expected %-10s %s%n",
                            file.getFileName(), expected(file), observe(file, model)));
        }
        return out.toString();
    }

    private static String observe(Path file, String model) throws InterruptedException {
        if (model == null) {
            return "untested: needs herd7 and " + MODEL + "=DIR of linux-kernel.cfg";
        }
        try {
            Process herd =
                    new ProcessBuilder(
                                    "herd7",
                                    "-conf",
                                    "linux-kernel.cfg",
                                    file.toAbsolutePath().toString())
                            .directory(new File(model))
                            .redirectErrorStream(true)
                            .redirectInput(new File("/dev/null"))
                            .start();
            String output = new String(herd.getInputStream().readAllBytes());
            if (!herd.waitFor(60, TimeUnit.SECONDS)) {
                herd.destroyForcibly();
            }
            Matcher matcher = OBSERVED.matcher(output);
            if (!matcher.find()) {
                return "FAILED: herd7 gave no observation";
            }
            return matcher.group(1).equals(expected(file))
                    ? "confirmed by herd7"
                    : "DIFFERS: herd7 says " + matcher.group(1);
        } catch (IOException e) {
            return "untested: herd7 could not be started";
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
