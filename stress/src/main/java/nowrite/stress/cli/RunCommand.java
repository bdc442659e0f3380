package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import nowrite.model.ThreadedRun;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.LogFile;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.report.RunText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: a scenario on real threads, with a log of every step. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs the Java model of a scenario on real threads and writes down every step, for"
                        + " ./nowrite conform --log. Which schedules occur is the machine's choice.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  the log is written, whatever was violated or hung: a run is no verdict",
            "  70  a thread of the model broke"
        })
final class RunCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A name, or a file of your own (*.scn).")
    private String name;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = {
                "The kernel, such as '2.6.26 without nowrite' (quoted); by default the first that",
                "the scenario names."
            })
    private KernelId kernel;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "How often; each run starts in the initial state. Default: ${DEFAULT-VALUE}.")
    private int times;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description =
                    "Decides how threads are slowed down and what the daemon answers, not the"
                            + " schedule. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "After this time a task counts as hung. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The log; by default threads.ndjson in the folder of the run.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        positive("--times", times);
        positive("--patience", patience);
        Workplace place = Workplace.open();
        Scenario scenario = place.scenarios().one(name);
        KernelId on = kernel == null ? firstKernel(place, scenario) : kernel;
        place.checkKernel(on);
        Path file = out == null ? usual(place, scenario, on) : out;
        List<LogEvent> events = new ArrayList<>();
        Map<String, Integer> hung = new TreeMap<>();
        Map<Property, Integer> violated = new TreeMap<>();
        SplittableRandom seeds = new SplittableRandom(seed);
        Ticker ticker = new Ticker("run", "runs", times, spec.commandLine().getErr());
        long start = System.nanoTime();
        for (int number = 1; number <= times; number++) {
            ThreadedRun run =
                    ThreadedRun.recorded(
                            scenario, on, number, seeds.nextLong(), Duration.ofSeconds(patience));
            events.addAll(run.events());
            run.hung().forEach(task -> hung.merge(task, 1, Integer::sum));
            for (Property property : Property.values()) {
                if ((run.violated() >>> property.ordinal() & 1) != 0) {
                    violated.merge(property, 1, Integer::sum);
                }
            }
            ticker.at(number);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        StepLog log =
                new StepLog(
                        scenario.name(),
                        on.toString(),
                        StepLog.THREADS,
                        reproduce(on),
                        times,
                        Map.of(),
                        events);
        write(log, file);
        RunText.Summary summary =
                new RunText.Summary(
                        1,
                        scenario.name(),
                        on.toString(),
                        times,
                        events.size(),
                        RunText.overlapping(events),
                        millis,
                        hung,
                        violated,
                        place.checkout().show(file),
                        place.engines().whyNot(Engines.TLC, scenario, on).orElse(null));
        PrintWriter answer = spec.commandLine().getOut();
        answer.print(json ? Json.write(summary) : RunText.of(summary));
        return ExitCode.OK;
    }

    private void positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a number from 1, not " + value);
        }
    }

    private KernelId firstKernel(Workplace place, Scenario scenario) {
        List<KernelId> kernels = place.kernels(scenario);
        if (kernels.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "the scenario names no kernel: say which with --kernel K");
        }
        return kernels.get(0);
    }

    private static Path usual(Workplace place, Scenario scenario, KernelId on) {
        return place.checkout()
                .runs()
                .resolve(scenario.name())
                .resolve(on.slug())
                .resolve("threads.ndjson");
    }

    private String reproduce(KernelId on) {
        return "./nowrite run "
                + name
                + " --kernel '"
                + on
                + "' --times "
                + times
                + " --seed "
                + seed;
    }

    private static void write(StepLog log, Path file) {
        try {
            StringWriter text = new StringWriter();
            LogFile.write(log, text);
            AtomicFile.write(file.toAbsolutePath(), text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
