package nowrite.stress.patch;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.cli.jobs.Fingerprint;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.ExplorerEngine;
import nowrite.stress.patch.measure.Measured;
import nowrite.stress.patch.measure.Measuring;
import nowrite.stress.selftest.bytecode.MethodProbes;

/**
 * What scenarios do on a kernel before a patch is there, and which of its methods they execute. An
 * answer is remembered as long as nothing that it depends on has changed.
 */
final class Baseline {
    private static final String ENGINE = "explorer, with probes";
    private static final String NO_TIME =
            "the time was over before it was counted without the patch";

    private final Checkout checkout;
    private final KernelId ground;
    private final Fingerprint fingerprint;
    private MethodProbes probes;

    /** What a file holds. */
    private record Remembered(String fingerprint, Searched searched) {}

    /** What a file of counts holds. */
    private record Counted(String fingerprint, Measured measured) {}

    Baseline(Checkout checkout, KernelId ground) {
        this.checkout = checkout;
        this.ground = ground;
        this.fingerprint = new Fingerprint(checkout);
    }

    /** What is remembered of a scenario. */
    Optional<Searched> remembered(Scenario scenario) {
        try {
            Remembered kept = Json.read(Files.readString(file(scenario)), Remembered.class);
            return Optional.of(kept)
                    .filter(one -> one.fingerprint().equals(fingerprint.of(job(scenario))))
                    .map(Remembered::searched);
        } catch (java.nio.file.NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file(scenario), e);
        }
    }

    /**
     * What a scenario costs on the kernel, who waits there and in which order locks are taken;
     * remembered like the rest.
     *
     * @param time how long to search for that; what is remembered needs none
     */
    Measured measured(Scenario scenario, Duration time, Progress progress)
            throws InterruptedException {
        Path file = file(scenario).resolveSibling(file(scenario).getFileName() + ".counts");
        try {
            Counted kept = Json.read(Files.readString(file), Counted.class);
            if (kept.fingerprint().equals(fingerprint.of(job(scenario)))) {
                return kept.measured();
            }
        } catch (java.nio.file.NoSuchFileException | JsonProcessingException e) {
            // It is counted now.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        if (time.isZero()) {
            return Measured.nothing(NO_TIME);
        }
        Exploration exploration =
                Exploration.of(
                        ScenarioOn.accepting(scenario, ground, ScenarioOn.blocks(scenario, ground)),
                        ground,
                        Job.limitsOf(scenario).within(time),
                        progress);
        if (!exploration.answer().exhausted()) {
            return Measured.nothing(NO_TIME);
        }
        Measured measured = Measuring.of(exploration);
        AtomicFile.write(file, Json.write(new Counted(fingerprint.of(job(scenario)), measured)));
        return measured;
    }

    private Job job(Scenario scenario) {
        return Job.of(scenario, ground, ENGINE);
    }

    private Path file(Scenario scenario) {
        return checkout.work()
                .resolve("patch/before")
                .resolve(ground.slug())
                .resolve(scenario.name() + ".json");
    }

    /** Searches a scenario, within bounds. */
    Searched search(Scenario scenario, Limits limits, Progress progress)
            throws InterruptedException {
        if (probes == null) {
            probes = new MethodProbes();
        }
        probes.executed();
        Scenario accepting =
                ScenarioOn.accepting(scenario, ground, ScenarioOn.blocks(scenario, ground));
        Exploration exploration =
                Exploration.of(probes.maker(), accepting, ground, limits, progress);
        RunResult result = ExplorerEngine.result(accepting, ground, exploration);
        Searched searched = Searched.of(result, "", probes.executed());
        if (!searched.undecided()) {
            AtomicFile.write(
                    file(scenario),
                    Json.write(new Remembered(fingerprint.of(job(scenario)), searched)));
        }
        return searched;
    }
}
