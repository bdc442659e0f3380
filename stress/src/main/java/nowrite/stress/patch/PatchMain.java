package nowrite.stress.patch;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.explore.ModelMaker;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.patch.measure.Measured;
import nowrite.stress.patch.measure.Measuring;

/**
 * The child in which the code of patches runs. What it finds goes to files; what a patch prints
 * goes nowhere. When it ends without the file for a scenario, that search failed.
 */
public final class PatchMain {
    /** How a line of progress begins: no patch can write one. */
    static final String PROGRESS = "at ";

    /** The file that says that the time was over before all scenarios were searched. */
    static final String OUT_OF_TIME = "out-of-time";

    private static final int BROKEN = 3;

    /** Seconds after its time in which a search must have ended. */
    private static final int LATE = 30;

    private final ChildRequest request;
    private final KernelId ground;
    private final KernelId kernel;
    private final PrintStream parent;
    private final PlaceOfFailure place;
    private final LoadedPatches patches;
    private final long end;
    private Measured measured = Measured.nothing("nothing was searched");
    private String scenario = "";
    private int number;

    private PatchMain(ChildRequest request, PrintStream parent) throws IOException {
        this.request = request;
        this.parent = parent;
        ground = KernelId.parse(request.ground());
        kernel = KernelId.parse(request.kernel());
        end = System.nanoTime() + Duration.ofSeconds(request.seconds()).toNanos();
        patches = LoadedPatches.of(request.patches());
        place = patches.place();
    }

    /**
     * Does what a file asks.
     *
     * @param args the file of the request
     */
    public static void main(String[] args) throws Exception {
        PrintStream parent = System.out;
        LoadedPatches.silence();
        ChildRequest request = Json.read(Files.readString(Path.of(args[0])), ChildRequest.class);
        PatchMain child = new PatchMain(request, parent);
        child.endLate(Thread.currentThread());
        try (StuckWatch watch = new StuckWatch(request.stuckSeconds(), child::stuck)) {
            child.run(watch);
        }
        // What a patch may have started must not keep the process.
        Runtime.getRuntime().halt(0);
    }

    private void run(StuckWatch watch) throws IOException, InterruptedException {
        ExplorerEngine engine = new ExplorerEngine();
        String missed = engine.canaryMissed(Limits.ofTime(Duration.ofMinutes(5)));
        Checkout checkout = new Checkout(Path.of(request.home()));
        ScenarioParser parser =
                new ScenarioParser(checkout.scenarios(), ScenarioOn.catalogue(kernel));
        for (number = 0; number < request.tasks().size(); number++) {
            ChildRequest.Task task = request.tasks().get(number);
            long left = end - System.nanoTime();
            if (left <= 0) {
                AtomicFile.write(Path.of(request.answers()).resolve(OUT_OF_TIME), "");
                return;
            }
            Scenario one =
                    ScenarioOn.accepting(
                            parser.parse(Path.of(task.file())),
                            kernel,
                            new LinkedHashSet<>(task.blocks()));
            scenario = one.name();
            RunResult result =
                    missed.isEmpty()
                            ? search(one, task, Duration.ofNanos(left), watch)
                            : failed(one, missed);
            answer(result);
            if (result.has(Word.FAILED)) {
                return;
            }
        }
    }

    private RunResult search(Scenario one, ChildRequest.Task task, Duration time, StuckWatch watch)
            throws InterruptedException {
        ModelMaker maker = patches.maker(ground, watch);
        Limits limits = new Limits(task.maxStates(), Integer.MAX_VALUE, time, true, true);
        try {
            Exploration exploration =
                    Exploration.of(
                            maker,
                            one,
                            kernel,
                            limits,
                            (states, pending, depth) ->
                                    parent.println(PROGRESS + number + " " + states));
            measured = Measuring.of(exploration);
            return ExplorerEngine.result(one, kernel, exploration);
        } catch (ModelFault e) {
            place.thrown(e.getCause() == null ? e : e.getCause());
            return failed(one, e.getMessage());
        } catch (OutOfMemoryError e) {
            return failed(
                    one,
                    "the memory ran out: the patch allocates without end, or its fields grow without"
                            + " bound, so that no two states are the same");
        } catch (RuntimeException | Error e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            place.thrown(cause);
            return failed(one, "the patch's code threw " + cause);
        }
    }

    private RunResult failed(Scenario one, String message) {
        return RunResult.failed(ExplorerEngine.NAME, one, kernel, Duration.ZERO, message, null);
    }

    private void answer(RunResult result) {
        Map<Property, Trace> traces = new TreeMap<>();
        result.traces()
                .forEach(
                        (property, trace) ->
                                traces.put(
                                        property,
                                        trace.reproducedBy(
                                                request.reproduce()
                                                        + " --scenario "
                                                        + result.scenario().name())));
        RunResult named =
                new RunResult(
                        result.engine(),
                        result.scenario(),
                        result.kernel(),
                        result.words(),
                        traces,
                        result.blocked(),
                        result.reached(),
                        result.states(),
                        result.edges(),
                        result.depth(),
                        result.time(),
                        result.message(),
                        null);
        boolean failed = result.has(Word.FAILED);
        Searched searched =
                Searched.of(named, failed ? place.of(new Throwable()) : "", Set.of())
                        .with(measured, LockProbe.take());
        AtomicFile.write(request.answer(number), Json.write(searched));
    }

    /** When the search does not end long after its time: says where it is, and ends the process. */
    private void endLate(Thread search) {
        Thread late =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(
                                        Duration.ofSeconds(request.seconds() + LATE).toMillis());
                            } catch (InterruptedException e) {
                                return;
                            }
                            StackTraceElement[] where = search.getStackTrace();
                            fail(
                                    "the search did not end in its time; it was at "
                                            + List.of(where).subList(0, Math.min(3, where.length)),
                                    where);
                        },
                        "late");
        late.setDaemon(true);
        late.start();
    }

    /** A step does not end: says where, and ends the process. */
    private void stuck(StackTraceElement[] where) {
        fail(
                "a step did not end within "
                        + request.stuckSeconds()
                        + " s: a loop without end, or a wait that is none of the model's",
                where);
    }

    private void fail(String message, StackTraceElement[] where) {
        try {
            Searched searched = Searched.failed(scenario, message, place.in(where));
            AtomicFile.write(request.answer(number), Json.write(searched));
        } catch (UncheckedIOException e) {
            parent.println(PROGRESS + "nothing: " + e);
        }
        Runtime.getRuntime().halt(BROKEN);
    }
}
