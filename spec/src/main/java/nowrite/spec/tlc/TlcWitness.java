package nowrite.spec.tlc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.Witnessed;
import nowrite.spec.scenario.Scenario;
import tlc2.TLC;

/** Has TLC say whether what was seen of a running kernel is a behaviour of the specification. */
public final class TlcWitness {

    private static final int HEAP_MEGABYTES = 1500;

    private final TlaKernels kernels;
    private final Path work;
    private final int budget;

    /**
     * A witness's judge.
     *
     * @param kernels the modules
     * @param work a folder for what is generated and for TLC's output
     * @param budget how many pairs of a state and a moment may be tried
     */
    public TlcWitness(TlaKernels kernels, Path work, int budget) {
        this.kernels = kernels;
        this.work = work;
        this.budget = budget;
    }

    /**
     * Whether the specification explains what was seen.
     *
     * @param log what was seen
     * @param kernel the kernel of the specification
     * @param time its bound
     * @throws IllegalArgumentException if there is no such kernel in the specification
     * @throws TlcException if TLC failed
     */
    public Witnessed explain(WitnessLog log, KernelId kernel, Duration time)
            throws InterruptedException {
        try (RunFolder folder = RunFolder.create(work, "witness-" + kernel.slug())) {
            Path file = folder.path().resolve("log.json");
            Path answer = folder.path().resolve("answer.json");
            Scenario scenario = WitnessMain.scenario(log, file);
            new McModule(scenario, kernel, kernels).writeUnchecked(folder.path());
            new ObjectMapper().writeValue(file.toFile(), log);
            Path errors = folder.path().resolve("tlc.err");
            List<String> command = TlcEngine.jvm(false, HEAP_MEGABYTES);
            command.addAll(
                    List.of(
                            "-Djava.io.tmpdir=" + folder.path().resolve(RunFolder.TEMPORARY),
                            "-DTLA-Library=" + kernels.folder().toAbsolutePath(),
                            "-cp",
                            TlcEngine.classPath(
                                    TLC.class,
                                    WitnessMain.class,
                                    ObjectMapper.class,
                                    JsonFactory.class,
                                    JsonInclude.class),
                            WitnessMain.class.getName(),
                            file.toString(),
                            answer.toString(),
                            "" + budget));
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            command,
                            folder.path(),
                            folder.path().resolve("tlc.out"),
                            errors,
                            time,
                            line -> {});
            if (ended.timedOut()) {
                return new Witnessed(
                        log.points().size(), 0, 0, 0, time.toMillis(), null, "its time ran out");
            }
            if (ended.exitCode() != 0 || !Files.exists(answer)) {
                throw new TlcException(
                        "TLC failed with exit code "
                                + ended.exitCode()
                                + ": "
                                + Files.readString(errors).lines().findFirst().orElse(""));
            }
            Witnessed witnessed = new ObjectMapper().readValue(answer.toFile(), Witnessed.class);
            folder.keep();
            return witnessed;
        } catch (IOException e) {
            throw new TlcException("the log could not be checked: " + e);
        }
    }
}
