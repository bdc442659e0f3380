package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.tlc.TlaKernels;
import nowrite.spec.tlc.TlcProcess;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;

/** Compares a patch with the TLA+ specification, or with its own override of that. */
final class SpecComparison {
    private static final int STUCK_SECONDS = 20;

    private final Checkout checkout;
    private final KernelId ground;
    private final KernelId kernel;
    private final List<CompiledPatch> compiled;

    SpecComparison(
            Checkout checkout, KernelId ground, KernelId kernel, List<CompiledPatch> compiled) {
        this.checkout = checkout;
        this.ground = ground;
        this.kernel = kernel;
        this.compiled = compiled;
    }

    /** Compares in the smallest scenario that changes; with an override in the smallest of all. */
    SpecCheck run(List<Scenario> scenarios, List<Compared> searched, int seconds)
            throws InterruptedException {
        Path override = compiled.get(0).folder().path().resolve(SpecCheck.FILE);
        boolean overridden = Files.isRegularFile(override);
        Path folder = RunFolder.make(checkout, compiled.get(0).folder().name());
        try {
            Path modules = modules(folder, overridden ? Files.readString(override) : "");
            TlaKernels kernels = TlaKernels.read(modules);
            KernelId ofSpec = overridden ? kernel : ground;
            Optional<Scenario> scenario =
                    searched.stream()
                            .filter(one -> !one.undecided() && one.otherStates())
                            .sorted(Comparator.comparingLong((Compared c) -> c.after().states()))
                            .map(one -> named(scenarios, one.scenario()))
                            .filter(one -> kernels.notDescribed(one, ofSpec).isEmpty())
                            .findFirst();
            if (scenario.isEmpty()) {
                return SpecCheck.not(
                        overridden, "no scenario changes that it describes on this kernel");
            }
            return compare(scenario.get(), ofSpec, overridden, modules, folder, seconds);
        } catch (IOException e) {
            throw new UncheckedIOException("the specification could not be compared", e);
        } catch (IllegalArgumentException e) {
            return SpecCheck.not(overridden, String.valueOf(e.getMessage()));
        } finally {
            RunFolder.delete(folder);
        }
    }

    private SpecCheck compare(
            Scenario scenario,
            KernelId ofSpec,
            boolean overridden,
            Path modules,
            Path folder,
            int seconds)
            throws IOException, InterruptedException {
        Path answer = folder.resolve("answer.json");
        Path request = folder.resolve("request.json");
        AtomicFile.write(
                request,
                Json.write(
                        new SpecRequest(
                                checkout.root().toString(),
                                modules.toString(),
                                ground.toString(),
                                ofSpec.toString(),
                                kernel.toString(),
                                CompiledPatch.plain(compiled, folder),
                                scenario.path().toAbsolutePath().toString(),
                                List.copyOf(ScenarioOn.blocks(scenario, ground)),
                                seconds,
                                STUCK_SECONDS,
                                answer.toString())));
        TlcProcess.Ended ended =
                TlcProcess.run(
                        PatchChild.command(PatchSpecMain.class, request),
                        folder,
                        folder.resolve("said.txt"),
                        folder.resolve("errors.txt"),
                        Duration.ofSeconds(2L * seconds + 30),
                        line -> {});
        if (ended.timedOut() || !Files.isRegularFile(answer)) {
            return SpecCheck.not(
                    overridden,
                    ended.timedOut()
                            ? "it did not end in its time and was killed"
                            : "the child ended with exit code " + ended.exitCode());
        }
        SpecRequest.Answer read = Json.read(Files.readString(answer), SpecRequest.Answer.class);
        return read.why().isEmpty()
                ? new SpecCheck(overridden, scenario.name(), read.equal(), read.difference())
                : SpecCheck.not(overridden, read.why());
    }

    private static Scenario named(List<Scenario> scenarios, String name) {
        return scenarios.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }

    /** The modules, the override's operators in that of the kernel's generation. */
    private Path modules(Path folder, String override) throws IOException {
        if (override.isEmpty()) {
            return checkout.tla();
        }
        Path modules = Files.createDirectories(folder.resolve("tla"));
        String generation = "Linux_" + ground.generation().replace('.', '_') + ".tla";
        if (!Files.isRegularFile(checkout.tla().resolve(generation))) {
            throw new IllegalArgumentException("the specification has no module " + generation);
        }
        try (Stream<Path> files = Files.list(checkout.tla())) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                if (file.getFileName().toString().equals(generation)) {
                    int end = text.lastIndexOf("\n====");
                    text = text.substring(0, end) + "\n" + override + text.substring(end);
                }
                Files.writeString(modules.resolve(file.getFileName().toString()), text);
            }
        }
        return modules;
    }
}
