package nowrite.stress.patch;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.RunResult;
import nowrite.spec.trace.TraceJson;
import nowrite.stress.patch.measure.Measured;

/**
 * What the search of a scenario on one kernel found; kept as JSON.
 *
 * @param scenario its name
 * @param words the verdict of each property
 * @param blocked tasks that were seen blocked for good, accepted
 * @param reached the reach conditions that were met
 * @param states distinct states
 * @param edges steps between them
 * @param message why it is undecided or failed, for a person; null if there is nothing to say
 * @param place where in the patch it failed; empty if it did not, or nobody knows
 * @param executed methods of the model that were executed; empty where nobody looked
 * @param traces the counterexamples as JSON
 * @param measured what it costs, who waits, the order of locks
 * @param uses how the methods of patches were used
 */
record Searched(
        String scenario,
        Map<Property, Word> words,
        List<String> blocked,
        List<String> reached,
        long states,
        long edges,
        String message,
        String place,
        Set<String> executed,
        Map<Property, String> traces,
        Measured measured,
        Map<String, MethodUse> uses) {

    /** Copies the maps and sets, in order. */
    Searched {
        words = new EnumMap<>(words);
        blocked = List.copyOf(blocked);
        reached = List.copyOf(reached);
        executed = new TreeSet<>(executed);
        traces = new TreeMap<>(traces);
        uses = new TreeMap<>(uses);
    }

    /** A search that failed. */
    static Searched failed(String scenario, String message, String place) {
        Map<Property, Word> words = new TreeMap<>();
        for (Property property : Property.values()) {
            words.put(property, Word.FAILED);
        }
        return new Searched(
                scenario,
                words,
                List.of(),
                List.of(),
                0,
                0,
                message,
                place,
                Set.of(),
                Map.of(),
                Measured.nothing("the search failed"),
                Map.of());
    }

    /** The same under another name. */
    Searched named(String name) {
        return new Searched(
                name, words, blocked, reached, states, edges, message, place, executed, traces,
                measured, uses);
    }

    /** The same, with what was counted. */
    Searched with(Measured counted) {
        return with(counted, uses);
    }

    /** The same, with what was counted and how the patches' methods were used. */
    Searched with(Measured counted, Map<String, MethodUse> used) {
        return new Searched(
                scenario, words, blocked, reached, states, edges, message, place, executed, traces,
                counted, used);
    }

    /** What a run found. */
    static Searched of(RunResult result, String place, Set<String> executed) {
        Map<Property, String> traces = new TreeMap<>();
        result.traces().forEach((property, trace) -> traces.put(property, TraceJson.write(trace)));
        return new Searched(
                result.scenario().name(),
                result.words(),
                List.copyOf(result.blocked()),
                List.copyOf(result.reached()),
                result.states(),
                result.edges(),
                result.message(),
                place,
                executed,
                traces,
                Measured.nothing("nobody counted"),
                Map.of());
    }

    /** The properties with a word. */
    Set<Property> with(Word word) {
        Set<Property> with = new LinkedHashSet<>();
        words.forEach(
                (property, one) -> {
                    if (one == word) {
                        with.add(property);
                    }
                });
        return with;
    }

    /** Whether it broke. */
    boolean failed() {
        return words.containsValue(Word.FAILED);
    }

    /** Whether something is undecided. */
    boolean undecided() {
        return words.containsValue(Word.UNKNOWN);
    }
}
