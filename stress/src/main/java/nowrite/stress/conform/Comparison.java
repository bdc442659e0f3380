package nowrite.stress.conform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntFunction;

/**
 * Walks two graphs together, level by level from their initial states. At each pair of states the
 * steps must be the same: who moves, the label, the form of the state after it; and every state of
 * one side must meet one state only of the other. Graphs without a difference are therefore the
 * same but for the numbers of their states.
 */
final class Comparison {
    private static final int NONE = -1;

    private final Side spec;
    private final Side model;
    private final Canonical canonical;
    private final IntFunction<String> contextName;
    private final Edges.Moves moves = new Edges.Moves();
    private final Edges specEdges;
    private final Edges modelEdges;

    /** Numbers of the forms of the states. */
    private final int[] specForm;

    private final int[] modelForm;

    /** For every state the one of the other side that it met, and back. */
    private final int[] modelOf;

    private final int[] specOf;
    private final Deque<Integer> queue = new ArrayDeque<>();
    private final Difference difference;

    /**
     * Compares.
     *
     * @param contextName the names of contexts, for what is reported
     * @throws NotInjectiveException if two states of a side have one form
     */
    Comparison(Side spec, Side model, Canonical canonical, IntFunction<String> contextName) {
        this.spec = spec;
        this.model = model;
        this.canonical = canonical;
        this.contextName = contextName;
        int[][] forms = Digests.numbers(Digests.of(spec, canonical), Digests.of(model, canonical));
        specForm = forms[0];
        modelForm = forms[1];
        specEdges = new Edges(spec, moves);
        modelEdges = new Edges(model, moves);
        modelOf = new int[spec.states()];
        specOf = new int[model.states()];
        Arrays.fill(modelOf, NONE);
        Arrays.fill(specOf, NONE);
        difference = walk();
    }

    /** Number of different edges of the spec. */
    int specEdges() {
        return specEdges.size();
    }

    /** Number of different edges of the model. */
    int modelEdges() {
        return modelEdges.size();
    }

    /** The first difference, null if the graphs are equal. */
    Difference difference() {
        return difference;
    }

    private Difference walk() {
        if (specForm[spec.initial()] != modelForm[model.initial()]) {
            Difference.Elsewhere first = elsewhere("", spec.initial(), model.initial());
            return new Difference(List.of(), List.of(), List.of(), List.of(first));
        }
        meet(spec.initial(), model.initial());
        int met = 0;
        for (; !queue.isEmpty(); met++) {
            int state = queue.remove();
            long[] ofSpec = byForm(specEdges.of(state), specForm);
            long[] ofModel = byForm(modelEdges.of(modelOf[state]), modelForm);
            if (!Arrays.equals(ofSpec, ofModel)) {
                return at(state);
            }
            Difference.Elsewhere merged = meetSuccessors(state);
            if (merged != null) {
                return new Difference(schedule(state), List.of(), List.of(), List.of(merged));
            }
        }
        if (met != spec.states() || met != model.states()) {
            throw new IllegalStateException(
                    "an engine reports states that no step leads to: "
                            + met
                            + " can be reached, spec "
                            + spec.states()
                            + ", model "
                            + model.states());
        }
        return null;
    }

    /** Edges with the numbers of forms in place of states, sorted. */
    private static long[] byForm(long[] edges, int[] forms) {
        long[] byForm = new long[edges.length];
        for (int i = 0; i < edges.length; i++) {
            byForm[i] = Edges.edge(Edges.move(edges[i]), forms[Edges.successor(edges[i])]);
        }
        Arrays.sort(byForm);
        return byForm;
    }

    private void meet(int ofSpec, int ofModel) {
        modelOf[ofSpec] = ofModel;
        specOf[ofModel] = ofSpec;
        queue.add(ofSpec);
    }

    /** Brings the states after equal steps together; returns a step after which that fails. */
    private Difference.Elsewhere meetSuccessors(int state) {
        long[] ofModel = modelEdges.of(modelOf[state]);
        for (long edge : specEdges.of(state)) {
            int to = Edges.successor(edge);
            int partner = NONE;
            for (long other : ofModel) {
                if (Edges.move(other) == Edges.move(edge)
                        && modelForm[Edges.successor(other)] == specForm[to]) {
                    if (partner != NONE) {
                        throw new IllegalStateException(
                                "a step leads to several states with one form: "
                                        + step(moves.move(Edges.move(edge)))
                                        + " after "
                                        + schedule(state));
                    }
                    partner = Edges.successor(other);
                }
            }
            if (modelOf[to] == NONE && specOf[partner] == NONE) {
                meet(to, partner);
            } else if (modelOf[to] != partner) {
                return merged(step(moves.move(Edges.move(edge))), to, partner);
            }
        }
        return null;
    }

    /** One side comes again to a state where the other comes to a new one with the same form. */
    private Difference.Elsewhere merged(String step, int ofSpec, int ofModel) {
        List<Difference.Value> values = new ArrayList<>();
        if (modelOf[ofSpec] != NONE) {
            differing(model.words(ofModel), model.words(modelOf[ofSpec]))
                    .forEach(
                            v ->
                                    values.add(
                                            new Difference.Value(
                                                    v.path(),
                                                    "the same as before",
                                                    v.spec() + ", before " + v.model())));
        } else {
            differing(spec.words(ofSpec), spec.words(specOf[ofModel]))
                    .forEach(
                            v ->
                                    values.add(
                                            new Difference.Value(
                                                    v.path(),
                                                    v.spec() + ", before " + v.model(),
                                                    "the same as before")));
        }
        return new Difference.Elsewhere(step, values);
    }

    /** What differs at a state whose steps are not the same. */
    private Difference at(int state) {
        List<String> specOnly = new ArrayList<>();
        List<String> modelOnly = new ArrayList<>();
        List<Difference.Elsewhere> elsewhere = new ArrayList<>();
        List<Long> ofSpec = new ArrayList<>();
        List<Long> ofModel = new ArrayList<>();
        Arrays.stream(specEdges.of(state)).forEach(ofSpec::add);
        Arrays.stream(modelEdges.of(modelOf[state])).forEach(ofModel::add);
        ofSpec.removeIf(edge -> take(ofModel, edge, true) != null);
        for (long edge : ofSpec) {
            String step = step(moves.move(Edges.move(edge)));
            Long theirs = take(ofModel, edge, false);
            if (theirs == null) {
                specOnly.add(step);
            } else {
                elsewhere.add(elsewhere(step, Edges.successor(edge), Edges.successor(theirs)));
            }
        }
        ofModel.forEach(edge -> modelOnly.add(step(moves.move(Edges.move(edge)))));
        return new Difference(schedule(state), specOnly, modelOnly, elsewhere);
    }

    /** Takes an edge of the model out that has the same move, and if wanted the same form. */
    private Long take(List<Long> ofModel, long ofSpec, boolean sameForm) {
        for (Long edge : ofModel) {
            boolean form = modelForm[Edges.successor(edge)] == specForm[Edges.successor(ofSpec)];
            if (Edges.move(edge) == Edges.move(ofSpec) && (form || !sameForm)) {
                ofModel.remove(edge);
                return edge;
            }
        }
        return null;
    }

    private List<String> schedule(int state) {
        return Schedules.shortest(spec, state).stream().map(this::step).toList();
    }

    private String step(Schedules.Move move) {
        return contextName.apply(move.context()) + " " + move.label();
    }

    private Difference.Elsewhere elsewhere(String step, int ofSpec, int ofModel) {
        return new Difference.Elsewhere(
                step,
                differing(canonical.of(spec.words(ofSpec)), canonical.of(model.words(ofModel))));
    }

    private static List<Difference.Value> differing(
            Map<String, String> ofSpec, Map<String, String> ofModel) {
        TreeSet<String> paths = new TreeSet<>(ofSpec.keySet());
        paths.addAll(ofModel.keySet());
        List<Difference.Value> values = new ArrayList<>();
        for (String path : paths) {
            String ours = ofSpec.getOrDefault(path, "-");
            String theirs = ofModel.getOrDefault(path, "-");
            if (!ours.equals(theirs)) {
                values.add(new Difference.Value(path, ours, theirs));
            }
        }
        return values;
    }
}
