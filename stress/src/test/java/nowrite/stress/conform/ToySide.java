package nowrite.stress.conform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph from lines "FROM LABEL TO"; a state looks like its name up to an underscore. */
final class ToySide implements Side {
    private final String name;
    private final List<String> states = new ArrayList<>();
    private final List<List<String[]>> edges = new ArrayList<>();
    private final List<String[]> inOrder = new ArrayList<>();
    private final List<Integer> first = new ArrayList<>();
    private final Map<String, String> looks = new HashMap<>();

    private ToySide(String name) {
        this.name = name;
    }

    static ToySide of(String name, String... lines) {
        ToySide side = new ToySide(name);
        for (String line : lines) {
            String[] edge = line.split(" ");
            side.edges.get(side.state(edge[0])).add(edge);
            side.state(edge[2]);
        }
        for (List<String[]> ofState : side.edges) {
            side.first.add(side.inOrder.size());
            side.inOrder.addAll(ofState);
        }
        return side;
    }

    /** Makes a state look like another. */
    ToySide hiding(String state, String as) {
        looks.put(state, as);
        return this;
    }

    private int state(String state) {
        if (!states.contains(state)) {
            states.add(state);
            edges.add(new ArrayList<>());
        }
        return states.indexOf(state);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int states() {
        return states.size();
    }

    @Override
    public int initial() {
        return 0;
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public int part(int state, int part) {
        return state;
    }

    @Override
    public Map<String, String> words(int part, int id) {
        String look = looks.getOrDefault(states.get(id), states.get(id));
        int cut = look.indexOf('_');
        return cut < 0
                ? Map.of("at", look)
                : Map.of("at", look.substring(0, cut), "t.stack", look.substring(cut));
    }

    @Override
    public int firstEdge(int state) {
        return first.get(state);
    }

    @Override
    public int endEdge(int state) {
        return state + 1 < first.size() ? first.get(state + 1) : inOrder.size();
    }

    @Override
    public int successor(int edge) {
        return states.indexOf(inOrder.get(edge)[2]);
    }

    @Override
    public int context(int edge) {
        return 1;
    }

    @Override
    public String label(int from, int edge) {
        return inOrder.get(edge)[1];
    }
}
