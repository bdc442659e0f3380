package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.hardware.Effort;
import nowrite.stress.hardware.HardwareTest;
import nowrite.stress.hardware.HardwareTests;
import nowrite.stress.hardware.Litmus;
import nowrite.stress.hardware.MachineFacts;
import nowrite.stress.hardware.StressComparison;
import nowrite.stress.hardware.StressEngine;
import nowrite.stress.hardware.StressJUnit;
import nowrite.stress.hardware.StressRun;
import nowrite.stress.hardware.StressStore;
import nowrite.stress.hardware.StressText;
import nowrite.stress.hardware.TestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stress}: the protocols on real processors, with JCStress. */
@Command(
        name = "stress",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs the JCStress tests: the model's code and single memory access patterns on real"
                        + " processors. Every correct test has a broken twin that must be caught.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  every correct test passed, every broken twin was caught",
            "   1  a forbidden outcome was seen, or herd7 differs; with --compare: a verdict differs",
            "   2  a broken twin was not caught, or nothing was run",
            "  69  the machine has one processor only",
            "  70  the canary was missed, a test or herd7 broke or was wedged"
        })
final class StressCommand implements Callable<Integer> {

    private static final int ACTORS_OF_THE_CANARY = 2;

    /** In seconds. */
    private static final int PATIENCE = 60;

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "The tests whose names contain a match; without it all.")
    private String expression;

    @Option(
            names = "--time",
            paramLabel = "T",
            defaultValue = "quick",
            description = {
                "quick (minutes), default (half an hour), long (a night), or SECONDS, about.",
                "Default: ${DEFAULT-VALUE}."
            })
    private String time;

    @Option(names = "--cpus", paramLabel = "N", description = "Processors to use; all by default.")
    private Integer cpus;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "" + PATIENCE,
            description = {
                "A test that takes so much longer than three times its iterations is wedged: its",
                "threads are written down and it is killed. Default: ${DEFAULT-VALUE}."
            })
    private int patience;

    @Option(names = "--list", description = "List the tests and run none.")
    private boolean list;

    @Option(
            names = "--compare",
            arity = "0..1",
            paramLabel = "RUN",
            fallbackValue = "",
            description = {
                "Run nothing; compare the last run with RUN, a name in target/nowrite/stress; with",
                "the one before it if no name is given."
            })
    private String compare;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Checkout checkout = Checkout.find();
        StressStore store = new StressStore(checkout.work().resolve("stress"));
        PrintWriter out = spec.commandLine().getOut();
        if (compare != null) {
            return compare(store, out);
        }
        HardwareTests tests = HardwareTests.read();
        List<HardwareTest> selected = tests.select(expression);
        if (list) {
            list(expression.isEmpty() ? tests.all() : selected, out);
            return ExitCode.OK;
        }
        positive("--patience", patience);
        int available = Runtime.getRuntime().availableProcessors();
        int used = cpus == null ? available : cpus;
        positive("--cpus", used);
        if (used > available) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--cpus " + used + ": this machine has " + available + " processors");
        }
        int runs = (int) selected.stream().filter(t -> t.actors() <= used).count();
        Effort effort = Effort.of(time, Math.max(1, runs * 2 / used));
        if (used < ACTORS_OF_THE_CANARY) {
            throw new UnavailableException(
                    "one processor shows no memory order: stress needs two or more");
        }
        return run(checkout, store, selected, effort, used);
    }

    private int run(
            Checkout checkout,
            StressStore store,
            List<HardwareTest> selected,
            Effort effort,
            int used)
            throws InterruptedException {
        Litmus litmus = Litmus.installed();
        String id = store.name();
        Path working = store.begin();
        StressRun run;
        Path kept;
        try {
            StressEngine engine =
                    new StressEngine(working, effort, used, Duration.ofSeconds(patience));
            long start = System.nanoTime();
            StressProgress progress =
                    new StressProgress(start, spec.commandLine().getErr(), selected.size());
            List<TestReport> reports = engine.run(selected, progress::at);
            engine.tidy();
            run =
                    new StressRun(
                            StressRun.SCHEMA,
                            id,
                            effort.name(),
                            MachineFacts.of(checkout.root(), used, effort),
                            (System.nanoTime() - start) / 1_000_000,
                            reports,
                            litmus.run(
                                    checkout.root().resolve("spec/litmus"),
                                    working.resolve("litmus")),
                            engine.trouble(),
                            reproduce(used));
            kept = store.keep(working, run, Map.of("junit.xml", StressJUnit.of(run)));
        } catch (InterruptedException | RuntimeException e) {
            StressStore.discard(working);
            throw e;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(run));
        } else {
            out.print(StressText.of(run));
            String shown = checkout.show(kept);
            out.println();
            out.println("kept in " + shown + " (report/index.html, junit.xml, result.json)");
        }
        return run.exitCode();
    }

    private String reproduce(int used) {
        return String.format(
                Locale.ROOT,
                "./nowrite stress%s --time %s --cpus %d%s",
                expression.isEmpty() ? "" : " '" + expression + "'",
                time,
                used,
                patience == PATIENCE ? "" : " --patience " + patience);
    }

    private void list(List<HardwareTest> tests, PrintWriter out) {
        for (HardwareTest test : tests) {
            String kind =
                    test.isSelfCheck()
                            ? "must fail"
                            : test.isCanary() ? "canary" : test.isTwin() ? "broken twin" : "";
            out.printf("%-42s %d actors  %s%n", test.name(), test.actors(), kind);
        }
    }

    private int compare(StressStore store, PrintWriter out) {
        List<String> names = store.names();
        StressRun older = compare.isEmpty() ? null : store.read(compare);
        if (older == null && names.size() < 2) {
            throw new UsageException(
                    "there is nothing to compare: "
                            + names.size()
                            + " runs are kept in target/nowrite/stress; ./nowrite stress makes one.");
        }
        StressRun newer = store.read(names.get(names.size() - 1));
        if (older == null) {
            older = store.read(names.get(names.size() - 2));
        }
        StressComparison comparison = new StressComparison(older, newer);
        out.print(comparison.text());
        return comparison.differs() ? ExitCode.DIFFERS : ExitCode.OK;
    }

    private void positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a number from 1, not " + value);
        }
    }
}
