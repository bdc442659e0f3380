package nowrite.stress.conform;

import java.util.Map;
import nowrite.spec.tlc.TlcGraph;

/** The specification's graph, as TLC found it. */
record SpecSide(TlcGraph graph) implements Side {

    @Override
    public String name() {
        return "spec";
    }

    @Override
    public int states() {
        return graph.states();
    }

    @Override
    public int initial() {
        return graph.initial();
    }

    @Override
    public int parts() {
        return graph.parts();
    }

    @Override
    public int part(int state, int part) {
        return graph.part(state, part);
    }

    @Override
    public Map<String, String> words(int part, int id) {
        return graph.words(part, id);
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
