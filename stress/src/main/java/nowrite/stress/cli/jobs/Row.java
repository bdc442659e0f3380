package nowrite.stress.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Judgement;
import nowrite.spec.scenario.Expectation;

/**
 * A finished job.
 *
 * @param job what was run
 * @param outcome what came out
 * @param remembered whether the outcome is from an earlier start, everything it depends on being
 *     the same
 */
public record Row(Job job, Outcome outcome, boolean remembered) {

    /** What the scenario expects on this kernel; empty if it says nothing. */
    public Optional<Expectation> expectation() {
        return job.scenario().expectation(job.kernel());
    }

    /**
     * The outcome held against the scenario's expectation. On a kernel of which the scenario says
     * nothing, nothing can differ; it may still fail or stay undecided.
     */
    public Judgement judgement() {
        return expectation().isPresent()
                ? Judgement.of(outcome.toResult(job))
                : withoutExpectation();
    }

    private Judgement withoutExpectation() {
        List<String> failures = new ArrayList<>();
        List<String> unknowns = new ArrayList<>();
        for (Property property : Property.values()) {
            Word word = outcome.words().getOrDefault(property, Word.FAILED);
            if (word == Word.FAILED && failures.isEmpty()) {
                failures.add(outcome.engine() + " failed: " + outcome.message());
            } else if (word == Word.UNKNOWN) {
                unknowns.add(property + " is undecided: the budget ran out");
            }
        }
        return new Judgement(failures, List.of(), unknowns);
    }
}
