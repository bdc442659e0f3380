package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.fsx.Deed;
import nowrite.stress.fsx.Fsx;
import nowrite.stress.kernel.bench.Machine;
import nowrite.stress.kernel.daemon.Conduct;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fsx}: random operations of one user, each result held against a POSIX file. */
@Command(
        name = "fsx",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Does random operations on one file, on the model or on the running kernel, while"
                        + " writeback goes on, and holds every result against a POSIX file. A list"
                        + " that fails is reduced.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  every result was right",
            "   1  one was wrong",
            "  69  --on kernel without root or /dev/fuse",
            "  70  the daemon or the client broke"
        })
final class FsxCommand implements Callable<Integer> {

    private static final long TELL_EVERY_NANOS = 5_000_000_000L;

    @Spec private CommandSpec spec;

    @Option(names = "--on", paramLabel = "model|kernel", required = true, description = "Where.")
    private String on;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "The model's kernel; the last generation by default.")
    private KernelId kernel;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long. Default: ${DEFAULT-VALUE}.")
    private int time;

    @Option(
            names = "--ops",
            paramLabel = "N",
            description = {
                "Operations in a list, after which a fresh file begins. Default: 500 on the kernel,",
                "20 on the model, which can tell 24 apart."
            })
    private Integer ops;

    @Option(
            names = "--pages",
            paramLabel = "N",
            description = "Pages of the file. Default: 8 on the kernel, 2 on the model.")
    private Integer pages;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first list; each list has the next. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Try this list, an operation a line, in place of random ones.")
    private Path replay;

    @Option(
            names = "--writeback-cache",
            paramLabel = "on|off",
            defaultValue = "on",
            description =
                    "On the kernel: whether write(2) goes to the page cache. Default: ${DEFAULT-VALUE}.")
    private String writebackCache;

    @Option(
            names = "--delay",
            paramLabel = "HOW",
            defaultValue = "none",
            description =
                    "On the kernel: how the daemon answers, as in ./nowrite kernel. Default: ${DEFAULT-VALUE}.")
    private String delay;

    @Override
    public Integer call() throws InterruptedException {
        boolean onModel = on.equals("model");
        if (!onModel && !on.equals("kernel")) {
            throw new ParameterException(
                    spec.commandLine(), "--on is model or kernel, not '" + on + "'");
        }
        if (!writebackCache.equals("on") && !writebackCache.equals("off")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--writeback-cache is on or off, not '" + writebackCache + "'");
        }
        int length = ops == null ? onModel ? 20 : 500 : ops;
        int size = pages == null ? onModel ? 2 : 8 : pages;
        check("--time", time, Integer.MAX_VALUE / 2000);
        check("--ops", length, onModel ? Fsx.mostOnModel() : 100_000);
        check("--pages", size, onModel ? 4 : 1024);
        Workplace place = Workplace.open();
        String conduct;
        try {
            conduct = Conduct.parse(delay).toString();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--delay: " + e.getMessage(), e);
        }
        Fsx fsx = new Fsx(time, length, 2 * size, seed, given(onModel));
        Fsx.Result result;
        String where;
        if (onModel) {
            KernelId id = kernel == null ? last(place) : kernel;
            place.checkKernel(id);
            where = "the model of " + id;
            result = fsx.onModel(id, progress());
        } else {
            String missing = Machine.missing();
            if (missing != null) {
                throw new UnavailableException("a mount on the running kernel needs " + missing);
            }
            where = "Linux " + Machine.kernel() + ", writeback cache " + writebackCache;
            result = fsx.onKernel(conduct, writebackCache.equals("on"), progress());
        }
        return tell(place, where, result, size, length, onModel, conduct);
    }

    private static KernelId last(Workplace place) {
        List<String> generations = List.copyOf(place.catalogue().generations());
        return KernelId.parse(generations.get(generations.size() - 1));
    }

    private int tell(
            Workplace place,
            String where,
            Fsx.Result result,
            int size,
            int length,
            boolean onModel,
            String conduct) {
        PrintWriter out = spec.commandLine().getOut();
        String command =
                String.format(
                        Locale.ROOT,
                        "./nowrite fsx --on %s --pages %d --ops %d%s",
                        on,
                        size,
                        length,
                        onModel
                                ? kernel == null ? "" : " --kernel '" + kernel + "'"
                                : " --writeback-cache " + writebackCache + " --delay " + conduct);
        if (result.trouble() != null) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "nowrite: "
                                    + result.trouble()
                                    + "; again: "
                                    + command
                                    + " --seed "
                                    + seed);
            return ExitCode.FAILED;
        }
        if (result.failure() == null) {
            out.printf(
                    Locale.ROOT,
                    "%s: %,d operations, every result as a POSIX file gives it (sampled)%n",
                    where,
                    result.operations());
            return ExitCode.OK;
        }
        Path folder = place.checkout().work().resolve("fsx");
        String name = on + "-" + result.seed();
        AtomicFile.write(folder.resolve(name + ".txt"), result.list());
        AtomicFile.write(folder.resolve(name + "-reduced.txt"), result.failure());
        String reduced = place.checkout().show(folder.resolve(name + "-reduced.txt"));
        out.println(where + ": a result is wrong, seed " + result.seed());
        out.println();
        out.print(result.failure());
        out.println();
        out.println("kept: " + reduced + "; the whole list is in " + name + ".txt beside it");
        out.println("again: " + command + " --replay " + reduced);
        return ExitCode.DIFFERS;
    }

    private List<Deed> given(boolean onModel) {
        if (replay == null) {
            return null;
        }
        try {
            List<Deed> deeds = Fsx.read(replay);
            if (onModel && deeds.size() > Fsx.mostOnModel()) {
                throw new UsageException(
                        replay
                                + " has "
                                + deeds.size()
                                + " operations; the model can tell "
                                + Fsx.mostOnModel()
                                + " apart");
            }
            return deeds;
        } catch (IOException e) {
            throw new UsageException(replay + " cannot be read");
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private LongConsumer progress() {
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        long[] told = {start};
        return done -> {
            long now = System.nanoTime();
            if (now - told[0] >= TELL_EVERY_NANOS) {
                told[0] = now;
                long seconds = Math.max(1, (now - start) / 1_000_000_000L);
                err.printf(
                        Locale.ROOT,
                        "fsx: %,d operations, %,d/s, about %d s left%n",
                        done,
                        done / seconds,
                        Math.max(0, time - seconds));
                err.flush();
            }
        };
    }

    private void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " needs a number from 1 to " + most + ", not " + value);
        }
    }
}
