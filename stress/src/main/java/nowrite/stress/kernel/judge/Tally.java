package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.List;
import nowrite.spec.Word;

/** How often a rule's premise occurred, and where the rule was broken. */
public final class Tally {

    /** More are counted and not told. */
    private static final int TOLD = 20;

    private final Rule rule;
    private final List<String> told = new ArrayList<>();
    private long exercised;
    private long violations;

    Tally(Rule rule) {
        this.rule = rule;
    }

    void exercised() {
        exercised++;
    }

    void violated(String how) {
        violations++;
        if (told.size() < TOLD) {
            told.add(how);
        }
    }

    /** Adds what another log said. */
    void add(Tally other, String where) {
        exercised += other.exercised;
        violations += other.violations;
        for (String how : other.told) {
            if (told.size() < TOLD) {
                told.add(where + how);
            }
        }
    }

    /** The rule. */
    public Rule rule() {
        return rule;
    }

    /** How often the premise occurred. */
    public long premises() {
        return exercised;
    }

    /** How often the rule was broken. */
    public long violations() {
        return violations;
    }

    /** What a person needs to find the first violations in the log. */
    public List<String> told() {
        return List.copyOf(told);
    }

    /** The verdict: a log is a sample. */
    public Word verdict() {
        return violations > 0
                ? Word.VIOLATED
                : exercised > 0 ? Word.HOLDS_SAMPLED : Word.NOT_EXERCISED;
    }
}
