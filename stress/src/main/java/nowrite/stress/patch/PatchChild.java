package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.tlc.TlcProcess;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Json;

/** Runs {@link PatchMain} in a JVM of its own, with a limit of time and of memory. */
final class PatchChild {
    private static final int HEAP_MEGABYTES = 1536;
    private static final int GRACE_SECONDS = 60;

    /** Hears how far the child is. */
    interface Progress {
        /** States found in the scenario with this number. */
        void at(int task, long states);
    }

    private final Path folder;

    /**
     * A child.
     *
     * @param folder for its files; it is its own
     */
    PatchChild(Path folder) {
        this.folder = folder;
    }

    /**
     * Searches the scenarios.
     *
     * @return what was found for each, in order, as far as the child came; a scenario in which it
     *     broke is the last and says why
     */
    List<Searched> ask(ChildRequest request, Progress progress) throws InterruptedException {
        Path file = folder.resolve("request.json");
        AtomicFile.write(file, Json.write(request));
        try {
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            command(PatchMain.class, file),
                            folder,
                            folder.resolve("said.txt"),
                            folder.resolve("errors.txt"),
                            Duration.ofSeconds(request.seconds() + GRACE_SECONDS),
                            line -> read(line, progress));
            return answers(request, ended);
        } catch (IOException e) {
            throw new UncheckedIOException("the child could not be run", e);
        }
    }

    private static void read(String line, Progress progress) {
        String[] words = line.split(" ");
        if (line.startsWith(PatchMain.PROGRESS) && line.matches("at \\d{1,9} \\d{1,18}")) {
            progress.at(Integer.parseInt(words[1]), Long.parseLong(words[2]));
        }
    }

    private List<Searched> answers(ChildRequest request, TlcProcess.Ended ended)
            throws IOException {
        List<Searched> answers = new ArrayList<>();
        for (int i = 0; i < request.tasks().size(); i++) {
            if (!Files.isRegularFile(request.answer(i))) {
                break;
            }
            answers.add(Json.read(Files.readString(request.answer(i)), Searched.class));
        }
        boolean saidWhy = !answers.isEmpty() && answers.get(answers.size() - 1).failed();
        if (!saidWhy
                && (ended.timedOut() || ended.exitCode() != 0 || endedEarly(request, answers))) {
            answers.add(broken(request, answers.size(), ended));
        }
        return answers;
    }

    /** Whether it ended well before its time and left scenarios out. */
    private boolean endedEarly(ChildRequest request, List<Searched> answers) {
        return answers.size() < request.tasks().size()
                && !Files.isRegularFile(Path.of(request.answers()).resolve(PatchMain.OUT_OF_TIME));
    }

    private Searched broken(ChildRequest request, int task, TlcProcess.Ended ended)
            throws IOException {
        String last = lastLines(folder.resolve("errors.txt"));
        String why =
                ended.timedOut()
                        ? "the search did not end in its time, and was killed"
                        : "the patch's process ended with exit code "
                                + ended.exitCode()
                                + " in the middle of the search: no patch may end it";
        String scenario = request.tasks().get(Math.min(task, request.tasks().size() - 1)).file();
        return Searched.failed(scenario, why + (last.isEmpty() ? "" : "; it said: " + last), "");
    }

    private static String lastLines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        List<String> lines = new String(Files.readAllBytes(file)).lines().toList();
        return String.join(" ", lines.subList(0, Math.min(3, lines.size())));
    }

    static List<String> command(Class<?> main, Path file) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home")).resolve("bin/java").toString());
        command.add("-Xmx" + HEAP_MEGABYTES + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-Xshare:auto");
        command.add("-cp");
        command.add(ClassPath.absolute());
        command.add(main.getName());
        command.add(file.toString());
        return command;
    }
}
