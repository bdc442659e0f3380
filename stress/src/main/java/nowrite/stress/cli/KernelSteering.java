package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import nowrite.spec.ExitCode;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.KernelText;
import nowrite.stress.cli.report.KernelText.BehaviourLine;
import nowrite.stress.kernel.bench.Machine;
import nowrite.stress.kernel.bench.RoundFolder;
import nowrite.stress.kernel.judge.Judge;
import nowrite.stress.kernel.steer.Guide;
import nowrite.stress.kernel.steer.Lead;
import nowrite.stress.kernel.steer.Leads;
import nowrite.stress.kernel.steer.RandomScenario;
import nowrite.stress.kernel.steer.SteeredRun;
import nowrite.stress.kernel.steer.TraceLeads;
import nowrite.stress.kernel.steer.Wander;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The part of {@code kernel} that leads a kernel along a schedule. */
final class KernelSteering {

    private static final String RANDOM = "random";

    @Option(
            names = "--scenario",
            paramLabel = "SCENARIO",
            description = {
                "The tasks of a scenario; whenever the kernel is quiet, the seed decides which",
                "task goes on, or which request is answered. 'random' makes a small one of the",
                "seed, each time another."
            })
    private String scenarioName;

    @Option(
            names = "--trace",
            paramLabel = "TRACE",
            description = {
                "A counterexample of the model or of TLC, as far as system calls and replies can",
                "lead a kernel along it."
            })
    private Path traceFile;

    @Option(
            names = "--steps",
            paramLabel = "FILE",
            description = "Calls and answers of your own, one a line; docs/kernel.md.")
    private Path steps;

    @Option(
            names = "--times",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often. Default: ${DEFAULT-VALUE}.")
    private int times;

    /**
     * Leads, and prints.
     *
     * @param seed of the first of the times, for a scenario
     * @return the exit code
     */
    int lead(
            CommandLine command,
            boolean writebackCache,
            long seed,
            AskedBehaviour behaviour,
            boolean json)
            throws InterruptedException {
        if (Stream.of(scenarioName, traceFile, steps).filter(Objects::nonNull).count() != 1) {
            throw new ParameterException(
                    command,
                    "one of --scenario, --trace and --steps, and no other, leads a kernel");
        }
        if (times < 1) {
            throw new ParameterException(command, "--times needs a number from 1, not " + times);
        }
        Workplace place = Workplace.open();
        boolean random = RANDOM.equals(scenarioName);
        Scenario scenario =
                scenarioName == null || random ? null : place.scenarios().one(scenarioName);
        Trace trace = traceFile == null ? null : new TraceFiles(place).read(traceFile);
        Leads leads = scenarioName == null ? leads(trace) : null;
        String missing = Machine.missing();
        if (missing != null) {
            throw new UnavailableException("a mount on the running kernel needs " + missing);
        }
        PrintWriter out = command.getOut();
        Judge judge = new Judge(place.checkout().boundary());
        List<String> about = new ArrayList<>();
        about.add("Linux " + Machine.kernel());
        List<BehaviourLine> behaviours = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        Path folder =
                place.checkout()
                        .work()
                        .resolve("kernel")
                        .resolve("lead-" + ProcessHandle.current().pid());
        for (int i = 0; i < times; i++) {
            Scenario one = random ? RandomScenario.of(seed + i) : scenario;
            Guide guide = one == null ? leads : new Wander(one, writebackCache, seed + i);
            Path logs = folder.resolve("time-" + (i + 1));
            SteeredRun.Result result = new SteeredRun(guide).run(logs);
            if (result.trouble() != null) {
                command.getErr()
                        .println(
                                "nowrite: "
                                        + result.trouble()
                                        + "; again: "
                                        + again(seed, writebackCache, behaviour));
                return ExitCode.FAILED;
            }
            boolean broken =
                    judge.judge(result.log(), "time-" + (i + 1)).values().stream()
                            .anyMatch(tally -> tally.violations() > 0);
            List<BehaviourLine> said = behaviour.ask(place, result.log(), command.getErr());
            behaviours.addAll(said);
            if (broken || said.stream().anyMatch(BehaviourLine::isRefused)) {
                kept.add(place.checkout().show(logs));
            } else {
                RoundFolder.remove(logs);
            }
            if (i == 0) {
                result.said().forEach(line -> about.add("  " + line));
            }
            about.add(words(i + 1, leads, trace, result));
        }
        KernelText.Summary summary =
                new KernelText.Summary(
                        1,
                        about,
                        List.of(),
                        KernelText.lines(judge.sum()),
                        behaviours,
                        kept,
                        again(seed, writebackCache, behaviour));
        out.print(json ? Json.write(summary) : KernelText.of(summary));
        if (kept.isEmpty()) {
            RoundFolder.remove(folder);
        }
        int code = KernelText.exitCode(summary);
        return code == ExitCode.UNKNOWN && !behaviour.isAsked() ? ExitCode.OK : code;
    }

    private Leads leads(Trace trace) {
        try {
            if (trace != null) {
                return TraceLeads.of(trace);
            }
            if (!Files.isReadable(steps)) {
                throw new UsageException(steps + " cannot be read");
            }
            return Leads.read(steps);
        } catch (IOException e) {
            throw new UsageException(steps + " cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException((trace == null ? "" : traceFile + ": ") + e.getMessage());
        }
    }

    private static String words(int time, Leads leads, Trace trace, SteeredRun.Result result) {
        Lead astray = result.outcome().astray();
        String head = "time " + time + ": ";
        if (astray == null) {
            return head
                    + "followed all "
                    + result.outcome().followed()
                    + " calls, answers and waits"
                    + (trace == null ? "" : ", to step " + trace.steps().size() + " of the trace");
        }
        String place =
                leads == null
                        ? ""
                        : trace == null
                                ? ", line " + astray.step()
                                : ", step " + astray.step() + " of " + trace.steps().size();
        return String.format(
                Locale.ROOT,
                "%sfollowed %d%s, then not '%s'%s: %s",
                head,
                result.outcome().followed(),
                leads == null ? "" : " of " + leads.leads().size(),
                astray,
                place,
                result.outcome().instead());
    }

    private String again(long seed, boolean writebackCache, AskedBehaviour behaviour) {
        String how =
                scenarioName != null
                        ? "--scenario "
                                + scenarioName
                                + " --seed "
                                + seed
                                + " --writeback-cache "
                                + (writebackCache ? "on" : "off")
                        : traceFile != null ? "--trace " + traceFile : "--steps " + steps;
        return "./nowrite kernel " + how + " --times " + times + behaviour.words();
    }
}
