package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.ScenarioException;
import nowrite.spec.tlc.HostsException;
import nowrite.spec.trace.TraceException;
import nowrite.stress.cli.home.Nearest;
import nowrite.stress.cli.home.UnavailableException;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.kernel.log.LogException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what goes wrong into a message for a person and an exit code. */
final class Problems {

    private Problems() {}

    /** Reads the name of a kernel from the command line. */
    static KernelId kernel(String text) {
        try {
            return KernelId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    e.getMessage() + " (as in --kernel '2.6.26 without nowrite', quoted)");
        }
    }

    /** Arguments that picocli cannot make sense of. */
    static int usage(ParameterException problem, String[] args) {
        CommandLine command = problem.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("nowrite: " + problem.getMessage() + hint(problem));
        err.println("Try: " + path(command) + " --help");
        return ExitCode.USAGE;
    }

    private static String hint(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return "";
        }
        CommandLine command = problem.getCommandLine();
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        return Nearest.hint(unmatched.getUnmatched().get(0), known);
    }

    private static String path(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    /** What a command throws. */
    static int execution(Exception problem, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (problem instanceof ScenarioException
                || problem instanceof TraceException
                || problem instanceof LogException) {
            err.println("nowrite: " + problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof UsageException) {
            err.println("nowrite: " + problem.getMessage());
            return ExitCode.USAGE;
        }
        if (problem instanceof UnavailableException || problem instanceof HostsException) {
            err.println("nowrite: " + problem.getMessage());
            return ExitCode.UNAVAILABLE;
        }
        if (problem instanceof InterruptedException) {
            return INTERRUPTED;
        }
        err.println("nowrite failed, and that is a defect of nowrite: " + problem);
        problem.printStackTrace(err);
        return ExitCode.FAILED;
    }

    /** What a shell reports for a process that was interrupted from the keyboard. */
    static final int INTERRUPTED = 130;
}
