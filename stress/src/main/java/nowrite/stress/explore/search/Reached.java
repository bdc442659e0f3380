package nowrite.stress.explore.search;

import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/** Which of the conditions of a question were met by some state. */
final class Reached {
    private final Question question;
    private final StateGraph graph;
    private final Stepper stepper;
    private final Set<String> at = new TreeSet<>();
    private final Set<String> asleep = new TreeSet<>();
    private long conditions;

    /** Vectors of local states that were looked at, by number. */
    private final BitSet positionsSeen = new BitSet();

    Reached(Question question, StateGraph graph, Stepper stepper) {
        this.question = question;
        this.graph = graph;
        this.stepper = stepper;
    }

    /** A new state. */
    void look(int state) {
        conditions |= stepper.facts().reached(graph.shared(state));
        int positions = graph.positionsOf(state);
        if (at.size() == question.atLabels().size() || positionsSeen.get(positions)) {
            return;
        }
        positionsSeen.set(positions);
        for (int context = 1; context <= graph.contexts(); context++) {
            LocalState local = graph.local(state, context);
            for (int choice = 0; choice < local.choices(); choice++) {
                if (question.atLabels().contains(local.label(choice))) {
                    at.add(local.label(choice));
                }
            }
        }
    }

    /** A context that cannot move. */
    void cannotMove(LocalState local, int shared) {
        if (asleep.size() < question.asleepLabels().size()
                && question.asleepLabels().contains(local.label(0))
                && stepper.sleeps(local, shared)) {
            asleep.add(local.label(0));
        }
    }

    Set<String> at() {
        return at;
    }

    Set<String> asleep() {
        return asleep;
    }

    Set<String> conditions() {
        Set<String> met = new TreeSet<>();
        for (int i = 0; i < question.conditions().size(); i++) {
            if ((conditions >>> i & 1) != 0) {
                met.add(question.conditions().get(i));
            }
        }
        return met;
    }
}
