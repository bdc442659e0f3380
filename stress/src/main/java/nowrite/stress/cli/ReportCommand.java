package nowrite.stress.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.cli.report.CheckFiles;
import nowrite.stress.cli.report.CheckReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the page of a run or of a counterexample. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Makes the page of a run, or of one counterexample, for the browser.")
final class ReportCommand implements Callable<Integer> {
    private static final String CHECK = "check";

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "RUN",
            defaultValue = CHECK,
            description = "check, or the .json file of a counterexample; by default check.")
    private String run;

    @Option(names = "--open", description = "Open it in the browser.")
    private boolean open;

    @Override
    public Integer call() {
        Workplace place = Workplace.open();
        Path page = run.equals(CHECK) ? check(place) : trace(place);
        spec.commandLine().getOut().println(place.checkout().show(page));
        if (open) {
            open(page);
        }
        return ExitCode.OK;
    }

    private static Path check(Workplace place) {
        CheckFiles files = new CheckFiles(place.checkout());
        CheckReport last =
                files.last()
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "there is no finished check yet; ./nowrite check"
                                                        + " makes one"));
        files.writeTracePages(last);
        files.writePage(last, files.beforeLast().orElse(null), last.runs().size());
        return files.page();
    }

    private Path trace(Workplace place) {
        if (!run.endsWith(".json")) {
            throw new UsageException(
                    "there is no run '"
                            + run
                            + "'; there is check, or the .json file of a"
                            + " counterexample");
        }
        return CheckFiles.writeTracePage(new TraceFiles(place).find(Path.of(run)));
    }

    private static void open(Path page) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String program = system.contains("mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(program, page.toAbsolutePath().toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UnavailableException(
                    "found no " + program + " to open it with; open " + page + " yourself");
        }
    }
}
