package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.tlc.TlcProcess;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.home.UsageException;
import nowrite.stress.explore.Replay;
import nowrite.stress.explore.Twin;

/**
 * Traces of kernels with patches: replayed there, or taken from another kernel. The patches' code
 * runs in a child.
 */
public final class PatchedTraces {
    private static final int SECONDS = 120;
    private static final int STUCK_SECONDS = 20;

    private final Checkout checkout;
    private final List<PatchFolder> patches;
    private final KernelId ground;
    private final KernelId kernel;

    /**
     * Traces on a kernel with patches.
     *
     * @param patches the patches, at least one; the kernel is the first one's, with them on top
     * @param changes changes of the catalogue that the kernel has besides the first one's
     * @throws UsageException if there is no such kernel
     */
    public PatchedTraces(Checkout checkout, List<PatchFolder> patches, List<String> changes) {
        this.checkout = checkout;
        this.patches = List.copyOf(patches);
        StringBuilder name = new StringBuilder(patches.get(0).on().toString());
        changes.forEach(change -> name.append(' ').append(change));
        try {
            ground = KernelId.parse(name.toString());
            Kernels.catalogue().check(ground);
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        List<String> with = new ArrayList<>(ground.with());
        patches.forEach(one -> with.add(one.name()));
        kernel = new KernelId(ground.generation(), ground.without(), with);
    }

    /** The kernel with the patches. */
    public KernelId kernel() {
        return kernel;
    }

    /**
     * The patch whose report a trace is in: the folder above it, if that is one.
     *
     * @param trace the file of a trace
     */
    public static Optional<PatchFolder> patchOf(Path trace) {
        Path folder = trace.toAbsolutePath().normalize().getParent();
        for (int up = 0; up < 2 && folder != null; up++, folder = folder.getParent()) {
            if (PatchFolder.isOne(folder)) {
                return Optional.of(PatchFolder.read(folder));
            }
        }
        return Optional.empty();
    }

    /**
     * The file of the scenario with a name: of the checkout, of a patch, or where its name says.
     *
     * @throws UsageException if there is none
     */
    Path scenario(String name) {
        Path file = checkout.scenarios().resolve(name + ScenarioParser.SUFFIX);
        if (ScenarioParser.isOwn(name)) {
            file = Path.of(name.substring(ScenarioParser.OWN.length() - 1) + ScenarioParser.SUFFIX);
            String last = file.getFileName().toString();
            for (PatchFolder patch : patches) {
                for (Path own : patch.scenarios()) {
                    if (!Files.isRegularFile(file) && own.getFileName().toString().equals(last)) {
                        file = own;
                    }
                }
            }
        }
        if (!Files.isRegularFile(file)) {
            throw new UsageException("the trace is of scenario '" + name + "', which is not there");
        }
        return file.toAbsolutePath();
    }

    /** The scenario of a trace, which may expect something of the kernel with the patches. */
    public Scenario scenarioOf(Trace trace) {
        try {
            return new ScenarioParser(checkout.scenarios(), ScenarioOn.catalogue(kernel))
                    .parse(scenario(trace.scenario()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + scenario(trace.scenario()), e);
        }
    }

    /**
     * Replays a trace.
     *
     * @throws UsageException if a patch is not one, or its code cannot be run
     */
    public Replay.Result replay(Trace trace) throws InterruptedException {
        TraceRequest.Replayed replayed = ask(trace, true).replayed();
        return new Replay.Result(replayed.confirmed(), replayed.step(), replayed.message());
    }

    /**
     * Takes the schedule of another kernel's trace on the kernel with the patches.
     *
     * @throws UsageException if a patch is not one, or its code cannot be run
     */
    public Twin.Result twin(Trace trace) throws InterruptedException {
        TraceRequest.Taken twin = ask(trace, false).twin();
        return new Twin.Result(
                kernel,
                twin.initial(),
                twin.steps(),
                twin.stoppedAt(),
                twin.stop(),
                twin.standsAt(),
                twin.end());
    }

    private TraceRequest.Answer ask(Trace trace, boolean replay) throws InterruptedException {
        Path folder = RunFolder.make(checkout, patches.get(0).name());
        try {
            Path file = folder.resolve("trace.json");
            AtomicFile.write(file, TraceJson.write(trace));
            Path answer = folder.resolve("answer.json");
            AtomicFile.write(
                    folder.resolve("request.json"),
                    Json.write(
                            new TraceRequest(
                                    checkout.root().toString(),
                                    replay,
                                    ground.toString(),
                                    kernel.toString(),
                                    CompiledPatch.written(compiled(), folder),
                                    STUCK_SECONDS,
                                    file.toString(),
                                    scenario(trace.scenario()).toString(),
                                    answer.toString())));
            TlcProcess.Ended ended =
                    TlcProcess.run(
                            PatchChild.command(
                                    PatchTraceMain.class, folder.resolve("request.json")),
                            folder,
                            folder.resolve("said.txt"),
                            folder.resolve("errors.txt"),
                            Duration.ofSeconds(SECONDS),
                            line -> {});
            if (ended.timedOut() || !Files.isRegularFile(answer)) {
                throw new UsageException(
                        "the patch's process "
                                + (ended.timedOut()
                                        ? "did not end in " + SECONDS + " s and was killed"
                                        : "ended with exit code " + ended.exitCode()));
            }
            TraceRequest.Answer read =
                    Json.read(Files.readString(answer), TraceRequest.Answer.class);
            if (!read.failed().isEmpty()) {
                throw new UsageException("the patch cannot be run: " + read.failed());
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("the child could not be run", e);
        } finally {
            RunFolder.delete(folder);
        }
    }

    private List<CompiledPatch> compiled() {
        List<CompiledPatch> compiled = patches.stream().map(CompiledPatch::of).toList();
        List<String> problems =
                compiled.stream()
                        .flatMap(one -> PatchRules.problems(one.classes()).stream())
                        .toList();
        if (!problems.isEmpty()) {
            throw new UsageException("the patch cannot be run: " + problems.get(0));
        }
        return compiled;
    }
}
