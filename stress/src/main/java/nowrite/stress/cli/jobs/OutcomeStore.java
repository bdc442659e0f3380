package nowrite.stress.cli.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import nowrite.spec.Property;
import nowrite.spec.engine.RunResult;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.TraceJson;
import nowrite.spec.trace.text.TraceText;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Json;
import nowrite.stress.describe.Description;
import nowrite.stress.page.TracePage;

/**
 * The results of runs on disk: a folder for each scenario, kernel and engine, with the verdict and
 * the counterexamples. A verdict whose fingerprint is still right need not be searched again.
 */
public final class OutcomeStore {

    private static final String VERDICT = "verdict.json";

    private final Checkout checkout;
    private final Fingerprint fingerprint;
    private final Description description;

    /** What a verdict file holds. */
    private record Remembered(String fingerprint, Outcome outcome) {}

    /** A store in the checkout's work folder. */
    public OutcomeStore(Checkout checkout, Fingerprint fingerprint) {
        this.checkout = checkout;
        this.fingerprint = fingerprint;
        this.description = new Description(checkout.tla());
    }

    /** The folder of a run's results. */
    public Path folder(Job job) {
        return checkout.runs()
                .resolve(job.scenario().name())
                .resolve(job.kernel().slug())
                .resolve(job.engine().replaceAll("[^A-Za-z0-9.]+", "-"));
    }

    /** The remembered outcome of the job, if everything it depends on is unchanged. */
    public Optional<Outcome> find(Job job) {
        return load(job)
                .filter(remembered -> remembered.fingerprint().equals(fingerprint.of(job)))
                .map(Remembered::outcome)
                .filter(this::filesExist);
    }

    /** How long the run took the last time, in milliseconds, whatever has changed since. */
    public OptionalLong lastMillis(Job job) {
        return load(job)
                .map(remembered -> OptionalLong.of(remembered.outcome().millis()))
                .orElse(OptionalLong.empty());
    }

    /**
     * Writes the counterexamples and the verdict. A run that failed or stayed undecided is written
     * for the user to read, and is not found again.
     *
     * @throws UncheckedIOException if the disk refuses
     */
    public Outcome keep(Job job, RunResult result) {
        Path folder = folder(job);
        Map<Property, Outcome.Counterexample> counterexamples = new EnumMap<>(Property.class);
        result.traces()
                .forEach(
                        (property, trace) ->
                                counterexamples.put(
                                        property,
                                        keep(folder, description.add(trace, job.scenario()))));
        Outcome outcome =
                new Outcome(
                        job.scenario().name(),
                        job.kernel().toString(),
                        job.engine(),
                        result.words(),
                        counterexamples,
                        List.copyOf(result.blocked()),
                        List.copyOf(result.reached()),
                        result.states(),
                        result.edges(),
                        result.depth(),
                        result.time().toMillis(),
                        result.message(),
                        result.fullOutput() == null
                                ? null
                                : checkout.show(Path.of(result.fullOutput())));
        String key = outcome.decided() ? fingerprint.of(job) : "undecided";
        AtomicFile.write(folder.resolve(VERDICT), Json.write(new Remembered(key, outcome)));
        forgetOthers(folder, counterexamples.keySet());
        return outcome;
    }

    /** The counterexamples of an earlier search that this one has not found. */
    private static void forgetOthers(Path folder, Set<Property> found) {
        for (Property property : Property.values()) {
            if (found.contains(property)) {
                continue;
            }
            Path json = folder.resolve(property + ".json");
            for (Path file : List.of(json, folder.resolve(property + ".txt"), page(json))) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot delete " + file, e);
                }
            }
        }
    }

    private Outcome.Counterexample keep(Path folder, Trace trace) {
        Path text = folder.resolve(trace.property() + ".txt");
        Path json = folder.resolve(trace.property() + ".json");
        AtomicFile.write(text, TraceText.render(trace));
        AtomicFile.write(json, TraceJson.write(trace));
        AtomicFile.write(page(json), TracePage.of(trace));
        return new Outcome.Counterexample(
                trace.steps().size(), trace.end(), checkout.show(text), checkout.show(json));
    }

    /** The page of a counterexample, beside its {@code .json} file. */
    public static Path page(Path json) {
        String name = json.getFileName().toString();
        return json.resolveSibling(name.replaceFirst("\\.json$", "") + ".html");
    }

    private boolean filesExist(Outcome outcome) {
        return outcome.counterexamples().values().stream()
                .allMatch(
                        found ->
                                Files.isRegularFile(checkout.root().resolve(found.text()))
                                        && Files.isRegularFile(
                                                checkout.root().resolve(found.json()))
                                        && Files.isRegularFile(
                                                page(checkout.root().resolve(found.json()))));
    }

    /** The verdict file; empty if there is none, or another version wrote it. */
    private Optional<Remembered> load(Job job) {
        try {
            String text = Files.readString(folder(job).resolve(VERDICT));
            return Optional.of(Json.read(text, Remembered.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder(job).resolve(VERDICT), e);
        }
    }
}
