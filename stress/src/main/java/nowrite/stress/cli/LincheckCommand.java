package nowrite.stress.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.OutcomeStore;
import nowrite.stress.cli.report.LincheckText;
import nowrite.stress.lincheck.FileEngine;
import nowrite.stress.lincheck.FileQuestion;
import nowrite.stress.lincheck.LincheckEngine;
import nowrite.stress.lincheck.Promised;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lincheck}: scenarios with threads under Lincheck. */
@Command(
        name = "lincheck",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Runs the Java model of scenarios with threads under Lincheck, which switches at"
                        + " every access to shared memory, in the middle of steps too. It samples:"
                        + " what it does not find is not excluded.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  as expected, as far as the sample goes",
            "   1  a violation that is not expected, or one that Lincheck should find and did not",
            "   2  an expected violation was not found; the sample may be too small",
            "  69  there is no JDK from 17 to 21, or Lincheck sees nothing on it",
            "  70  Lincheck failed"
        })
final class LincheckCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "SCENARIO",
            description = {
                "Names, folders, or files of your own (*.scn); by default what Lincheck is expected",
                "to catch, spec/scenarios/lincheck.tsv."
            })
    private List<String> names = List.of();

    @Option(
            names = "--all",
            description = {
                "Every scenario that fits, on each kernel that it names (or --kernel): looks for what",
                "nobody expects, and for what Lincheck is expected to catch. Hours; --invocations 20",
                "--kernel 3.13 is some minutes."
            })
    private boolean all;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "The kernel (quoted); by default each that the scenario names.")
    private List<KernelId> kernels = List.of();

    @Option(
            names = "--invocations",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "Schedules of each question and iteration at most. Default: ${DEFAULT-VALUE}.")
    private int invocations;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How often to begin anew, with threads started in another order and other"
                            + " answers of the daemon. Default: ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "The time of each question. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--file",
            description = {
                "Ask instead whether users of the file see a POSIX file: the programs of",
                "spec/scenarios/linearizability.tsv, or those whose names are given."
            })
    private boolean file;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        positive("--invocations", invocations);
        positive("--iterations", iterations);
        positive("--time", seconds);
        if (all && (file || !names.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--all takes every scenario: no name, and not --file");
        }
        Workplace place = Workplace.open();
        kernels.forEach(place::checkKernel);
        if (file) {
            return files(place);
        }
        List<Promised> promises = Promised.read(place.checkout().scenarios());
        Map<Job, Map<Property, Long>> jobs = jobs(place, promises);
        OutcomeStore store = new OutcomeStore(place.checkout(), new Fingerprint(place.checkout()));
        List<LincheckText.Line> lines = new ArrayList<>();
        PrintWriter out = spec.commandLine().getOut();
        try {
            LincheckEngine engine =
                    new LincheckEngine(
                            place.checkout().scenarios(),
                            place.checkout().runs(),
                            new LincheckEngine.Sample(invocations, iterations));
            for (Map.Entry<Job, Map<Property, Long>> entry : jobs.entrySet()) {
                lines.add(run(engine, store, entry.getKey(), entry.getValue(), lines, jobs.size()));
                if (!json) {
                    out.print(LincheckText.of(lines.get(lines.size() - 1)));
                    out.flush();
                }
            }
        } catch (LincheckEngine.Refused e) {
            throw new UnavailableException(e.getMessage());
        }
        if (json) {
            out.print(Json.write(lines));
        }
        return lines.stream().mapToInt(LincheckText.Line::exitCode).max().orElse(0);
    }

    private int files(Workplace place) throws InterruptedException {
        List<FileQuestion> asked = new ArrayList<>();
        for (FileQuestion question : FileQuestion.read(place.checkout().scenarios())) {
            if ((names.isEmpty() || names.contains(question.name()))
                    && (kernels.isEmpty() || kernels.contains(question.kernel()))) {
                asked.add(question);
            }
        }
        if (asked.isEmpty()) {
            throw new UsageException(
                    "there is no such program in spec/scenarios/" + FileQuestion.FILE + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        List<FileEngine.Result> results = new ArrayList<>();
        try {
            FileEngine engine = new FileEngine(place.checkout().runs());
            for (FileQuestion question : asked) {
                String title = question.name() + " on " + question.kernel();
                Ticker ticker =
                        new Ticker(
                                "lincheck "
                                        + (results.size() + 1)
                                        + "/"
                                        + asked.size()
                                        + " "
                                        + title,
                                "schedules at most",
                                invocations,
                                spec.commandLine().getErr());
                FileEngine.Result result = engine.ask(question, invocations, seconds, ticker::at);
                results.add(result);
                if (!json) {
                    out.print(LincheckText.of(result));
                    out.flush();
                }
            }
        } catch (LincheckEngine.Refused e) {
            throw new UnavailableException(e.getMessage());
        }
        if (json) {
            out.print(Json.write(results));
        }
        return results.stream().mapToInt(FileEngine.Result::exitCode).max().orElse(0);
    }

    private LincheckText.Line run(
            LincheckEngine engine,
            OutcomeStore store,
            Job job,
            Map<Property, Long> promised,
            List<LincheckText.Line> done,
            int all)
            throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        String title = "lincheck " + (done.size() + 1) + "/" + all + " " + job.name();
        // Without names the table is asked, with them what the scenario expects.
        Set<Property> alone = names.isEmpty() ? promised.keySet() : expected(job);
        long most = (long) invocations * iterations * (1 + alone.size());
        Ticker ticker = new Ticker(title, "schedules at most", most, err);
        RunResult result =
                engine.run(
                        job.scenario(),
                        job.kernel(),
                        alone,
                        job.limits(),
                        (schedules, pending, depth) -> ticker.at(schedules));
        // A sample that is smaller than the one that found it leaves it open.
        Set<Property> relied = EnumSet.noneOf(Property.class);
        promised.forEach(
                (property, schedules) -> {
                    if (schedules <= (long) invocations * iterations) {
                        relied.add(property);
                    }
                });
        return LincheckText.line(job, store.keep(job, result), relied);
    }

    private static Set<Property> expected(Job job) {
        return job.scenario().expectation(job.kernel()).map(Expectation::violates).orElse(Set.of());
    }

    private Map<Job, Map<Property, Long>> jobs(Workplace place, List<Promised> promises) {
        Limits limits = Limits.ofTime(Duration.ofSeconds(seconds));
        Map<Job, Map<Property, Long>> jobs = new LinkedHashMap<>();
        if (names.isEmpty() && !all) {
            for (Promised promise : promises) {
                if (kernels.isEmpty() || kernels.contains(promise.kernel())) {
                    add(jobs, place.scenarios().one(promise.scenario()), promise.kernel(), limits);
                }
            }
        }
        for (Scenario scenario :
                names.isEmpty() && !all ? List.<Scenario>of() : place.scenarios().select(names)) {
            List<KernelId> named = place.kernels(scenario);
            for (KernelId kernel : kernels.isEmpty() ? named : kernels) {
                if (all && !named.contains(kernel)) {
                    continue;
                }
                add(jobs, scenario, kernel, limits);
            }
        }
        for (Promised promise : promises) {
            jobs.forEach(
                    (job, properties) -> {
                        if (job.scenario().name().equals(promise.scenario())
                                && job.kernel().equals(promise.kernel())) {
                            properties.put(promise.property(), promise.schedules());
                        }
                    });
        }
        return jobs;
    }

    private static void add(
            Map<Job, Map<Property, Long>> jobs, Scenario scenario, KernelId kernel, Limits limits) {
        jobs.putIfAbsent(
                new Job(scenario, kernel, LincheckEngine.NAME, limits),
                new EnumMap<>(Property.class));
    }

    private void positive(String option, int value) {
        if (value < 1) {
            throw new ParameterException(
                    spec.commandLine(), option + " needs a number from 1, not " + value);
        }
    }
}
