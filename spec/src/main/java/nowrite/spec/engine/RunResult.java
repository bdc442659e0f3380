package nowrite.spec.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;

/**
 * What an engine found out about one scenario on one kernel.
 *
 * @param engine name of the engine
 * @param scenario the scenario
 * @param kernel the kernel
 * @param words the verdict for every property of the catalogue
 * @param traces a counterexample for every violated property, the shortest where the engine can say
 * @param blocked tasks that were really seen blocked for good in a wait that the scenario accepts
 * @param reached texts of the scenario's reach conditions that were met
 * @param states distinct states
 * @param edges steps between states (for TLC: states generated)
 * @param depth length of the longest shortest schedule, in steps
 * @param time wall-clock time of the run
 * @param message why it failed or stayed unknown, for a person; null if there is nothing to say
 * @param fullOutput path of the engine's whole output; null if there is none
 */
public record RunResult(
        String engine,
        Scenario scenario,
        KernelId kernel,
        Map<Property, Word> words,
        Map<Property, Trace> traces,
        Set<String> blocked,
        Set<String> reached,
        long states,
        long edges,
        int depth,
        Duration time,
        String message,
        String fullOutput) {

    /** Copies the collections, in a fixed order. */
    public RunResult {
        words = copy(words);
        traces = copy(traces);
        blocked = Collections.unmodifiableSet(new LinkedHashSet<>(blocked));
        reached = Collections.unmodifiableSet(new LinkedHashSet<>(reached));
    }

    /** A run that broke: every property is FAILED. */
    public static RunResult failed(
            String engine,
            Scenario scenario,
            KernelId kernel,
            Duration time,
            String message,
            String fullOutput) {
        Map<Property, Word> words = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            words.put(property, Word.FAILED);
        }
        return new RunResult(
                engine,
                scenario,
                kernel,
                words,
                Map.of(),
                Set.of(),
                Set.of(),
                0,
                0,
                0,
                time,
                message,
                fullOutput);
    }

    /** The properties that were violated, in the order of the catalogue. */
    public Set<Property> violated() {
        Set<Property> violated = new LinkedHashSet<>();
        words.forEach(
                (property, word) -> {
                    if (word == Word.VIOLATED) {
                        violated.add(property);
                    }
                });
        return violated;
    }

    /** Whether some property has this word. */
    public boolean has(Word word) {
        return words.containsValue(word);
    }

    private static <V> Map<Property, V> copy(Map<Property, V> map) {
        Map<Property, V> copy = new EnumMap<>(Property.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
