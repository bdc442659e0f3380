package nowrite.stress.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.spec.ExitCode;
import nowrite.spec.tlc.TlcProcess;
import nowrite.stress.cli.home.UsageException;

/**
 * The litmus files of the steps that rely on no lock, for the kernel's own memory model. They are
 * run where herd7 and the model (linux-kernel.cfg, of tools/memory-model in the kernel's sources)
 * are installed; elsewhere they are untested, and that is said.
 */
public final class Litmus {
    /** The environment variable that names the folder with linux-kernel.cfg. */
    public static final String MODEL = "NOWRITE_LKMM";

    private static final String CONFIGURATION = "linux-kernel.cfg";
    private static final String HERD = "herd7";

    /** The largest file takes well under a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern EXPECTED = Pattern.compile("Result: (Never|Sometimes|Always)");

    /** The line of herd7's output that counts, with its witnesses for and against. */
    private static final Pattern OBSERVED =
            Pattern.compile("(?m)^Observation (\\S+) (Never|Sometimes|Always) (\\d+) (\\d+)");

    private static final Pattern FLAG = Pattern.compile("(?m)^Flag (\\S+)");

    /** What is known of one file. */
    public enum Verdict {
        /** herd7 has the result that the file names. */
        CONFIRMED("confirmed by herd7", ExitCode.OK),
        /** herd7 has another result. */
        DIFFERS("DIFFERS", ExitCode.DIFFERS),
        /** herd7 or the model is not here. */
        UNTESTED("untested", ExitCode.OK),
        /** herd7 broke, or gave no result that can be believed. */
        FAILED("FAILED", ExitCode.FAILED);

        private final String word;
        private final int exitCode;

        Verdict(String word, int exitCode) {
            this.word = word;
            this.exitCode = exitCode;
        }

        /** The word for a person. */
        public String word() {
            return word;
        }

        /** What a run with this verdict ends with, if nothing worse is in it. */
        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * One file.
     *
     * @param name its name
     * @param expected the result that it names: Never, Sometimes or Always
     * @param verdict what is known of it
     * @param message why it is not confirmed, with the command where one was run; null if it is
     */
    public record Result(String name, String expected, Verdict verdict, String message) {}

    private final String herd;
    private final Path model;
    private final Duration patience;

    /**
     * Runs files.
     *
     * @param herd the command herd7
     * @param model the folder with linux-kernel.cfg; null if it is not known
     * @param patience how long one file may take
     * @throws UsageException if the folder has no linux-kernel.cfg
     */
    Litmus(String herd, Path model, Duration patience) {
        if (model != null && !Files.isReadable(model.resolve(CONFIGURATION))) {
            throw new UsageException(
                    MODEL
                            + "="
                            + model
                            + " has no "
                            + CONFIGURATION
                            + "; it should name tools/memory-model of the kernel's sources.");
        }
        this.herd = herd;
        this.model = model == null ? null : model.toAbsolutePath();
        this.patience = patience;
    }

    /**
     * With what is installed here.
     *
     * @throws UsageException if the variable names a folder without the model
     */
    public static Litmus installed() {
        String model = System.getenv(MODEL);
        return new Litmus(HERD, model == null || model.isEmpty() ? null : Path.of(model), PATIENCE);
    }

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

    /**
     * Runs the files of a folder if that can be done.
     *
     * @param output the folder that gets what herd7 prints
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public List<Result> run(Path folder, Path output) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        for (Path file : files(folder)) {
            results.add(run(file.toAbsolutePath(), output, expected(file)));
        }
        return results;
    }

    private Result run(Path file, Path output, String expected) throws InterruptedException {
        String name = file.getFileName().toString().replace(".litmus", "");
        if (model == null) {
            String why = "needs herd7 and " + MODEL + "=DIR of " + CONFIGURATION;
            return new Result(name, expected, Verdict.UNTESTED, why);
        }
        List<String> command = List.of(herd, "-conf", CONFIGURATION, file.toString());
        Path said = output.resolve(name + ".txt");
        TlcProcess.Ended ended;
        try {
            Files.createDirectories(output);
            Path errors = output.resolve(name + ".err");
            ended = TlcProcess.run(command, model, said, errors, patience, line -> {});
        } catch (IOException e) {
            return new Result(name, expected, Verdict.UNTESTED, "herd7 could not be started: " + e);
        }
        String reproduce = "; reproduce: cd " + model + " && " + String.join(" ", command);
        if (ended.timedOut()) {
            String why = "herd7 did not end in " + patience.toSeconds() + " s and was killed";
            return new Result(name, expected, Verdict.FAILED, why + reproduce);
        }
        if (ended.exitCode() != 0) {
            String why = "herd7 ended with exit code " + ended.exitCode();
            return new Result(name, expected, Verdict.FAILED, why + reproduce);
        }
        return judge(name, expected, read(said), reproduce);
    }

    private static Result judge(String name, String expected, String said, String reproduce) {
        Matcher observed = OBSERVED.matcher(said);
        if (!observed.find()) {
            return new Result(
                    name, expected, Verdict.FAILED, "herd7 gave no observation" + reproduce);
        }
        if (!observed.group(1).equals(name)) {
            String why = "herd7 speaks of " + observed.group(1);
            return new Result(name, expected, Verdict.FAILED, why + reproduce);
        }
        if (observed.group(3).equals("0") && observed.group(4).equals("0")) {
            String why = "herd7 found no execution at all, so its result says nothing";
            return new Result(name, expected, Verdict.FAILED, why + reproduce);
        }
        Matcher flag = FLAG.matcher(said);
        if (flag.find()) {
            String why = "herd7 flags " + flag.group(1) + ", so the model promises nothing";
            return new Result(name, expected, Verdict.DIFFERS, why + reproduce);
        }
        if (!observed.group(2).equals(expected)) {
            String why = "herd7 says " + observed.group(2);
            return new Result(name, expected, Verdict.DIFFERS, why + reproduce);
        }
        return new Result(name, expected, Verdict.CONFIRMED, null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
