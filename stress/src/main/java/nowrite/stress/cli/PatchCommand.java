package nowrite.stress.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code patch}: what a patch can replace, and a folder to begin with. */
@Command(
        name = "patch",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Begins a patch: a folder with a Java class that replaces kernel functions.",
        subcommands = {
            PatchFunctionsCommand.class,
            PatchNewCommand.class,
            PatchFromDiffCommand.class
        })
final class PatchCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which of patch functions, patch new and patch from-diff?");
    }
}
