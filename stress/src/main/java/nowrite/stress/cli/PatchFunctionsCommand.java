package nowrite.stress.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nowrite.model.kernel.KernelFunction;
import nowrite.spec.ExitCode;
import nowrite.spec.KernelId;
import nowrite.stress.cli.home.Json;
import nowrite.stress.patch.PatchableFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code patch functions}: the kernel functions that a patch can replace. */
@Command(
        name = "functions",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Lists the kernel functions that a patch can replace.")
final class PatchFunctionsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--on",
            paramLabel = "GEN",
            description = "Only of this kernel, such as 3.13; by default of every generation.")
    private KernelId kernel;

    @Option(names = "--json", description = "Print one JSON document instead of text.")
    private boolean json;

    /** A function as JSON shows it. */
    private record Entry(
            String kernel, String function, String model, String file, String commit) {}

    @Override
    public Integer call() {
        Workplace place = Workplace.open();
        List<KernelId> kernels = new ArrayList<>();
        if (kernel == null) {
            place.catalogue().generations().forEach(one -> kernels.add(KernelId.parse(one)));
        } else {
            place.checkKernel(kernel);
            kernels.add(kernel);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(Json.write(kernels.stream().flatMap(one -> entries(one).stream()).toList()));
            return ExitCode.OK;
        }
        for (KernelId one : kernels) {
            show(one, out);
        }
        out.println("Begin: ./nowrite patch new my-idea --on GEN --function FUNCTION");
        return ExitCode.OK;
    }

    private static List<Entry> entries(KernelId kernel) {
        return PatchableFunction.of(kernel).stream().map(one -> entry(kernel, one)).toList();
    }

    private static Entry entry(KernelId kernel, PatchableFunction one) {
        KernelFunction f = one.kernel();
        return new Entry(kernel.toString(), f.name(), one.model(), f.file(), f.commit());
    }

    private static void show(KernelId kernel, PrintWriter out) {
        List<Entry> entries = entries(kernel);
        int name = entries.stream().mapToInt(e -> e.function().length()).max().orElse(1);
        int model = entries.stream().mapToInt(e -> e.model().length()).max().orElse(1);
        out.println(kernel + ": " + entries.size() + " functions");
        String format = "  %-" + name + "s  %-" + model + "s  %s%s";
        for (Entry e : entries) {
            String commit = e.commit().isEmpty() ? "" : " " + e.commit();
            out.println(String.format(format, e.function(), e.model(), e.file(), commit));
        }
        out.println();
    }
}
