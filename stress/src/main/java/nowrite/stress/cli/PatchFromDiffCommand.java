package nowrite.stress.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.patch.DiffMatch;
import nowrite.stress.patch.PatchFolder;
import nowrite.stress.patch.PatchTemplate;
import nowrite.stress.patch.UnifiedDiff;
import nowrite.stress.patch.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patch from-diff}: the folder of a patch for what a diff of the kernel touches. */
@Command(
        name = "from-diff",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Reads a unified diff of the kernel, says which of the functions that it touches the",
            "model has, and makes a folder with these, as they are. It does not translate C."
        })
final class PatchFromDiffCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 40;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The diff: of git, of diff -u, or a mail.")
    private Path file;

    @Option(
            names = "--on",
            paramLabel = "GEN",
            description = "The kernel, such as 3.13; by default the one that has most of it.")
    private KernelId kernel;

    @Option(
            names = "--function",
            paramLabel = "F",
            description = {
                "A function that it touches as well, where the diff does not show its name; may be",
                "given again."
            })
    private List<String> named = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The patch's name; by default made from the diff's subject or file.")
    private String name;

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder; by default ./NAME.")
    private Path folder;

    @Option(
            names = "--no-scenarios",
            description = "Do not look which scenarios will be run; that takes up to a minute.")
    private boolean noScenarios;

    @Override
    public Integer call() throws InterruptedException {
        Workplace place = Workplace.open();
        UnifiedDiff diff = read();
        if (diff.hunks() == 0 && diff.otherChanges() > 0) {
            spec.commandLine()
                    .getOut()
                    .println(
                            "It changes no line of a function: files are renamed, made, removed, or"
                                    + " binary. No folder was made.");
            return ExitCode.OK;
        }
        if (diff.hunks() == 0) {
            throw new UsageException(
                    file
                            + " is no unified diff: it has no hunk '@@ -12,5 +12,6 @@' below the"
                            + " name of a file; git format-patch and diff -up make one, diff -c does"
                            + " not");
        }
        DiffMatch match = match(place, diff);
        PrintWriter out = spec.commandLine().getOut();
        show(diff, match, out);
        List<String> functions = new ArrayList<>(match.functions());
        named.stream().filter(one -> !match.modelled().containsValue(one)).forEach(functions::add);
        if (functions.isEmpty()) {
            out.println(
                    diff.unknown().isEmpty()
                            ? "The model has none of these; no folder was made."
                            : "No folder was made: no function of the model is known to be"
                                    + " touched.");
            out.println("What it has: ./nowrite patch functions");
            return ExitCode.OK;
        }
        String chosen = name == null ? nameFor(diff) : name;
        PatchNewCommand.checkName(place, match.kernel(), chosen);
        Path made = folder == null ? Path.of(chosen) : folder;
        PatchTemplate template =
                new PatchTemplate(
                        place.checkout().root(), match.kernel(), chosen, functions, origin(diff));
        template.write(made);
        template.files().keySet().forEach(one -> out.println(made.resolve(one)));
        if (!noScenarios) {
            scenarios(place, made, out);
        }
        out.println("The bodies are the kernel's own. Change them as the diff does, then");
        out.println("./nowrite validate " + made);
        return ExitCode.OK;
    }

    private UnifiedDiff read() {
        try {
            return UnifiedDiff.of(Files.readAllBytes(file));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new UsageException("there is no file " + file);
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw new UsageException(file + " is a folder; name the file of a diff");
            }
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private DiffMatch match(Workplace place, UnifiedDiff diff) {
        if (kernel != null) {
            place.checkKernel(kernel);
            return DiffMatch.of(diff, kernel, named);
        }
        return DiffMatch.best(
                diff,
                place.catalogue().generations().stream().map(KernelId::parse).toList(),
                named);
    }

    private static void show(UnifiedDiff diff, DiffMatch match, PrintWriter out) {
        if (!diff.subject().isEmpty()) {
            out.println(diff.subject());
        }
        out.println("Touched, and in the model of " + match.kernel() + ":");
        match.modelled()
                .forEach(
                        (touched, function) ->
                                out.println(
                                        "  "
                                                + text(touched)
                                                + (touched.name().equals(function)
                                                        ? ""
                                                        : ", which " + function + " stands for")));
        if (match.modelled().isEmpty()) {
            out.println("  nothing");
        }
        if (!diff.unknown().isEmpty()) {
            out.println("Touched, but the diff does not show the name of the function; find it at");
            out.println("the line of the new file, and add --function NAME:");
            for (UnifiedDiff.Unknown one : diff.unknown()) {
                out.println(
                        "  "
                                + one.file()
                                + ":"
                                + one.line()
                                + (one.heading().isEmpty()
                                        ? ": the hunk names none (diff -p makes it do so)"
                                        : ": below " + one.heading()));
            }
        }
        if (!match.missing().isEmpty() || !diff.outside().isEmpty()) {
            out.println("Touched, and not in the model, so that no scenario can tell:");
            match.missing().forEach(one -> out.println("  " + text(one)));
            for (Map.Entry<String, Integer> one : diff.outside().entrySet()) {
                out.println(
                        "  "
                                + one.getKey()
                                + ": "
                                + one.getValue()
                                + (one.getValue() == 1 ? " line" : " lines")
                                + " outside of functions");
            }
        }
    }

    private static String text(UnifiedDiff.Touched one) {
        return one.name() + " (" + one.file() + ")";
    }

    private String origin(UnifiedDiff diff) {
        String of = diff.subject().isEmpty() ? file.getFileName().toString() : diff.subject();
        return diff.commit().isEmpty() ? of : diff.commit() + " " + of;
    }

    private String nameFor(UnifiedDiff diff) {
        String from =
                diff.subject().isEmpty()
                        ? file.getFileName().toString().replaceFirst("\\.(patch|diff|txt|eml)$", "")
                        : diff.subject();
        String slug =
                from.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9]+", "-")
                        .replaceAll("^[-0-9]+|-+$", "");
        if (slug.length() > LONGEST_NAME) {
            int cut = slug.lastIndexOf('-', LONGEST_NAME);
            slug = slug.substring(0, cut > 0 ? cut : LONGEST_NAME);
        }
        return slug.isEmpty() ? "from-diff" : slug;
    }

    private void scenarios(Workplace place, Path made, PrintWriter out)
            throws InterruptedException {
        out.flush();
        List<String> reaching =
                new Validation(
                                new Validation.Question(
                                        place.checkout(),
                                        place.scenarios().select(List.of()),
                                        List.of(),
                                        null,
                                        PatchFolder.read(made),
                                        List.of(),
                                        List.of(),
                                        1,
                                        false,
                                        false,
                                        null),
                                spec.commandLine().getErr())
                        .reaching();
        out.println("Scenarios that execute them, which validate will run: " + reaching.size());
        reaching.forEach(one -> out.println("  " + one));
    }
}
