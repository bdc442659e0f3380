package nowrite.stress.conform;

import java.util.HashMap;
import java.util.Map;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.LocalState;

/** The model's graph, as the explorer found it: the shared state is one part, each context one. */
final class ModelSide implements Side {
    private final Exploration exploration;
    private final StateGraph graph;
    private final Map<Integer, LocalState> locals = new HashMap<>();

    /**
     * The graph of a search.
     *
     * @throws IllegalArgumentException if the search was not exhausted
     */
    ModelSide(Exploration exploration) {
        this.exploration = exploration;
        this.graph = exploration.graph();
        if (!exploration.answer().exhausted()) {
            throw new IllegalArgumentException(
                    "the search is not exhausted: " + exploration.answer().stopped());
        }
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public int states() {
        return graph.states();
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int parts() {
        return 1 + graph.contexts();
    }

    @Override
    public int part(int state, int part) {
        if (part == 0) {
            return graph.shared(state);
        }
        LocalState local = graph.local(state, part);
        locals.putIfAbsent(local.id(), local);
        return local.id();
    }

    @Override
    public Map<String, String> words(int part, int id) {
        return part == 0 ? exploration.sharedView(id) : exploration.localView(locals.get(id));
    }

    @Override
    public int firstEdge(int state) {
        return graph.firstEdge(state);
    }

    @Override
    public int endEdge(int state) {
        return graph.endEdge(state);
    }

    @Override
    public int successor(int edge) {
        return graph.successor(edge);
    }

    @Override
    public int context(int edge) {
        return graph.context(edge);
    }

    @Override
    public String label(int from, int edge) {
        return graph.label(from, edge);
    }
}
