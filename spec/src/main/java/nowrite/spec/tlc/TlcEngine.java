package nowrite.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import tlc2.TLC;

/**
 * TLC over the TLA+ modules, in child JVMs.
 *
 * <p>One search with one worker answers everything: it goes on past violations, and because it goes
 * level by level the first violation of each property is a shortest one. Of the limits only the
 * time bounds it: TLC knows no others. P8 here is freedom from deadlock; livelocks are the
 * explorer's. P7 is asked as liveness, too ({@link TlcLiveness}).
 */
public final class TlcEngine implements Engine {

    /** The name in scenarios and reports. */
    public static final String NAME = "tlc";

    /** The file in a run's folder with all that TLC printed. */
    static final String OUTPUT = "tlc.out";

    /** The file in a run's folder with what went wrong in TLC's JVM. */
    static final String ERRORS = "tlc.err";

    private final TlaKernels kernels;
    private final Path work;
    private final int heapMegabytes;

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
        this.heapMegabytes = heapMegabytes;
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
                    TlcChild.run(
                            child(kernels, heapMegabytes),
                            folder.path(),
                            "",
                            limits.time(),
                            said::line);
            TlcVerdict verdict = new TlcVerdict(scenario, kernel, module);
            List<TlcState> waiting =
                    asksLiveness(scenario, verdict.of(said, ended, since(start), OUTPUT))
                            ? new TlcLiveness(
                                            child(kernels, heapMegabytes),
                                            folder.path(),
                                            limits.time().minus(since(start)))
                                    .counterexample(module, said.distinct(), progress)
                            : List.of();
            String output = folder.keep().resolve(OUTPUT).toString();
            RunResult safe = verdict.of(said, ended, since(start), output);
            return waiting.isEmpty() ? safe : verdict.waiting(safe, waiting);
        } catch (IOException | TlcException e) {
            return RunResult.failed(NAME, scenario, kernel, since(start), "TLC failed: " + e, null);
        }
    }

    /**
     * P7 in every state, and somebody whom it is about: whether they all finish is not asked yet.
     */
    private static boolean asksLiveness(Scenario scenario, RunResult result) {
        return !scenario.outsiders().isEmpty()
                && result.words().get(Property.P7) == Word.HOLDS_EXHAUSTED;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The command of a child that runs TLC. */
    static List<String> child(TlaKernels kernels, int heapMegabytes) {
        List<String> command = jvm(true, heapMegabytes);
        // Most of what a search allocates is soon garbage: fewer collections, each as cheap.
        command.addAll(List.of("-Xms" + heapMegabytes + "m", "-XX:NewRatio=1"));
        command.addAll(
                List.of(
                        "-cp",
                        classPath(TLC.class, TlcChildMain.class),
                        TlcChildMain.class.getName(),
                        kernels.folder().toAbsolutePath().toString()));
        return List.copyOf(command);
    }

    /**
     * The beginning of the command of any child: this JVM's java and the options that all have.
     *
     * @param large whether the child works long enough for the optimizing compiler, which costs
     *     more than it gains below some 100,000 states
     */
    static List<String> jvm(boolean large, int heapMegabytes) {
        return new ArrayList<>(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=" + (large ? 4 : 1),
                        "-Xmx" + heapMegabytes + "m"));
    }

    /** A class path with the jars and folders that these classes are in. */
    static String classPath(Class<?>... types) {
        return Stream.of(types)
                .map(TlcEngine::jar)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** TLC's own arguments for MC.tla in a folder. */
    static List<String> arguments(Path folder) {
        return List.of(
                "-tool",
                "-deadlock",
                "-continue",
                "-lncheck",
                "final",
                "-workers",
                "1",
                "-fp",
                "0",
                "-checkpoint",
                "0",
                "-metadir",
                folder.resolve(RunFolder.TEMPORARY).resolve("states").toString(),
                "-config",
                folder.resolve("MC.cfg").toString(),
                folder.resolve("MC.tla").toString());
    }

    /** The jar or folder that a class is in, from the class path of this JVM. */
    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new TlcException("the place of TLC's jar is not understood: " + e.getMessage());
        }
    }
}
