package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.log.Explained;
import nowrite.spec.log.LogFile;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlcException;
import nowrite.spec.trace.TraceException;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.ExplainedText;

/**
 * {@code conform --trace} and {@code conform --log}: TLC says whether steps that were taken are a
 * behaviour of the specification.
 *
 * @param place the workplace
 * @param file the file as the user typed it
 * @param isTrace whether it is a trace, not a log
 * @param scenarioName the scenario that the user gave instead of the file's, or null
 * @param kernel the kernel that the user gave instead of the file's, or null
 */
record Explaining(
        Workplace place, Path file, boolean isTrace, String scenarioName, KernelId kernel) {

    private static final Duration TIME = Duration.ofMinutes(10);

    /**
     * Has TLC say it, and prints the answer.
     *
     * @return the exit code
     */
    int run(boolean json, PrintWriter out, PrintWriter err) throws InterruptedException {
        StepLog log = read();
        String what = isTrace ? "trace" : "log";
        Scenario scenario = Recorded.scenario(place, what, log.scenario(), scenarioName);
        KernelId on = kernel == null ? kernelOf(log) : kernel;
        place.checkKernel(on);
        place.engines().whyNot(Engines.TLC, scenario, on).ifPresent(this::cannotBeAsked);
        Ticker ticker = new Ticker("conform", "steps", log.events().size(), err);
        Explained explained;
        try {
            explained =
                    place.engines()
                            .logs()
                            .explain(log, scenario, on, TIME, (done, left, run) -> ticker.at(done));
        } catch (TraceException e) {
            throw new UsageException(file + ": " + e.getMessage());
        } catch (TlcException e) {
            err.println("nowrite: " + e.getMessage());
            err.println("reproduce: " + reproduce());
            return ExitCode.FAILED;
        }
        ExplainedText.Answer answer =
                new ExplainedText.Answer(
                        1,
                        file.toString(),
                        what,
                        log.scenario(),
                        log.kernel(),
                        log.engine(),
                        on.toString(),
                        log.events().size(),
                        explained,
                        reproduce());
        out.print(json ? Json.write(answer) : ExplainedText.of(answer));
        if (explained.undecided() != null) {
            return ExitCode.UNKNOWN;
        }
        return explained.accepted() ? ExitCode.OK : ExitCode.DISAGREE;
    }

    private void cannotBeAsked(String why) {
        throw new UsageException(
                file
                        + ": "
                        + why
                        + ", so TLC cannot be asked about it."
                        + (isTrace ? " ./nowrite replay " + file + " asks the model." : ""));
    }

    private StepLog read() {
        String hint =
                isTrace
                        ? "./nowrite check and ./nowrite explore name the traces they write."
                        : "./nowrite run writes one.";
        Path found = Recorded.file(place, file, hint);
        try {
            return isTrace ? StepLog.of(TraceJson.read(found)) : LogFile.read(found);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private KernelId kernelOf(StepLog log) {
        try {
            return KernelId.parse(log.kernel());
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    private String reproduce() {
        return "./nowrite conform "
                + (isTrace ? "--trace " : "--log ")
                + file
                + (scenarioName == null ? "" : " --scenario " + scenarioName)
                + (kernel == null ? "" : " --kernel '" + kernel + "'");
    }
}
