package nowrite.stress.cli;

import java.io.PrintWriter;
import nowrite.spec.KernelId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code ./nowrite}. */
@Command(
        name = "./nowrite",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        header = {
            "Checks FUSE's writable-mmap protocols: a TLA+ specification and a Java model",
            "of the kernel code, searched for every schedule of small scenarios.",
            ""
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  every verdict is as expected",
            "   1  a verdict differs from what is expected",
            "   2  something stayed unknown",
            "   3  spec and model disagree",
            "  64  wrong usage or wrong input",
            "  69  the machine lacks what the command needs",
            "  70  an engine failed",
            " 130  interrupted",
            "",
            "Start with: ./nowrite check"
        },
        subcommands = {
            CheckCommand.class,
            CorpusCommand.class,
            ExploreCommand.class,
            ReplayCommand.class,
            RenderCommand.class,
            CompareCommand.class,
            ReportCommand.class,
            ConformCommand.class,
            RunCommand.class,
            LincheckCommand.class,
            ListCommand.class,
            StressCommand.class,
            BenchCommand.class,
            WorkerCommand.class,
            SelftestCommand.class,
            PatchCommand.class,
            ValidateCommand.class,
            KernelCommand.class,
            FsxCommand.class
        })
public final class Main implements Runnable {

    @Spec private CommandSpec spec;

    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(out, err, args));
    }

    /**
     * Runs the command.
     *
     * @param out what it prints
     * @param err what it says to a person: progress and errors
     * @param args the arguments
     * @return the exit code
     */
    public static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine commandLine =
                new CommandLine(new Main())
                        .setOut(out)
                        .setErr(err)
                        .registerConverter(KernelId.class, Problems::kernel)
                        .setParameterExceptionHandler(Problems::usage)
                        .setExecutionExceptionHandler(Problems::execution);
        int code = commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }
}
