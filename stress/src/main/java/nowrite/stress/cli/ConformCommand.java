package nowrite.stress.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.jobs.Board;
import nowrite.stress.cli.jobs.ConformRunner;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Estimates;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.cli.report.ConformReport;
import nowrite.stress.cli.report.ConformText;
import nowrite.stress.conform.Conformance;
import nowrite.stress.conform.Conformed;
import nowrite.stress.conform.Coverage;
import nowrite.stress.docs.ModelMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code conform}: spec and model have the same graph of states and steps. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Proves for scenarios that the TLA+ specification and the Java model have the same states and steps, or"
                        + " shows where they part.")
final class ConformCommand implements Callable<Integer> {

    /** For a scenario whose own bounds are meant for the explorer alone. */
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = {
                "Names, folders, or files of your own (*.scn); without any, all scenarios that name",
                "both engines, and every action and step must occur in one of them."
            })
    private List<String> names = List.of();

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = {
                "The kernel, such as '2.6.26 without nowrite' (quoted); by default each that a",
                "scenario names."
            })
    private List<KernelId> kernels = List.of();

    @Mixin private Parallel parallel;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = {
                "Instead: may the steps of this counterexample be taken in the specification?",
                "--kernel asks the specification of another kernel."
            })
    private Path trace;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "The same for a log that ./nowrite run has written.")
    private Path log;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "The scenario of the trace or log, if it is a file of your own.")
    private String scenarioName;

    @Override
    public Integer call() throws InterruptedException {
        parallel.check();
        Workplace place = Workplace.open();
        kernels.forEach(place::checkKernel);
        if (trace != null || log != null) {
            return explain(place);
        }
        List<String> skipped = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        Counts counts = Counts.read(place.checkout().counts());
        for (Scenario scenario : place.scenarios().select(names)) {
            long states =
                    counts.mostStates(
                            scenario, kernels.isEmpty() ? place.kernels(scenario) : kernels);
            if (names.isEmpty() && states > Counts.LARGE) {
                skipped.add(
                        String.format(
                                Locale.ROOT,
                                "%s: %,d states, more than %,d; name it to compare it",
                                scenario.name(),
                                states,
                                Counts.LARGE));
            } else {
                addJobs(place, scenario, jobs, skipped);
            }
        }
        if (jobs.isEmpty()) {
            throw new UsageException("nothing to compare: " + String.join("; ", skipped));
        }
        List<Conformed> comparisons = compare(place, jobs);
        ConformReport report = report(place, comparisons, skipped);
        String asText = ConformText.of(comparisons, report);
        String asJson = Json.write(report);
        AtomicFile.write(place.checkout().work().resolve("conform.txt"), asText);
        AtomicFile.write(place.checkout().work().resolve("conform.json"), asJson);
        spec.commandLine().getOut().print(json ? asJson : asText);
        return report.exitCode();
    }

    /** The recorded number of states of the largest kernel that is asked for. */
    private int explain(Workplace place) throws InterruptedException {
        if (trace != null && log != null || !names.isEmpty() || kernels.size() > 1) {
            throw new UsageException(
                    "--trace FILE or --log FILE is checked by itself: no SCENARIO, one --kernel at"
                            + " most");
        }
        return new Explaining(
                        place,
                        trace != null ? trace : log,
                        trace != null,
                        scenarioName,
                        kernels.isEmpty() ? null : kernels.get(0))
                .run(json, spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    private void addJobs(Workplace place, Scenario scenario, List<Job> jobs, List<String> skipped) {
        Limits bounds = Job.limitsOf(scenario);
        Duration time = bounds.time().compareTo(AT_LEAST) < 0 ? AT_LEAST : bounds.time();
        Limits limits = bounds.within(time);
        for (KernelId kernel : kernels.isEmpty() ? place.kernels(scenario) : kernels) {
            Optional<String> whyNot = place.engines().whyNot(Engines.TLC, scenario, kernel);
            if (whyNot.isEmpty()) {
                jobs.add(new Job(scenario, kernel, "conform", limits));
            } else {
                skipped.add(scenario.name() + ", " + kernel + ": " + whyNot.get());
            }
        }
    }

    private List<Conformed> compare(Workplace place, List<Job> jobs) throws InterruptedException {
        Checkout checkout = place.checkout();
        OutcomeStore store = new OutcomeStore(checkout, new Fingerprint(checkout));
        Estimates estimates = new Estimates(store, Counts.read(checkout.counts()));
        int atOnce = parallel.of(jobs.size());
        ConformRunner runner =
                new ConformRunner(new Conformance(place.engines().graphs()), estimates, atOnce);
        try (Board board =
                new Board(
                        "conform", jobs, estimates::millis, atOnce, spec.commandLine().getErr())) {
            return runner.run(jobs, board);
        }
    }

    private ConformReport report(
            Workplace place, List<Conformed> comparisons, List<String> skipped) {
        Set<String> labels =
                ModelMap.labels(place.checkout().root().resolve("model/src/main/java"));
        labels.retainAll(place.engines().kernels().catalogue().steps());
        Coverage coverage = Coverage.of(comparisons, place.engines().kernels(), labels);
        boolean everything = names.isEmpty() && kernels.isEmpty();
        return ConformReport.of(comparisons, skipped, coverage, everything);
    }
}
