package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nowrite.spec.scenario.Scenario;

/**
 * All states and steps of a scenario as TLC found them. States are numbered from 0 in the order of
 * discovery, edges likewise; the edges of a state lie next to each other. What a state looks like
 * is put together from parts, of which there are far fewer than states.
 */
public final class TlcGraph {

    /** What stands in the file. */
    static final class Tables {
        private List<String> variables = List.of();
        private final List<List<TlaValue>> values = new ArrayList<>();
        private final List<String> actions = new ArrayList<>();
        private final IntList contexts = new IntList();
        private final IntList states = new IntList();
        private final IntList firstEdge = new IntList();
        private final IntList successors = new IntList();
        private final IntList moves = new IntList();
        private int initial = -1;

        void variables(List<String> names) {
            variables = names;
            names.forEach(name -> values.add(new ArrayList<>()));
        }

        List<String> variables() {
            return variables;
        }

        void action(String name, int context) {
            actions.add(name);
            contexts.add(context);
        }

        boolean hasAction(int action) {
            return action < actions.size();
        }

        void value(int variable, TlaValue value) {
            values.get(variable).add(value);
        }

        boolean hasValue(int variable, int value) {
            return value < values.get(variable).size();
        }

        void state(int[] ofVariables) {
            for (int value : ofVariables) {
                states.add(value);
            }
        }

        int states() {
            return variables.isEmpty() ? 0 : states.size() / variables.size();
        }

        void initial(int state) {
            if (initial >= 0 && initial != state) {
                throw new TlcException("the specification has several initial states");
            }
            initial = state;
        }

        void edge(int from, int to, int action) {
            expandUpTo(from + 1);
            successors.add(to);
            moves.add(action);
        }

        /** The edges of the states before this one are complete or have begun. */
        void expandUpTo(int state) {
            while (firstEdge.size() < state) {
                firstEdge.add(successors.size());
            }
        }

        int edges() {
            return successors.size();
        }

        private TlaValue value(int state, int variable) {
            return values.get(variable).get(id(state, variable));
        }

        private int id(int state, int variable) {
            return states.get(state * variables.size() + variable);
        }
    }

    private final Scenario scenario;
    private final Tables tables;
    private final List<PartIds> parts = new ArrayList<>();
    private final int pc;
    private final int loc;

    /** Labels of steps by what stands at pc and loc, and the action. */
    private final Map<List<Integer>, String> labels = new HashMap<>();

    /** The different values of a part: which variables, and a number for each combination. */
    private final class PartIds {
        private final TlaView.Part part;
        private final int[] variables;
        private final VectorIds ids;
        private final int[] ofState;
        private final IntList example = new IntList();

        PartIds(TlaView.Part part) {
            this.part = part;
            variables = part.variables().stream().mapToInt(TlcGraph.this::variable).toArray();
            ids = new VectorIds(variables.length);
            ofState = new int[states()];
            int[] vector = new int[variables.length];
            for (int state = 0; state < states(); state++) {
                for (int i = 0; i < variables.length; i++) {
                    vector[i] = tables.id(state, variables[i]);
                }
                ofState[state] = ids.intern(vector);
                if (ids.size() > example.size()) {
                    example.add(state);
                }
            }
        }

        Map<String, String> words(int id) {
            return words(variablesOf(id));
        }

        private Map<String, String> words(Map<String, TlaValue> values) {
            return TlaView.of(scenario, new TlcState(0, "", values), part);
        }

        private Map<String, TlaValue> variablesOf(int id) {
            Map<String, TlaValue> some = new LinkedHashMap<>();
            for (int variable : variables) {
                some.put(tables.variables.get(variable), tables.value(example.get(id), variable));
            }
            return some;
        }

        /** Puts each value of a variable in turn beside the others of the first state. */
        private void requireShown(String variable, UnaryOperator<Map<String, String>> form) {
            Map<String, TlaValue> values = variablesOf(0);
            Map<Map<String, String>, TlaValue> forms = new HashMap<>();
            for (TlaValue value : tables.values.get(variable(variable))) {
                values.put(variable, value);
                TlaValue other = forms.putIfAbsent(form.apply(words(values)), value);
                if (other != null
                        && !TlaView.shown(variable, other).equals(TlaView.shown(variable, value))) {
                    throw new TlcException(
                            "the form of states hides something: "
                                    + variable
                                    + " looks the same when it is "
                                    + other
                                    + " and when it is "
                                    + value);
                }
            }
        }
    }

    /**
     * Puts a graph together.
     *
     * @throws TlcException if the states are not those of the modules
     */
    TlcGraph(Scenario scenario, Tables tables) {
        this.scenario = scenario;
        this.tables = tables;
        if (tables.initial < 0) {
            throw new TlcException("TLC found no initial state");
        }
        Set<String> shown = new LinkedHashSet<>();
        for (TlaView.Part part : TlaView.Part.values()) {
            shown.addAll(part.variables());
            parts.add(new PartIds(part));
        }
        Set<String> others = new LinkedHashSet<>(tables.variables);
        others.removeAll(shown);
        if (!others.isEmpty()) {
            throw new TlcException("the view shows nothing of the variables " + others);
        }
        pc = variable("pc");
        loc = variable("loc");
    }

    private int variable(String name) {
        int index = tables.variables.indexOf(name);
        if (index < 0) {
            throw new TlcException("the specification has no variable " + name);
        }
        return index;
    }

    /** Number of states. */
    public int states() {
        return tables.states();
    }

    /** Number of edges; TLC may make one step in two ways. */
    public int edges() {
        return tables.edges();
    }

    /** The initial state. */
    public int initial() {
        return tables.initial;
    }

    /** Number of parts of a state. */
    public int parts() {
        return parts.size();
    }

    /** The number of a part of a state; equal parts have equal numbers, from 0. */
    public int part(int state, int part) {
        return parts.get(part).ofState[state];
    }

    /** A part in words: paths and values of the canonical view. */
    public Map<String, String> words(int part, int id) {
        return parts.get(part).words(id);
    }

    /**
     * Checks that what is made of the words shows every variable in full: different values of a
     * variable look different, whatever else there is.
     *
     * @param form what is made of the words of a part
     * @throws TlcException if two values look the same
     */
    public void requireShown(UnaryOperator<Map<String, String>> form) {
        for (PartIds part : parts) {
            part.part.variables().forEach(variable -> part.requireShown(variable, form));
        }
    }

    /** The first edge of a state. */
    public int firstEdge(int state) {
        return tables.firstEdge.get(state);
    }

    /** The edge after the last one of a state. */
    public int endEdge(int state) {
        return state + 1 < states() ? tables.firstEdge.get(state + 1) : edges();
    }

    /** The state that an edge leads to. */
    public int successor(int edge) {
        return tables.successors.get(edge);
    }

    /** The context that moves along an edge. */
    public int context(int edge) {
        return tables.contexts.get(tables.moves.get(edge));
    }

    /** The name of the action of an edge, with the revert that replaced it. */
    public String action(int edge) {
        return tables.actions.get(tables.moves.get(edge));
    }

    /** The names of all actions that the specification has on this kernel. */
    public Set<String> actions() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(tables.actions));
    }

    /** The label of an edge that leaves a state. */
    public String label(int from, int edge) {
        return labels.computeIfAbsent(
                List.of(tables.id(from, pc), tables.id(from, loc), tables.moves.get(edge)),
                key -> newLabel(from, edge));
    }

    private String newLabel(int from, int edge) {
        Map<String, TlaValue> control = new LinkedHashMap<>();
        control.put("pc", tables.value(from, pc));
        control.put("loc", tables.value(from, loc));
        String label = TlaView.label(scenario, new TlcState(0, "", control), context(edge));
        return TlcActor.label(label, TlaKernels.plainName(action(edge)));
    }
}
