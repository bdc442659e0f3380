package nowrite.spec.tlc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Progress;
import nowrite.spec.log.Explained;
import nowrite.spec.log.LogFile;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.TraceException;
import tlc2.TLC;

/** Has TLC say whether steps that were taken are a behaviour of the specification. */
public final class TlcLogs {

    /** Up to so many events the optimizing compiler costs more than it gains. */
    private static final int SMALL = 5_000;

    private final TlaKernels kernels;
    private final Path scenarios;
    private final Path work;
    private final int heapMegabytes;

    /**
     * A checker of logs.
     *
     * @param kernels the modules
     * @param scenarios the folder that the names of scenarios are relative to
     * @param work a folder for what is generated and for TLC's output
     * @param heapMegabytes the heap of the child
     */
    public TlcLogs(TlaKernels kernels, Path scenarios, Path work, int heapMegabytes) {
        this.kernels = kernels;
        this.scenarios = scenarios;
        this.work = work;
        this.heapMegabytes = heapMegabytes;
    }

    /**
     * Whether the specification explains a log.
     *
     * @param scenario the log's scenario
     * @param kernel the kernel of the specification, which need not be the log's
     * @param time its bound
     * @param progress hears of the events explained, those that are left, and the run
     * @throws IllegalArgumentException if there is no such kernel
     * @throws TraceException if the log names a context that the scenario does not have
     * @throws TlcException if TLC failed
     */
    public Explained explain(
            StepLog log, Scenario scenario, KernelId kernel, Duration time, Progress progress)
            throws InterruptedException {
        return explain(List.of(log), scenario, kernel, time, progress).get(0);
    }

    /** The same for several logs of a scenario, one after the other in one child. */
    public List<Explained> explain(
            List<StepLog> logs,
            Scenario scenario,
            KernelId kernel,
            Duration time,
            Progress progress)
            throws InterruptedException {
        logs.forEach(log -> checkContexts(log, scenario));
        McModule module = new McModule(scenario, kernel, kernels);
        String name = scenario.name().replace('/', '-') + "-" + kernel.slug() + "-log";
        try (RunFolder folder = RunFolder.create(work, name)) {
            module.writeUnchecked(folder.path());
            List<Path> files = new ArrayList<>();
            long events = 0;
            for (StepLog log : logs) {
                Path file =
                        folder.path().resolve(RunFolder.TEMPORARY).resolve("log" + files.size());
                try (Writer out = Files.newBufferedWriter(file)) {
                    LogFile.write(log, out);
                }
                files.add(file);
                events += log.events().size();
            }
            long all = events;
            Path errors = folder.path().resolve("tlc.err");
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            command(scenario, folder.path(), files, all > SMALL),
                            folder.path(),
                            folder.path().resolve("tlc.out"),
                            errors,
                            time,
                            line -> tell(line, all, progress));
            List<Explained> answers = new ArrayList<>();
            for (Path file : files) {
                answers.add(
                        ended.timedOut()
                                ? new Explained(
                                        0, 0, 0, time.toMillis(), null, "TLC's time ran out")
                                : answer(file, ended, errors));
            }
            folder.keep();
            return answers;
        } catch (IOException e) {
            throw new TlcException("the log could not be checked: " + e);
        }
    }

    private static Path answerTo(Path file) {
        return file.resolveSibling(file.getFileName() + ".answer");
    }

    private static Explained answer(Path file, TlcProcess.Ended ended, Path errors)
            throws IOException {
        Path answer = answerTo(file);
        if (ended.exitCode() != 0 || !Files.exists(answer)) {
            throw new TlcException("TLC failed: " + lastWords(errors, ended));
        }
        return new ObjectMapper().readValue(answer.toFile(), Explained.class);
    }

    private static void checkContexts(StepLog log, Scenario scenario) {
        List<String> names = new ArrayList<>();
        for (int context = 1; context <= scenario.contexts(); context++) {
            names.add(scenario.contextName(context));
        }
        for (int i = 0; i < log.events().size(); i++) {
            String task = log.events().get(i).task();
            if (!names.contains(task)) {
                throw new TraceException(
                        (log.isWhole() ? "step " + (i + 1) : "line " + LogFile.line(i)),
                        "scenario "
                                + scenario.name()
                                + " has no "
                                + task
                                + "; it has "
                                + String.join(", ", names));
            }
        }
    }

    private static void tell(String line, long events, Progress progress) {
        String[] words = line.split(" ");
        if (words[0].equals(LogMain.PROGRESS) && words.length == 3) {
            long explained = Long.parseLong(words[1]);
            progress.update(explained, events - explained, Integer.parseInt(words[2]));
        }
    }

    private static String lastWords(Path errors, TlcProcess.Ended ended) throws IOException {
        String said = Files.readString(errors).strip();
        return "it ended with exit code "
                + ended.exitCode()
                + (said.isEmpty() ? "" : ": " + said.lines().findFirst().orElse(""));
    }

    private List<String> command(Scenario scenario, Path folder, List<Path> logs, boolean large) {
        String classPath =
                TlcEngine.classPath(
                        TLC.class,
                        LogMain.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonInclude.class);
        List<String> command = TlcEngine.jvm(large, heapMegabytes);
        command.addAll(
                List.of(
                        "-Djava.io.tmpdir=" + folder.resolve(RunFolder.TEMPORARY),
                        "-DTLA-Library=" + kernels.folder().toAbsolutePath(),
                        "-cp",
                        classPath,
                        LogMain.class.getName(),
                        kernels.folder().toAbsolutePath().toString(),
                        scenarios.toAbsolutePath().toString(),
                        scenario.path().toAbsolutePath().toString()));
        for (Path log : logs) {
            command.add(log.toString());
            command.add(answerTo(log).toString());
        }
        return command;
    }
}
