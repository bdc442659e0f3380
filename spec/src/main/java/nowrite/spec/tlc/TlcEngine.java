package nowrite.spec.tlc;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import tlc2.TLC;

/**
 * TLC over the TLA+ modules: one child JVM for each run.
 *
 * <p>One search with one worker answers everything: it goes on past violations, and because it goes
 * level by level the first violation of each property is a shortest one. Of the limits only the
 * time bounds it: TLC knows no others. P8 here is freedom from deadlock; livelocks are the
 * explorer's.
 */
public final class TlcEngine implements Engine {

    /** The name in scenarios and reports. */
    public static final String NAME = "tlc";

    /** The file in a run's folder with all that TLC printed. */
    static final String OUTPUT = "tlc.out";

    private final TlaKernels kernels;
    private final Path work;
    private final String heap;

    /**
     * An engine.
     *
     * @param kernels the modules
     * @param work a folder for what is generated and for TLC's output; each run has its own folder
     *     in it, which is emptied first
     * @param heapMegabytes the heap of the child
     */
    public TlcEngine(TlaKernels kernels, Path work, int heapMegabytes) {
        this.kernels = kernels;
        this.work = work;
        this.heap = "-Xmx" + heapMegabytes + "m";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RunResult run(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        long start = System.nanoTime();
        McModule module = new McModule(scenario, kernel, kernels);
        String name = scenario.name().replace('/', '-') + "-" + kernel.slug();
        try (RunFolder folder = RunFolder.create(work, name)) {
            module.write(folder.path());
            TlcOutput said = new TlcOutput(progress);
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            command(folder.path(), scenario.budget().isLarge(), "tlc2.TLC"),
                            folder.path(),
                            folder.path().resolve(OUTPUT),
                            folder.path().resolve("tlc.err"),
                            limits.time(),
                            said::line);
            Path kept = folder.keep();
            return new TlcVerdict(scenario, kernel, module)
                    .of(said, ended, since(start), kept.resolve(OUTPUT).toString());
        } catch (IOException | TlcException e) {
            return RunResult.failed(NAME, scenario, kernel, since(start), "TLC failed: " + e, null);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private List<String> command(Path folder, boolean large, String main) {
        return command(kernels, heap, folder, large, jar(TLC.class), List.of(main));
    }

    /**
     * The command of a child that searches MC.tla in a folder.
     *
     * @param large whether the search is long enough for the optimizing compiler
     * @param classPath what the child needs to find
     * @param main the main class, and its own arguments before those of TLC
     */
    static List<String> command(
            TlaKernels kernels,
            String heap,
            Path folder,
            boolean large,
            String classPath,
            List<String> main) {
        List<String> command = new ArrayList<>();
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        // The optimizing compiler costs more than it gains below some 100,000
                        // states.
                        "-XX:TieredStopAtLevel=" + (large ? 4 : 1),
                        heap,
                        // TLC unpacks its standard modules there: two runs must not meet.
                        "-Djava.io.tmpdir=" + folder.resolve(RunFolder.TEMPORARY),
                        "-DTLA-Library=" + kernels.folder().toAbsolutePath(),
                        "-cp",
                        classPath));
        command.addAll(main);
        command.addAll(
                List.of(
                        "-tool",
                        "-deadlock",
                        "-continue",
                        "-workers",
                        "1",
                        "-fp",
                        "0",
                        "-checkpoint",
                        "0",
                        "-metadir",
                        folder.resolve(RunFolder.TEMPORARY).resolve("states").toString(),
                        "-config",
                        "MC.cfg",
                        "MC.tla"));
        return command;
    }

    /** The jar or folder that a class is in, from the class path of this JVM. */
    static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new TlcException("the place of TLC's jar is not understood: " + e.getMessage());
        }
    }
}
