package nowrite.stress.patch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcGraphs;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.conform.Conformance;
import nowrite.stress.conform.Conformed;
import nowrite.stress.conform.Difference;

/** The child in which a patched model is compared with the TLA+ specification. */
public final class PatchSpecMain {
    private static final int TLC_HEAP_MEGABYTES = 1024;

    private PatchSpecMain() {}

    /**
     * Does what a file asks.
     *
     * @param args the file of the request
     */
    public static void main(String[] args) throws Exception {
        LoadedPatches.silence();
        SpecRequest request = Json.read(Files.readString(Path.of(args[0])), SpecRequest.class);
        SpecRequest.Answer answer;
        try (StuckWatch watch =
                new StuckWatch(request.stuckSeconds(), where -> Runtime.getRuntime().halt(1))) {
            answer = compare(request, watch);
        } catch (RuntimeException | Error e) {
            answer = new SpecRequest.Answer(false, List.of(), String.valueOf(e.getMessage()));
        }
        AtomicFile.write(Path.of(request.answer()), Json.write(answer));
        System.exit(0);
    }

    private static SpecRequest.Answer compare(SpecRequest request, StuckWatch watch)
            throws Exception {
        KernelId kernel = KernelId.parse(request.kernel());
        KernelId ofSpec = KernelId.parse(request.ofSpec());
        LoadedPatches patches = LoadedPatches.of(request.patches());
        Checkout checkout = new Checkout(Path.of(request.home()));
        Scenario scenario =
                new ScenarioParser(checkout.scenarios(), ScenarioOn.catalogue(kernel))
                        .parse(Path.of(request.scenario()));
        LinkedHashSet<String> blocks = new LinkedHashSet<>(request.blocks());
        scenario = ScenarioOn.accepting(scenario, kernel, blocks);
        scenario = ScenarioOn.accepting(scenario, ofSpec, blocks);
        TlcGraphs tlc =
                new TlcGraphs(
                        TlaKernels.read(Path.of(request.modules())),
                        Path.of(request.answer()).resolveSibling("tlc"),
                        TLC_HEAP_MEGABYTES);
        Limits limits = Limits.ofTime(Duration.ofSeconds(request.seconds()));
        Conformed conformed =
                new Conformance(tlc)
                        .compare(
                                scenario,
                                ofSpec,
                                kernel,
                                patches.maker(KernelId.parse(request.ground()), watch),
                                limits,
                                (states, pending, depth) -> {});
        if (conformed.failed() != null || conformed.unknown() != null) {
            return new SpecRequest.Answer(
                    false,
                    List.of(),
                    conformed.failed() != null ? conformed.failed() : conformed.unknown());
        }
        return new SpecRequest.Answer(
                conformed.equal(),
                conformed.equal() ? List.of() : lines(conformed.difference()),
                "");
    }

    private static List<String> lines(Difference difference) {
        List<String> lines = new ArrayList<>();
        lines.add("after " + difference.schedule().size() + " steps that both take:");
        int from = Math.max(0, difference.schedule().size() - 4);
        for (int i = from; i < difference.schedule().size(); i++) {
            lines.add("  " + (i + 1) + "  " + difference.schedule().get(i));
        }
        difference.specOnly().forEach(step -> lines.add("only the specification can: " + step));
        difference.modelOnly().forEach(step -> lines.add("only the patch can: " + step));
        for (Difference.Elsewhere elsewhere : difference.elsewhere()) {
            lines.add("both can, and then differ: " + elsewhere.step());
            elsewhere
                    .values()
                    .forEach(
                            v ->
                                    lines.add(
                                            "  "
                                                    + v.path()
                                                    + ": specification "
                                                    + v.spec()
                                                    + ", patch "
                                                    + v.model()));
        }
        return lines;
    }
}
