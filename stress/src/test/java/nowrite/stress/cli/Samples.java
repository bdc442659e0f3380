package nowrite.stress.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Reach;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.spec.trace.Trace;
import nowrite.stress.cli.jobs.Job;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/** Scenarios and results for the tests of the command line. */
public final class Samples {

    /** A kernel of {@link #SCENARIO}, on which everything holds. */
    public static final KernelId GOOD = KernelId.parse("2.6.26");

    /** A kernel of {@link #SCENARIO}, on which P1 is violated. */
    public static final KernelId BAD = KernelId.parse("2.6.26 without nowrite");

    /** The kernels that the samples know. */
    public static final KernelCatalogue CATALOGUE =
            new KernelCatalogue(Set.of("2.6.26"), Set.of("nowrite"));

    /** The text of a small scenario. */
    public static final String SCENARIO =
            """
            # truncate meets a WRITE
            pages    1
            file     1p
            task t   truncate 0
            task p   store 0h
            daemon   any-order
            reach    at fuse_send_writepage:drop
            expect   2.6.26                  holds
            expect   2.6.26 without nowrite  violates P1
            """;

    private Samples() {}

    /** The scenario, as if read from this file. */
    public static Scenario scenario(Path file) {
        Path folder = file.toAbsolutePath().getParent().getParent();
        ScenarioParser parser = new ScenarioParser(folder, CATALOGUE);
        return parser.parse(parser.nameOf(file), file, SCENARIO);
    }

    /** A job of the scenario. */
    public static Job job(KernelId kernel, String engine) {
        return Job.of(scenario(Path.of("spec/truncate/in-flight.scn")), kernel, engine);
    }

    /** A result of 100 states that is as the scenario expects, but for the words given. */
    public static RunResult result(Job job, Map<Property, Word> otherwise) {
        Map<Property, Word> words = new EnumMap<>(Property.class);
        Map<Property, Trace> traces = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            boolean violated =
                    job.scenario()
                            .expectation(job.kernel())
                            .map(expected -> expected.violates().contains(property))
                            .orElse(false);
            Word usual = violated ? Word.VIOLATED : Word.HOLDS_EXHAUSTED;
            Word word = otherwise.getOrDefault(property, usual);
            words.put(property, word);
            if (word == Word.VIOLATED) {
                traces.put(property, trace(job, property));
            }
        }
        Set<String> reached = new LinkedHashSet<>();
        job.scenario().reach().stream().map(Reach::text).forEach(reached::add);
        return new RunResult(
                job.engine(),
                job.scenario(),
                job.kernel(),
                words,
                traces,
                Set.of(),
                reached,
                100,
                250,
                9,
                Duration.ofMillis(1500),
                null,
                null);
    }

    /** A finished job with the outcome of {@link #result}. */
    public static Row row(Job job, Map<Property, Word> otherwise, long states) {
        RunResult result = result(job, otherwise);
        Outcome outcome =
                new Outcome(
                        job.scenario().name(),
                        job.kernel().toString(),
                        job.engine(),
                        result.words(),
                        Map.of(),
                        List.of(),
                        List.copyOf(result.reached()),
                        states,
                        result.edges(),
                        result.depth(),
                        result.time().toMillis(),
                        null,
                        null);
        return new Row(job, outcome, false);
    }

    private static Trace trace(Job job, Property property) {
        return new Trace(
                Trace.SCHEMA,
                job.scenario().name(),
                job.kernel().toString(),
                job.engine(),
                property.name(),
                "sent under nowrite",
                "1 page, exhausted",
                "./nowrite explore truncate/in-flight",
                List.of("t", "p"),
                new LinkedHashMap<>(Map.of("i_size", "2")),
                List.of(
                        new Trace.Step(
                                1,
                                "t",
                                "fuse_do_setattr:start",
                                Map.of(),
                                List.of(new Trace.Change("i_size", "2", "0")),
                                List.of())),
                "violated",
                null,
                List.of());
    }
}
