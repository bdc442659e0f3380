package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.patch.PatchTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patch new}: a folder with a class that replaces functions by what they are. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Makes a folder with Java classes that replace kernel functions by themselves: to be"
                        + " edited, then ./nowrite validate.")
final class PatchNewCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The patch's name: small letters, digits and -.")
    private String name;

    @Option(
            names = "--on",
            paramLabel = "GEN",
            required = true,
            description = {
                "The kernel, such as 3.13, or one with a fix taken out: '3.13 without",
                "8b284dc47291' (quoted)."
            })
    private KernelId kernel;

    @Option(
            names = "--function",
            paramLabel = "F",
            required = true,
            description = "The kernel function, such as fuse_send_writepage; may be given again.")
    private List<String> functions = List.of();

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder; by default ./NAME.")
    private Path folder;

    @Override
    public Integer call() {
        Workplace place = Workplace.open();
        place.checkKernel(kernel);
        checkName(place, kernel, name);
        Path made = folder == null ? Path.of(name) : folder;
        PatchTemplate template =
                new PatchTemplate(place.checkout().root(), kernel, name, functions);
        template.write(made);
        PrintWriter out = spec.commandLine().getOut();
        template.files().keySet().forEach(file -> out.println(made.resolve(file)));
        out.println("As it is, it changes nothing: ./nowrite validate " + made);
        return ExitCode.OK;
    }

    static void checkName(Workplace place, KernelId kernel, String name) {
        try {
            new KernelId(kernel.generation(), List.of(), List.of(name));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage() + "; my-idea would be one");
        }
        if (place.catalogue().additions().contains(name)) {
            throw new UsageException("there is a change '" + name + "' already; take another name");
        }
    }
}
