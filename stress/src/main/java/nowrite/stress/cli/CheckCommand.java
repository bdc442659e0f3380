package nowrite.stress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Row;
import nowrite.stress.cli.report.CheckFiles;
import nowrite.stress.cli.report.CheckReport;
import nowrite.stress.cli.report.CheckText;
import nowrite.stress.cli.report.CountKeeper;
import nowrite.stress.cli.report.Finding;
import nowrite.stress.cli.report.Findings;
import nowrite.stress.cli.report.Judge;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code check}: every scenario on every kernel it names, in every engine, against what it expects.
 */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs scenarios in TLC and in the explorer, and compares what comes out with what they expect, and"
                        + " both engines with each other.")
final class CheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description =
                    "Names, folders, or files of your own (*.scn); without any, all scenarios.")
    private List<String> names = List.of();

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "Only this kernel, such as '2.6.26 without nowrite' (quoted).")
    private List<KernelId> kernels = List.of();

    @Option(
            names = "--accept",
            description = "Record the numbers of states found in spec/scenarios/counts.tsv.")
    private boolean accept;

    @Mixin private AskedEngines asked;

    @Mixin private Parallel parallel;

    @Mixin private Hosts hosts;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        parallel.check();
        hosts.check(!asked.named().isEmpty());
        Workplace place = Workplace.open();
        List<Scenario> scenarios = place.scenarios().select(names);
        Checkout checkout = place.checkout();
        Counts counts = Counts.read(checkout.counts());
        List<Finding> skipped = new ArrayList<>();
        List<Job> jobs = jobs(place, scenarios, counts, skipped);
        CheckFiles files = new CheckFiles(checkout);
        CheckReport previous = files.last().orElse(null);
        List<Row> rows = run(place, jobs, counts, previous);
        boolean everything = names.isEmpty() && kernels.isEmpty() && asked.named().isEmpty();
        if (accept) {
            int changed = CountKeeper.accept(rows, counts, everything ? scenarios : null);
            counts.write(checkout.counts());
            spec.commandLine()
                    .getErr()
                    .println(changed + " counts are new in " + checkout.show(checkout.counts()));
        }
        Findings findings =
                Judge.judge(rows, counts, everything ? scenarios : null)
                        .with(skipped)
                        .with(NotAsked.of(place, rows, job -> leftOut(job, counts)));
        CheckReport report = CheckReport.of(rows, findings);
        String asText = CheckText.of(checkout, rows, findings);
        String asJson = Json.write(report);
        files.keep(report, asText, asJson);
        files.writePage(report, previous, rows.size());
        spec.commandLine().getOut().print(json ? asJson : asText);
        return findings.exitCode();
    }

    private List<Job> jobs(
            Workplace place, List<Scenario> scenarios, Counts counts, List<Finding> skipped) {
        asked.check(place);
        for (KernelId kernel : kernels) {
            place.checkKernel(kernel);
        }
        List<Job> jobs = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            long states = counts.mostStates(scenario, place.kernels(scenario));
            if (names.isEmpty() && !asked.deep() && states > Counts.LARGE) {
                skipped.add(skipped(scenario, states));
                continue;
            }
            for (KernelId kernel : place.kernels(scenario)) {
                if (!kernels.isEmpty() && !kernels.contains(kernel)) {
                    continue;
                }
                if (!hosts.areNamed()) {
                    asked.jobs(place, scenario, kernel, counts).stream()
                            .filter(job -> !isTlc(job) || leftOut(job, counts).isEmpty())
                            .forEach(jobs::add);
                } else if (place.engines().whyNot(Engines.TLC, scenario, kernel).isEmpty()) {
                    jobs.add(hosts.job(scenario, kernel));
                }
            }
        }
        if (jobs.isEmpty()) {
            throw new UsageException(
                    "nothing to run: none of the scenarios expects a verdict for this kernel and"
                            + " engine. ./nowrite list shows what they expect; --deep asks engines"
                            + " that a scenario leaves out; ./nowrite explore runs a scenario on"
                            + " any kernel.");
        }
        return jobs;
    }

    private static boolean isTlc(Job job) {
        return job.engine().equals(Engines.TLC);
    }

    private Optional<String> leftOut(Job job, Counts counts) {
        return names.isEmpty() && !asked.named().contains(Engines.TLC)
                ? asked.leftToTheExplorer(job.scenario(), job.kernel(), counts)
                : Optional.empty();
    }

    private static Finding skipped(Scenario scenario, long states) {
        return new Finding(
                scenario.name(),
                String.format(
                        Locale.ROOT,
                        "skipped: %,d states, more than %,d; name it, or ask for --deep",
                        states,
                        Counts.LARGE),
                "./nowrite check --fresh " + scenario.name());
    }

    private List<Row> run(Workplace place, List<Job> jobs, Counts counts, CheckReport previous)
            throws InterruptedException {
        Searches searches =
                new Searches(
                        "check", place, counts, jobs, asked.fresh(), spec.commandLine().getErr());
        List<Job> missing = searches.missing();
        if (!missing.isEmpty()) {
            CheckFiles files = new CheckFiles(place.checkout());
            try (Hosts.Session session = hosts.open(place.engines(), missing)) {
                searches.run(
                        session::engine,
                        hosts.areNamed() ? 1 : parallel.of(missing.size()),
                        soFar -> show(files, soFar, counts, previous));
            }
        }
        return searches.rows();
    }

    /** Shows on the index page how far the check is. */
    private static void show(
            CheckFiles files, Searches searches, Counts counts, CheckReport previous) {
        List<Row> there = searches.rows();
        if (there.size() < searches.total()) {
            CheckReport soFar = CheckReport.of(there, Judge.judge(there, counts, null));
            files.writePage(soFar, previous, searches.total());
        }
    }
}
