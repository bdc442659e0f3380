package nowrite.stress.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.cli.jobs.Job;
import picocli.CommandLine.Option;

/** The options that say which engines are asked, and how thoroughly. */
final class AskedEngines {

    @Option(
            names = "--engine",
            paramLabel = "E",
            split = ",",
            description = "Only this engine: tlc or explorer.")
    private List<String> engines = List.of();

    @Option(
            names = "--deep",
            description =
                    "Ask every engine, also where a scenario's 'engines' line leaves one out because it"
                            + " needs minutes; search scenarios of more than 500,000 states too, and"
                            + " those of more than 7,000 in TLC; execute every remembered step again,"
                            + " also above 100,000 states. A scenario that is named is searched whatever"
                            + " its size.")
    private boolean deep;

    @Option(names = "--fresh", description = "Search again, even where nothing has changed.")
    private boolean fresh;

    /** Refuses an engine that does not exist. */
    void check(Workplace place) {
        for (String engine : engines) {
            place.engines().engine(engine);
        }
    }

    /** The engines that are named; none if all are asked. */
    List<String> named() {
        return engines;
    }

    /** Whether what needs minutes is asked too. */
    boolean deep() {
        return deep;
    }

    /** Whether nothing is to be remembered. */
    boolean fresh() {
        return fresh;
    }

    /** Why TLC is not asked about a scenario that nobody named; empty if it is. */
    Optional<String> leftToTheExplorer(Scenario scenario, KernelId kernel, Counts counts) {
        return deep
                        || counts.mostStates(scenario, List.of(kernel)) <= Counts.LARGE_FOR_TLC
                        || !scenario.engines().contains(Engines.TLC)
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "more than %,d states; name the scenario, or ask for --deep",
                                Counts.LARGE_FOR_TLC));
    }

    /** The runs of a scenario on a kernel; none if the engines named are not for it. */
    List<Job> jobs(Workplace place, Scenario scenario, KernelId kernel, Counts counts) {
        List<Job> jobs = new ArrayList<>();
        for (String engine : deep ? Engines.names() : scenario.engines()) {
            if ((engines.isEmpty() || engines.contains(engine))
                    && place.engines().whyNot(engine, scenario, kernel).isEmpty()) {
                jobs.add(
                        deep
                                ? Job.of(scenario, kernel, engine)
                                : Job.sampled(scenario, kernel, engine, counts));
            }
        }
        return jobs;
    }
}
