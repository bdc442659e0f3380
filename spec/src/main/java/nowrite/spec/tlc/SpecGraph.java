package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tlc2.tool.TLCState;

/**
 * The states of a specification with all their steps, and what its verdicts are; and a look for the
 * first place where another specification of the same variables differs.
 *
 * <p>Two specifications with the same initial states whose actions lead from each state of the one
 * to the same states have the same graph. So it suffices to look at the states of this one, and at
 * those actions that can differ.
 */
public final class SpecGraph {

    /**
     * The verdicts of a search.
     *
     * @param states number of states found
     * @param exhausted whether these are all
     * @param violated names of the properties that some state violates
     * @param met what was met of the premises, reach conditions and tasks that block, in words
     */
    public record Verdicts(int states, boolean exhausted, Set<String> violated, Set<String> met) {}

    private final List<LoadedSpec.Condition> conditions;
    private final List<String> actions;
    private Set<Long> initial = Set.of();
    private final List<TLCState> states = new ArrayList<>();
    private final List<long[]> edges = new ArrayList<>();
    private final Set<String> taken = new TreeSet<>();
    private final Set<String> violated = new TreeSet<>();
    private final Set<String> met = new TreeSet<>();
    private boolean exhausted = true;
    private int size;

    private SpecGraph(LoadedSpec spec) {
        // Not the specification itself: its syntax trees are larger than all its states.
        this.conditions = spec.conditions();
        this.actions = List.copyOf(spec.actions());
    }

    /**
     * Searches level by level.
     *
     * @param keep whether the states are wanted afterwards, for {@link #difference}
     * @param maxStates where to stop
     * @throws RuntimeException whatever TLC throws when something cannot be evaluated
     */
    public static SpecGraph of(LoadedSpec spec, boolean keep, int maxStates) {
        SpecGraph graph = new SpecGraph(spec);
        SharedValues shared = keep ? new SharedValues() : null;
        Set<Long> known = new HashSet<>();
        List<TLCState> found = keep ? graph.states : new ArrayList<>();
        for (TLCState state : spec.initial()) {
            if (known.add(state.fingerPrint())) {
                found.add(state);
            }
        }
        graph.initial = new HashSet<>(known);
        for (int i = 0; i < found.size(); i++) {
            if (found.size() > maxStates) {
                graph.exhausted = false;
                break;
            }
            graph.expand(spec, found.get(i), shared, known, found);
            if (!keep) {
                found.set(i, null);
            }
        }
        graph.size = found.size();
        return graph;
    }

    private void expand(
            LoadedSpec spec,
            TLCState state,
            SharedValues shared,
            Set<Long> known,
            List<TLCState> found) {
        long[] of = new long[8];
        int n = 0;
        for (int action = 0; action < actions.size(); action++) {
            for (TLCState successor : spec.successors(actions.get(action), state)) {
                long print = successor.fingerPrint();
                if (n + 2 > of.length) {
                    of = Arrays.copyOf(of, 2 * of.length);
                }
                of[n++] = action;
                of[n++] = print;
                taken.add(actions.get(action));
                if (known.add(print)) {
                    found.add(shared == null ? successor : shared.in(successor, state));
                }
            }
        }
        judge(spec, state, n == 0, condition -> true, violated, met);
        if (shared != null) {
            edges.add(Arrays.copyOf(of, n));
        }
    }

    private static void judge(
            LoadedSpec spec,
            TLCState state,
            boolean isEnd,
            Predicate<String> wanted,
            Set<String> violated,
            Set<String> met) {
        for (LoadedSpec.Condition condition : spec.conditions()) {
            Set<String> set = condition.isProperty() ? violated : met;
            if (!set.contains(condition.words())
                    && wanted.test(condition.operator())
                    && (isEnd || !condition.isAboutEnds())
                    && spec.holds(condition, state) != condition.isProperty()) {
                set.add(condition.words());
            }
        }
    }

    /** The verdicts. */
    public Verdicts verdicts() {
        return new Verdicts(size, exhausted, violated, met);
    }

    /** Number of states. */
    public int size() {
        return size;
    }

    /** The actions that were taken, by name, without the context. */
    public Set<String> taken() {
        Set<String> names = new TreeSet<>();
        taken.forEach(action -> names.add(action.substring(0, action.indexOf(' '))));
        return names;
    }

    /**
     * The first state of this graph at which another specification does otherwise.
     *
     * @param other the other specification
     * @param affected by the name of an action whether it can differ at all
     * @return in words what differs; null if nothing does, so that the graphs are the same
     * @throws RuntimeException whatever TLC throws when something cannot be evaluated
     */
    public String difference(LoadedSpec other, Predicate<String> affected) {
        if (!initial.equals(prints(other.initial()))) {
            return "the initial states differ";
        }
        Set<String> all = new TreeSet<>(actions);
        all.addAll(other.actions());
        all.removeIf(action -> !affected.test(action.substring(0, action.indexOf(' '))));
        for (int state = 0; state < states.size(); state++) {
            for (String action : all) {
                Set<Long> theirs = prints(other.successors(action, states.get(state)));
                Set<Long> ours = ours(state, actions.indexOf(action));
                if (!theirs.equals(ours)) {
                    return action
                            + " leads to "
                            + describe(theirs, ours)
                            + " from state "
                            + (state + 1)
                            + " of "
                            + states.size();
                }
            }
        }
        return null;
    }

    private static String describe(Set<Long> theirs, Set<Long> ours) {
        if (ours.isEmpty()) {
            return "a state, where it cannot be taken otherwise,";
        }
        return theirs.isEmpty() ? "no state any more" : "another state";
    }

    /** The verdicts of another specification that has the same graph, on these states. */
    public Verdicts judgedBy(LoadedSpec other, Predicate<String> affected) {
        Set<String> bad = new TreeSet<>();
        Set<String> good = new LinkedHashSet<>();
        for (int state = 0; state < states.size(); state++) {
            judge(other, states.get(state), edges.get(state).length == 0, affected, bad, good);
        }
        for (LoadedSpec.Condition condition : conditions) {
            Set<String> set = condition.isProperty() ? violated : met;
            if (!affected.test(condition.operator()) && set.contains(condition.words())) {
                (condition.isProperty() ? bad : good).add(condition.words());
            }
        }
        return new Verdicts(size, exhausted, bad, new TreeSet<>(good));
    }

    private Set<Long> ours(int state, int action) {
        Set<Long> prints = new HashSet<>();
        long[] of = edges.get(state);
        for (int i = 0; i < of.length; i += 2) {
            if (of[i] == action) {
                prints.add(of[i + 1]);
            }
        }
        return prints;
    }

    private static Set<Long> prints(List<TLCState> states) {
        Set<Long> prints = new HashSet<>();
        states.forEach(state -> prints.add(state.fingerPrint()));
        return prints;
    }
}
