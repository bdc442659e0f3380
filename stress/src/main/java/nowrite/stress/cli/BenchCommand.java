package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.bench.BenchResult;
import nowrite.stress.cli.bench.Bug;
import nowrite.stress.cli.bench.BugFinder;
import nowrite.stress.cli.bench.BugsTable;
import nowrite.stress.cli.bench.EngineFinder;
import nowrite.stress.cli.bench.FirstCounterexample;
import nowrite.stress.cli.bench.LincheckFinder;
import nowrite.stress.cli.bench.StressFinder;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.jobs.Board;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Estimates;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.JobRunner;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.cli.jobs.Row;
import nowrite.stress.hardware.Effort;
import nowrite.stress.hardware.MachineFacts;
import nowrite.stress.lincheck.LincheckEngine;
import nowrite.stress.lincheck.Promised;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}: the explorer and TLC on the same searches, one after the other. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Times the explorer and TLC side by side, and the way to a counterexample on the screen.")
final class BenchCommand implements Callable<Integer> {

    private static final int BY_DEFAULT = 3;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "SCENARIO",
            description = "Names or files; without any, the largest three.")
    private List<String> names = List.of();

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "The kernel; by default the first that a scenario names.")
    private KernelId kernel;

    @Option(
            names = "--bugs",
            description = {
                "Time to the first counterexample for every known bug and engine instead; writes",
                "the table into docs/bench-bugs.md. Half an hour; --runs 1: ten minutes."
            })
    private boolean bugs;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "With --bugs: the median of how many. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Workplace place = Workplace.open();
        if (kernel != null) {
            place.checkKernel(kernel);
        }
        Counts counts = Counts.read(place.checkout().counts());
        if (bugs) {
            return bugs(place, counts);
        }
        List<BenchResult.Line> lines = new ArrayList<>();
        for (Job job : searches(place, counts)) {
            Row explorer = run(place, counts, job);
            Row tlc = run(place, counts, Job.of(job.scenario(), job.kernel(), Engines.TLC));
            lines.add(BenchResult.line(explorer.outcome(), tlc.outcome()));
        }
        FirstCounterexample first = FirstCounterexample.measure(place.checkout(), violated(place));
        BenchResult result = BenchResult.of(lines, first);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.write(result) : result.text());
        return result.exitCode();
    }

    private int bugs(Workplace place, Counts counts) throws InterruptedException {
        if (!names.isEmpty() || kernel != null) {
            throw new ParameterException(
                    spec.commandLine(), "--bugs takes all known bugs, no scenario and no kernel");
        }
        if (runs < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--runs needs a number from 1, not " + runs);
        }
        List<BugFinder> finders = new ArrayList<>();
        for (String engine : Engines.names()) {
            finders.add(
                    new EngineFinder(
                            place.engines().engine(engine),
                            (scenario, id) -> place.engines().whyNot(engine, scenario, id)));
        }
        finders.add(new StressFinder(place.checkout().work().resolve("bench")));
        finders.add(lincheck(place));
        List<Bug> known = Bug.all(place.scenarios().all(), counts);
        List<String> columns = finders.stream().map(BugFinder::engine).toList();
        PrintWriter err = spec.commandLine().getErr();
        Ticker ticker = new Ticker("bench", "bugs", known.size(), err);
        int[] done = new int[1];
        MachineFacts machine =
                MachineFacts.of(
                        place.checkout().root(),
                        Runtime.getRuntime().availableProcessors(),
                        Effort.once(1));
        BugsTable table =
                BugsTable.measure(
                        known,
                        finders,
                        machine.cpu() + ", " + machine.cores() + " cores, JDK " + machine.jdk(),
                        runs,
                        row -> {
                            err.println("bench: " + BugsTable.line(row, columns));
                            ticker.at(++done[0]);
                        });
        table.write(place.checkout().root().resolve("docs/bench-bugs.md"));
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? Json.write(table) : table.markdown());
        err.print(table.missed());
        return table.exitCode();
    }

    private static BugFinder lincheck(Workplace place) {
        return new LincheckFinder(
                Promised.read(place.checkout().scenarios()),
                place.scenarios()::one,
                () ->
                        new LincheckEngine(
                                place.checkout().scenarios(),
                                place.checkout().work().resolve("bench"),
                                new LincheckEngine.Sample(LincheckFinder.SCHEDULES, 1)));
    }

    /** The searches to time, as jobs of the explorer. */
    private List<Job> searches(Workplace place, Counts counts) {
        List<Job> jobs = new ArrayList<>();
        for (Scenario scenario : place.scenarios().select(names)) {
            KernelId chosen = kernel != null ? kernel : scenario.expectations().get(0).kernel();
            jobs.add(Job.of(scenario, chosen, Engines.EXPLORER));
        }
        if (names.isEmpty()) {
            jobs.sort(Comparator.comparingLong((Job job) -> states(counts, job)).reversed());
            return jobs.subList(0, Math.min(BY_DEFAULT, jobs.size()));
        }
        return jobs;
    }

    private static long states(Counts counts, Job job) {
        return counts.get(job.scenario().name(), job.kernel().toString())
                .map(Counts.Count::states)
                .orElse(0L);
    }

    private Row run(Workplace place, Counts counts, Job job) throws InterruptedException {
        OutcomeStore store = new OutcomeStore(place.checkout(), new Fingerprint(place.checkout()));
        Estimates estimates = new Estimates(store, counts);
        JobRunner runner = new JobRunner(place.engines()::engine, store, estimates, 1);
        PrintWriter err = spec.commandLine().getErr();
        try (Board board = new Board("bench", List.of(job), estimates::millis, 1, err)) {
            return runner.run(List.of(job), board).get(0);
        }
    }

    /** A search that must find a counterexample. */
    private static Job violated(Workplace place) {
        for (Scenario scenario : place.scenarios().all()) {
            for (Expectation expectation : scenario.expectations()) {
                if (!expectation.holds() && scenario.engines().contains(Engines.EXPLORER)) {
                    return Job.of(scenario, expectation.kernel(), Engines.EXPLORER);
                }
            }
        }
        throw new UnavailableException("no scenario expects a violation that the explorer finds");
    }
}
