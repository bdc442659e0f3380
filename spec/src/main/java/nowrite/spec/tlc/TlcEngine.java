package nowrite.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.spec.KernelId;
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
 * explorer's.
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
                    TlcChild.run(
                            child(kernels, heap), folder.path(), "", limits.time(), said::line);
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

    /**
     * The command of a child that runs TLC.
     *
     * @param heap the option for its heap
     */
    static List<String> child(TlaKernels kernels, String heap) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                heap,
                "-cp",
                jar(TLC.class) + File.pathSeparator + jar(TlcChildMain.class),
                TlcChildMain.class.getName(),
                kernels.folder().toAbsolutePath().toString());
    }

    /** TLC's own arguments for MC.tla in a folder. */
    static List<String> arguments(Path folder) {
        return List.of(
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
                folder.resolve("MC.cfg").toString(),
                folder.resolve("MC.tla").toString());
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
