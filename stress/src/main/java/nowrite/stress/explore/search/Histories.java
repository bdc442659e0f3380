package nowrite.stress.explore.search;

import nowrite.stress.explore.step.LocalState;

/**
 * How a context came to where it stands in a state, along the schedule that first led to the state.
 * For the search without memory of steps.
 */
final class Histories {
    private final StateGraph graph;

    Histories(StateGraph graph) {
        this.graph = graph;
    }

    /**
     * The steps of a context since the start of its operation, in the form that {@link
     * nowrite.stress.explore.step.Stepper#outcomeAfter} takes.
     */
    int[] of(int state, int context) {
        int steps = count(state, context);
        int[] history = new int[3 * steps];
        int after = state;
        while (steps > 0) {
            int before = graph.parent(after);
            int edge = graph.edge(before, after);
            if (graph.context(edge) == context) {
                steps--;
                LocalState from = graph.local(before, context);
                history[3 * steps] = from.id() + graph.choice(edge);
                history[3 * steps + 1] = graph.shared(before);
                history[3 * steps + 2] = graph.shared(after);
            }
            after = before;
        }
        return history;
    }

    private int count(int state, int context) {
        int steps = 0;
        for (int after = state; after != 0; after = graph.parent(after)) {
            int before = graph.parent(after);
            int edge = graph.edge(before, after);
            if (graph.context(edge) == context) {
                if (graph.ended(edge)) {
                    break;
                }
                steps++;
            }
        }
        return steps;
    }
}
