package nowrite.stress.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.explore.Twin;
import nowrite.stress.page.ComparePage;
import nowrite.stress.page.CompareText;
import nowrite.stress.page.Comparison;
import nowrite.stress.patch.PatchFolder;
import nowrite.stress.patch.PatchedTraces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: two schedules beside each other, and what makes them part. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Compares two counterexamples; or, with one, its schedule on the kernel that has the"
                        + " guard: how far it can go there, what it does differently, and what"
                        + " stops it.")
final class CompareCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "The .json file of a counterexample.")
    private Path first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "B",
            description = "Another; by default A's schedule on another kernel.")
    private Path second;

    @Option(
            names = "--kernel",
            paramLabel = "K",
            description = "The other kernel; by default A's with every guard in place.")
    private KernelId kernel;

    @Option(
            names = "--patch",
            paramLabel = "FOLDER",
            description = {
                "The other kernel is the one with this patch: A's schedule is taken there. May be",
                "given again."
            })
    private List<Path> patches = List.of();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "The scenario, if it is a file of your own.")
    private String scenario;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the page; by default under target/nowrite/compare.")
    private Path out;

    @Override
    public Integer call() throws InterruptedException {
        Workplace place = Workplace.open();
        TraceFiles files = new TraceFiles(place);
        Trace trace = files.read(first);
        Comparison comparison;
        String name;
        if (second == null && !patches.isEmpty()) {
            if (kernel != null) {
                throw new UsageException("name --patch or --kernel, not both");
            }
            PatchedTraces patched =
                    new PatchedTraces(place.checkout(), TracePatches.read(patches), List.of());
            comparison = Comparison.of(trace, patched.twin(trace));
            name = slug(trace) + "-on-" + patched.kernel().slug();
        } else if (second == null) {
            KernelId twin = twin(place, trace);
            comparison = Comparison.of(trace, Twin.of(trace, scenario(files, trace), twin));
            name = slug(trace) + "-on-" + twin.slug();
        } else {
            if (kernel != null || !patches.isEmpty()) {
                throw new UsageException(
                        "name a second counterexample, --kernel or --patch, not two of these");
            }
            Trace other = files.read(second);
            comparison = Comparison.of(trace, other);
            name = slug(trace) + "-and-" + slug(other);
        }
        Path page =
                out == null ? place.checkout().work().resolve("compare/" + name + ".html") : out;
        AtomicFile.write(page.toAbsolutePath(), ComparePage.of(comparison));
        TracePatches.changed(files.find(first), patches)
                .ifPresent(text -> spec.commandLine().getOut().println(text + "\n"));
        spec.commandLine().getOut().print(CompareText.of(comparison));
        spec.commandLine().getOut().println("\nas a page: " + place.checkout().show(page));
        return ExitCode.OK;
    }

    /** The scenario; that of a patch's own is in its folder. */
    private Scenario scenario(TraceFiles files, Trace trace) {
        if (scenario == null && ScenarioParser.isOwn(trace.scenario())) {
            Path file = files.find(first);
            List<PatchFolder> patch = PatchedTraces.patchOf(file).stream().toList();
            if (!patch.isEmpty()) {
                return new PatchedTraces(files.checkout(), patch, List.of()).scenarioOf(trace);
            }
        }
        return files.scenario(trace, scenario);
    }

    private KernelId twin(Workplace place, Trace trace) {
        KernelId own = KernelId.parse(trace.kernel());
        KernelId twin = kernel == null ? own.twin() : kernel;
        place.checkKernel(twin);
        if (twin.equals(own)) {
            throw new UsageException(
                    first
                            + " is of "
                            + own
                            + ", a kernel with every guard in place; name another kernel with"
                            + " --kernel, or a second counterexample");
        }
        return twin;
    }

    private static String slug(Trace trace) {
        String text = trace.scenario() + "-" + trace.kernel() + "-" + trace.property();
        return text.replaceAll("[^A-Za-z0-9.]+", "-").replaceFirst("^-", "");
    }
}
