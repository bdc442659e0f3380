package nowrite.stress.patch;

import java.nio.file.Files;
import java.nio.file.Path;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.explore.ModelMaker;
import nowrite.stress.explore.Replay;
import nowrite.stress.explore.Twin;

/** The child in which a trace is taken on a kernel with patches. */
public final class PatchTraceMain {

    private PatchTraceMain() {}

    /**
     * Does what a file asks.
     *
     * @param args the file of the request
     */
    public static void main(String[] args) throws Exception {
        LoadedPatches.silence();
        TraceRequest request = Json.read(Files.readString(Path.of(args[0])), TraceRequest.class);
        LoadedPatches patches = LoadedPatches.of(request.patches());
        PlaceOfFailure place = patches.place();
        try (StuckWatch watch =
                new StuckWatch(
                        request.stuckSeconds(),
                        where -> {
                            answer(request, place.in(where) + ": a step did not end");
                            Runtime.getRuntime().halt(0);
                        })) {
            AtomicFile.write(Path.of(request.answer()), Json.write(take(request, patches, watch)));
        } catch (RuntimeException | Error e) {
            answer(request, place.of(e) + ": " + e);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void answer(TraceRequest request, String failed) {
        AtomicFile.write(
                Path.of(request.answer()), Json.write(new TraceRequest.Answer(failed, null, null)));
    }

    private static TraceRequest.Answer take(
            TraceRequest request, LoadedPatches patches, StuckWatch watch) throws Exception {
        KernelId kernel = KernelId.parse(request.kernel());
        Checkout checkout = new Checkout(Path.of(request.home()));
        Scenario scenario =
                new ScenarioParser(checkout.scenarios(), ScenarioOn.catalogue(kernel))
                        .parse(Path.of(request.scenario()));
        Trace trace = TraceJson.read(Path.of(request.trace()));
        ModelMaker maker = patches.maker(KernelId.parse(request.ground()), watch);
        if (request.replay()) {
            Replay.Result result = Replay.of(trace, scenario, kernel, maker);
            return new TraceRequest.Answer(
                    "",
                    new TraceRequest.Replayed(result.confirmed(), result.step(), result.message()),
                    null);
        }
        Twin.Result twin = Twin.of(trace, scenario, kernel, maker);
        return new TraceRequest.Answer(
                "",
                null,
                new TraceRequest.Taken(
                        twin.initial(),
                        twin.steps(),
                        twin.stoppedAt(),
                        twin.stop(),
                        twin.standsAt(),
                        twin.end()));
    }
}
