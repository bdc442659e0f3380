package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.page.TracePage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code render}: a counterexample as text, as a page, or as JSON. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Shows a counterexample: as text for a mail, as a page for the browser, or as the"
                        + " JSON that it is kept in, checked and in its fixed form.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  it is rendered",
            "  64  the file is no whole trace; the message says where"
        })
final class RenderCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "TRACE", description = "The .json file of a counterexample.")
    private Path file;

    @ArgGroup private Form form = new Form();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write it; by default it is printed.")
    private Path out;

    /** One of them. */
    private static final class Form {
        @Option(names = "--txt", description = "Plain ASCII of at most 78 columns; the default.")
        private boolean txt;

        @Option(names = "--html", description = "One file that a browser opens from disk.")
        private boolean html;

        @Option(names = "--json", description = "The trace as JSON (docs/trace-format.md).")
        private boolean json;
    }

    @Override
    public Integer call() {
        String text = render(new TraceFiles(Workplace.open()).read(file));
        PrintWriter console = spec.commandLine().getOut();
        if (out == null) {
            console.print(text);
        } else {
            AtomicFile.write(out, text);
            console.println(out);
        }
        return ExitCode.OK;
    }

    private String render(Trace trace) {
        if (form.json) {
            return TraceJson.write(trace);
        }
        return form.html ? TracePage.of(trace) : TraceText.render(trace);
    }
}
