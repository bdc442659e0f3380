package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.ReplayText;
import nowrite.stress.explore.Replay;
import nowrite.stress.patch.PatchedTraces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: a counterexample step by step on the model. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Takes the steps of a counterexample on the Java model and shows what each changes."
                        + " The counterexample may be TLC's.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  the model did all that the trace says",
            "   1  it did not, and the trace is the explorer's",
            "   3  it did not, and the trace is TLC's: spec and model disagree"
        })
final class ReplayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "The .json file of a counterexample.")
    private Path file;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "The scenario, if it is a file of your own.")
    private String scenarioName;

    @Option(
            names = "--patch",
            paramLabel = "FOLDER",
            description = {
                "The patch of the trace's kernel; by default the one in whose report it is. May be",
                "given again."
            })
    private List<Path> patches = List.of();

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    /** The answer as JSON shows it. */
    private record Answer(
            int schema, String trace, boolean confirmed, int step, int steps, String message) {}

    private Replay.Result result(Workplace place, TraceFiles files, Trace trace)
            throws InterruptedException {
        try {
            Optional<PatchedTraces> patched =
                    TracePatches.of(place, trace, files.find(file), patches);
            return patched.isPresent()
                    ? told(patched.get().replay(trace), files.find(file))
                    : Replay.of(trace, files.scenario(trace, scenarioName));
        } catch (IllegalArgumentException e) {
            throw new UsageException(file + ": " + e.getMessage());
        }
    }

    /** Says first that the patch is not the one of the trace, where that is so. */
    private Replay.Result told(Replay.Result result, Path trace) {
        Optional<String> changed = TracePatches.changed(trace, patches);
        if (changed.isEmpty()) {
            return result;
        }
        return new Replay.Result(
                result.confirmed(),
                result.step(),
                changed.get() + "; " + (result.message() == null ? "" : result.message()));
    }

    @Override
    public Integer call() throws InterruptedException {
        Workplace place = Workplace.open();
        TraceFiles files = new TraceFiles(place);
        Trace trace = files.read(file);
        Replay.Result result = result(place, files, trace);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            int steps = trace.steps().size();
            out.print(
                    Json.write(
                            new Answer(
                                    1,
                                    file.toString(),
                                    result.confirmed(),
                                    result.step(),
                                    steps,
                                    result.message())));
        } else {
            out.print(ReplayText.of(trace, result));
        }
        if (result.confirmed()) {
            return ExitCode.OK;
        }
        return Engines.isTlc(trace.engine()) ? ExitCode.DISAGREE : ExitCode.DIFFERS;
    }
}
