package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nowrite.spec.ExitCode;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.KernelText;
import nowrite.stress.kernel.bench.LiveRun;
import nowrite.stress.kernel.bench.Machine;
import nowrite.stress.kernel.bench.Workplan;
import nowrite.stress.kernel.client.Helper;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.LogReader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kernel}: the running kernel's boundary, judged by the specification's rules. */
@Command(
        name = "kernel",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Mounts a FUSE file system of its own on the running kernel, lets processes use a"
                        + " shared mapping of it, and judges what the daemon and they have written"
                        + " down. Needs root and /dev/fuse; nothing is mounted in sight of others.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  no rule was broken",
            "   1  a rule was broken",
            "   2  nothing that a rule is about was seen, or no behaviour could be asked for",
            "   3  no behaviour of the specification explains the log (--behaviour)",
            "  64  a log is damaged, or is of something else",
            "  69  no root, no /dev/fuse, or a program is missing",
            "  70  the daemon or a client broke"
        })
final class KernelCommand implements Callable<Integer> {

    private static final long TELL_EVERY_NANOS = 5_000_000_000L;

    @Spec private CommandSpec spec;

    @Mixin private KernelPlan planned;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "Run nothing; judge these files, which are one log (NDJSON, and *.ftrace, also with",
                "gzip)."
            })
    private List<Path> logs = List.of();

    @ArgGroup(
            exclusive = false,
            heading = "%nLeading the kernel along, in place of random operations:%n")
    private KernelSteering steering;

    @Mixin private AskedBehaviour behaviour;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Checkout checkout = Checkout.find();
        if (steering != null) {
            return steering.lead(
                    spec.commandLine(), planned.writebackCache(), planned.seed(), behaviour, json);
        }
        return logs.isEmpty() ? live(checkout) : judge(checkout);
    }

    private int judge(Checkout checkout) throws InterruptedException {
        for (Path log : logs) {
            if (!Files.isReadable(log)) {
                throw new UsageException(log + " cannot be read");
            }
        }
        try {
            KernelLog log = LogReader.read(logs);
            Judge judge = new Judge(checkout.boundary());
            judge.judge(log, "");
            List<String> about =
                    List.of(
                            String.format(
                                    Locale.ROOT,
                                    "%,d events, %,d requests, %,d operations%s, writeback cache %s",
                                    log.events(),
                                    log.requests().size(),
                                    log.operations().size(),
                                    log.protocol() < 0 ? "" : ", FUSE 7." + log.protocol(),
                                    log.writebackCache() ? "on" : "off"));
            List<String> remarks = new ArrayList<>(log.remarks());
            if (log.withoutRequest() > 0) {
                remarks.add(log.withoutRequest() + " replies have no request and were left out");
            }
            String command =
                    "./nowrite kernel --log "
                            + logs.stream().map(Path::toString).collect(Collectors.joining(" "))
                            + behaviour.words();
            List<KernelText.BehaviourLine> behaviours =
                    behaviour.isAsked()
                            ? behaviour.ask(Workplace.open(), log, spec.commandLine().getErr())
                            : List.of();
            return print(
                    new KernelText.Summary(
                            1,
                            about,
                            remarks,
                            KernelText.lines(judge.sum()),
                            behaviours,
                            List.of(),
                            command));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + logs, e);
        }
    }

    private int print(KernelText.Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.write(summary) : KernelText.of(summary));
        return KernelText.exitCode(summary);
    }

    private int live(Checkout checkout) throws InterruptedException {
        if (behaviour.isAsked()) {
            throw new UsageException(
                    "--behaviour is for --log, --scenario, --steps and --trace: what threads do at"
                            + " random for seconds is too long");
        }
        Workplan plan = planned.plan(spec.commandLine());
        String missing = Machine.missing();
        if (missing != null) {
            throw new UnavailableException("a mount on the running kernel needs " + missing);
        }
        Path folder =
                checkout.work()
                        .resolve("kernel")
                        .resolve("run-" + ProcessHandle.current().pid() + "-" + plan.seed());
        LiveRun.Result result = new LiveRun(plan, checkout.boundary(), folder).run(progress(plan));
        List<String> remarks = new ArrayList<>();
        String noHelper = Helper.missing();
        if (noHelper != null) {
            remarks.add("skipped: punch and the start of writeback, without " + noHelper);
        }
        if (result.aborted() > 0) {
            remarks.add(
                    result.aborted()
                            + " rounds ended with clients that waited for the daemon; their"
                            + " connections were aborted");
        }
        KernelText.Summary summary =
                new KernelText.Summary(
                        1,
                        about(plan, result),
                        remarks,
                        KernelText.lines(result.tallies()),
                        List.of(),
                        result.logs().stream().map(checkout::show).toList(),
                        plan.command());
        if (!result.logs().isEmpty()) {
            AtomicFile.write(folder.resolve("result.json"), Json.write(summary));
        }
        int code = print(summary);
        if (result.trouble() != null) {
            spec.commandLine()
                    .getErr()
                    .println("nowrite: " + result.trouble() + "; again: " + plan.command());
            return ExitCode.FAILED;
        }
        return code;
    }

    private static List<String> about(Workplan plan, LiveRun.Result result) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "Linux %s, FUSE 7.%d, writeback cache %s, %d pages, replies after %s",
                        Machine.kernel(),
                        result.protocol(),
                        plan.writebackCache() ? "on" : "off",
                        plan.pages(),
                        plan.conduct()),
                String.format(
                        Locale.ROOT,
                        "%d threads in %d processes, %d rounds, %d s: %,d operations (%,d/s),"
                                + " %,d requests",
                        plan.threads(),
                        plan.processes(),
                        result.rounds(),
                        result.millis() / 1000,
                        result.operations(),
                        result.operations() * 1000 / Math.max(1, result.millis()),
                        result.requests()));
    }

    private LiveRun.Progress progress(Workplan plan) {
        PrintWriter err = spec.commandLine().getErr();
        long start = System.nanoTime();
        long[] told = {start};
        return (round, operations, violations) -> {
            long now = System.nanoTime();
            if (now - told[0] < TELL_EVERY_NANOS) {
                return;
            }
            told[0] = now;
            long seconds = Math.max(1, (now - start) / 1_000_000_000L);
            err.printf(
                    Locale.ROOT,
                    "kernel: round %d of %d, %,d operations, %,d/s, %d violations, about %d s left%n",
                    round,
                    plan.rounds(),
                    operations,
                    operations / seconds,
                    violations,
                    Math.max(0, plan.seconds() - seconds));
            err.flush();
        };
    }
}
