package nowrite.stress.cli.jobs;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.RunResult;

/**
 * A run's result as it is remembered: like {@link RunResult}, with the counterexamples on disk.
 *
 * @param scenario name of the scenario
 * @param kernel text form of the kernel
 * @param engine name of the engine
 * @param words the verdict for every property
 * @param counterexamples where the counterexample of each violated property is
 * @param blocked tasks that were seen blocked for good in a wait that the scenario accepts
 * @param reached reach conditions that were met
 * @param states distinct states
 * @param edges steps between states (for TLC: states generated)
 * @param depth length of the longest shortest schedule, in steps
 * @param millis wall-clock time of the run, in milliseconds
 * @param message why it failed or stayed unknown; null if there is nothing to say
 * @param fullOutput the engine's whole output, a path; null if there is none
 */
public record Outcome(
        String scenario,
        String kernel,
        String engine,
        Map<Property, Word> words,
        Map<Property, Counterexample> counterexamples,
        List<String> blocked,
        List<String> reached,
        long states,
        long edges,
        int depth,
        long millis,
        String message,
        String fullOutput) {

    /**
     * A counterexample on disk; the paths are relative to the checkout.
     *
     * @param steps its length
     * @param end {@code violated}, {@code deadlock} or {@code livelock}
     * @param text the file a person reads
     * @param json the file that {@code replay} reads
     */
    public record Counterexample(int steps, String end, String text, String json) {}

    /** The result without its traces, for {@link nowrite.spec.engine.Judgement}. */
    public RunResult toResult(Job job) {
        return new RunResult(
                engine,
                job.scenario(),
                job.kernel(),
                words,
                Map.of(),
                new LinkedHashSet<>(blocked),
                new LinkedHashSet<>(reached),
                states,
                edges,
                depth,
                Duration.ofMillis(millis),
                message,
                fullOutput);
    }

    /** Whether the run answers for every property: nothing failed, nothing undecided. */
    public boolean decided() {
        return words.size() == Property.values().length
                && !words.containsValue(Word.FAILED)
                && !words.containsValue(Word.UNKNOWN);
    }

    /** Whether the whole space within the bounds was searched, so that counts can be compared. */
    public boolean exhausted() {
        return decided()
                && !words.containsValue(Word.HOLDS_SAMPLED)
                && (words.containsValue(Word.HOLDS_EXHAUSTED)
                        || words.containsValue(Word.NOT_EXERCISED));
    }

    /** Distinct states in a second; 0 if the run was too short to tell. */
    public long statesPerSecond() {
        return millis == 0 ? 0 : states * 1000 / millis;
    }
}
