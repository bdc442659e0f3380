package nowrite.stress.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.hardware.Effort;
import nowrite.stress.patch.PatchFolder;
import nowrite.stress.patch.Validated;
import nowrite.stress.patch.ValidatedFiles;
import nowrite.stress.patch.ValidatedText;
import nowrite.stress.patch.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code validate}: what a patch changes in the scenarios. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Compiles a patch and searches every scenario that executes what it overrides, before"
                        + " and after, with the explorer.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "   0  nothing got worse",
            "   1  it breaks a property, or blocks a task for good",
            "   2  undecided: not everything could be searched",
            "   3  the patch and its override of the specification disagree",
            "  64  wrong usage, or the patch does not compile",
            "  70  failed: the patch does what a patch may not"
        })
final class ValidateCommand implements Callable<Integer> {

    private static final int SECONDS = 120;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "A patch, as ./nowrite patch new makes it.")
    private Path folder;

    @Option(
            names = "--with",
            paramLabel = "CHANGE",
            description = {
                "A change of the kernel, such as 'without crop' (quoted), which is then there before",
                "and after; or the folder of another patch, which is there after."
            })
    private List<String> changes = List.of();

    @Option(
            names = "--time",
            paramLabel = "SECONDS",
            description =
                    "How long to search, without the patch at most half of it; by default"
                            + " ${DEFAULT-VALUE}.",
            defaultValue = "" + SECONDS)
    private long seconds;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "Only this scenario; may be given again.")
    private List<String> names = List.of();

    @Option(
            names = "--explorer-only",
            description = {"Ask neither TLC nor Lincheck. With --scenario they are not asked."})
    private boolean explorerOnly;

    @Option(
            names = "--no-larger",
            description = {
                "Do not search larger scenarios in the time that is left. With --scenario none is."
            })
    private boolean noLarger;

    @Option(
            names = "--jcstress",
            description = {
                "Also run the tests of JCStress that execute what it overrides, on real processors,",
                "without the patch and with it: some minutes, in addition to --time."
            })
    private boolean jcstress;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Where report.txt, report.json, junit.xml and trace.txt go; by default"
                            + " FOLDER/report.")
    private Path report;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--time needs a number from 1, not " + seconds);
        }
        Workplace place = Workplace.open();
        PatchFolder patch = PatchFolder.read(find(place, folder));
        place.checkKernel(patch.on());
        List<String> known = new ArrayList<>();
        List<PatchFolder> others = new ArrayList<>();
        changes.forEach(change -> sort(place, patch, change, known, others));
        List<String> own = new ArrayList<>();
        List<Scenario> scenarios = scenarios(place, patch, own);
        Validation validation =
                new Validation(
                        new Validation.Question(
                                place.checkout(),
                                scenarios,
                                place.scenarios().corpus().entries(),
                                names.isEmpty() ? null : own,
                                patch,
                                known,
                                others,
                                seconds,
                                !explorerOnly && names.isEmpty(),
                                !noLarger && names.isEmpty(),
                                jcstress ? Effort.of("quick", 0) : null),
                        spec.commandLine().getErr());
        Path into = (report == null ? patch.path().resolve("report") : report).toAbsolutePath();
        String again = again(validation);
        Validated answer = answer(validation, into, again);
        String text =
                ValidatedText.of(
                        answer,
                        place.checkout().show(into),
                        place.checkout().show(patch.path()),
                        again);
        ValidatedFiles.write(into, answer, text, again);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? ValidatedFiles.json(answer, again) : text);
        out.flush();
        return answer.verdict().exitCode();
    }

    /** The command that does this again, with what was asked for here. */
    private String again(Validation validation) {
        StringBuilder again = new StringBuilder(validation.reproduce());
        names.forEach(name -> again.append(" --scenario ").append(name));
        if (seconds != SECONDS) {
            again.append(" --time ").append(seconds);
        }
        again.append(explorerOnly ? " --explorer-only" : "");
        again.append(noLarger ? " --no-larger" : "");
        return again.toString();
    }

    private static Validated answer(Validation validation, Path into, String again)
            throws InterruptedException {
        try {
            return validation.run();
        } catch (UsageException e) {
            ValidatedFiles.refused(into, e.getMessage(), again);
            throw e;
        }
    }

    /** A folder where the user stands, or in the checkout. */
    private static Path find(Workplace place, Path named) {
        Path inCheckout = place.checkout().root().resolve(named);
        return !Files.isDirectory(named) && Files.isDirectory(inCheckout) ? inCheckout : named;
    }

    /** The scenarios of the checkout; those of the patch go to the other list by name. */
    private List<Scenario> scenarios(Workplace place, PatchFolder patch, List<String> own) {
        ScenarioParser parser = new ScenarioParser(place.checkout().scenarios(), place.catalogue());
        List<String> others = new ArrayList<>();
        for (String name : names) {
            patch.scenarios().stream()
                    .filter(file -> isNamed(name, file, parser))
                    .findFirst()
                    .ifPresentOrElse(file -> own.add(parser.nameOf(file)), () -> others.add(name));
        }
        return others.isEmpty() && !names.isEmpty() ? List.of() : place.scenarios().select(others);
    }

    private static boolean isNamed(String name, Path file, ScenarioParser parser) {
        return parser.nameOf(file).equals(name)
                || file.getFileName().toString().equals(name)
                || file.getFileName().toString().equals(name + ScenarioParser.SUFFIX)
                || Path.of(name).toAbsolutePath().equals(file.toAbsolutePath());
    }

    private void sort(
            Workplace place,
            PatchFolder patch,
            String change,
            List<String> known,
            List<PatchFolder> others) {
        Path other = find(place, Path.of(change));
        if (Files.isDirectory(other)) {
            others.add(PatchFolder.read(other));
        } else if (change.startsWith("without ") || change.startsWith("with ")) {
            place.checkKernel(Problems.kernel(patch.on().generation() + " " + change));
            known.add(change);
        } else {
            throw new UsageException(
                    "'"
                            + change
                            + "' is neither the folder of a patch nor a change, such as 'without"
                            + " crop' (quoted)");
        }
    }
}
