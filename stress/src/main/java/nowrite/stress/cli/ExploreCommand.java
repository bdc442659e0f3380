package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.jobs.Board;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Estimates;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.JobRunner;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.cli.jobs.Row;
import nowrite.stress.cli.report.CheckReport;
import nowrite.stress.cli.report.ExploreText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explore}: one scenario in the explorer, with the counterexample on the screen. */
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Searches every schedule of a scenario in the Java model and shows the shortest counterexample.")
final class ExploreCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SCENARIO", description = "A name, or a file of your own (*.scn).")
    private String name;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = {
                "The kernel, such as '2.6.26 without nowrite' (quoted); by default each that the",
                "scenario names."
            })
    private List<KernelId> kernels = List.of();

    @Option(
            names = "--property",
            paramLabel = "P",
            description = "Show the counterexample of this property: ${COMPLETION-CANDIDATES}.")
    private Property property;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Mixin private Bounds bounds;

    @Override
    public Integer call() throws InterruptedException {
        Workplace place = Workplace.open();
        kernels.forEach(place::checkKernel);
        Scenario scenario = place.scenarios().one(name);
        List<Job> jobs = new ArrayList<>();
        for (KernelId kernel : kernels.isEmpty() ? place.kernels(scenario) : kernels) {
            jobs.add(new Job(scenario, kernel, Engines.EXPLORER, bounds.limits(scenario)));
        }
        List<Row> rows = run(place, jobs);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(rows.stream().map(CheckReport::run).toList()));
        } else {
            rows.forEach(row -> out.println(ExploreText.of(place.checkout(), row, property)));
        }
        return rows.stream().mapToInt(row -> row.judgement().exitCode()).max().orElse(0);
    }

    private List<Row> run(Workplace place, List<Job> jobs) throws InterruptedException {
        Checkout checkout = place.checkout();
        OutcomeStore store = new OutcomeStore(checkout, new Fingerprint(checkout));
        Estimates estimates = new Estimates(store, Counts.read(checkout.counts()));
        JobRunner runner = new JobRunner(place.engines()::engine, store, estimates, 1);
        PrintWriter err = spec.commandLine().getErr();
        try (Board board = new Board("explore", jobs, estimates::millis, 1, err)) {
            return runner.run(jobs, board);
        }
    }
}
