package nowrite.stress.cli;

import java.util.Set;
import java.util.TreeSet;
import nowrite.stress.kernel.bench.Workplan;
import nowrite.stress.kernel.client.ClientMain;
import nowrite.stress.kernel.daemon.Conduct;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code kernel} that say what a live run does. */
final class KernelPlan {

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long the clients work. Default: ${DEFAULT-VALUE}.")
    private int time;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "3",
            description = "Threads of all clients together. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Client processes, which share the threads. Default: ${DEFAULT-VALUE}.")
    private int processes;

    @Option(
            names = "--pages",
            paramLabel = "N",
            defaultValue = "8",
            description = "Pages of the file that are mapped. Default: ${DEFAULT-VALUE}.")
    private int pages;

    @Option(
            names = "--writeback-cache",
            paramLabel = "on|off",
            defaultValue = "on",
            description = "Whether write(2) goes to the page cache. Default: ${DEFAULT-VALUE}.")
    private String writebackCache;

    @Option(
            names = "--delay",
            paramLabel = "HOW",
            defaultValue = "0-4,errors=1/200",
            description = {
                "How WRITE, and what changes the size, is answered: " + Conduct.SYNTAX + ".",
                "Delays differ, so replies are out of order. Default: ${DEFAULT-VALUE}."
            })
    private String delay;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = {
                "Of operations and delays; the order of events is the kernel's. Default:",
                "${DEFAULT-VALUE}."
            })
    private long seed;

    @Option(
            names = "--without",
            paramLabel = "OP",
            split = ",",
            description =
                    "Operations to leave out: sfr, msync, fsync, close, trunc, otrunc, punch, dio.")
    private Set<String> without = Set.of();

    /** Of operations and delays. */
    long seed() {
        return seed;
    }

    /** Whether write(2) goes to the page cache. */
    boolean writebackCache() {
        return !writebackCache.equals("off");
    }

    /**
     * What a live run does.
     *
     * @throws ParameterException if the options do not fit
     */
    Workplan plan(CommandLine command) {
        atLeastOne(command, "--time", time);
        atLeastOne(command, "--threads", threads);
        atLeastOne(command, "--processes", processes);
        atLeastOne(command, "--pages", pages);
        if (threads > 64 || pages > 1024) {
            throw new ParameterException(
                    command, "at most 64 threads and 1024 pages can be told apart");
        }
        if (processes > threads) {
            throw new ParameterException(
                    command, "--processes " + processes + " needs as many --threads");
        }
        if (!writebackCache.equals("on") && !writebackCache.equals("off")) {
            throw new ParameterException(
                    command, "--writeback-cache is on or off, not '" + writebackCache + "'");
        }
        for (String one : without) {
            if (!ClientMain.optional().contains(one)) {
                throw new ParameterException(
                        command,
                        "--without '"
                                + one
                                + "': there are "
                                + new TreeSet<>(ClientMain.optional()));
            }
        }
        try {
            return new Workplan(
                    time,
                    processes,
                    threads,
                    pages,
                    writebackCache.equals("on"),
                    Conduct.parse(delay),
                    seed,
                    new TreeSet<>(without));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "--delay: " + e.getMessage(), e);
        }
    }

    private static void atLeastOne(CommandLine command, String option, int value) {
        if (value < 1) {
            throw new ParameterException(command, option + " needs a number from 1, not " + value);
        }
    }
}
