package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.scenario.Scenario;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.IValue;
import tlc2.value.impl.IntValue;
import util.SimpleFilenameToStream;

/**
 * What the specification allows, step by step: TLC evaluates Init and Next of MC.tla in the working
 * folder. TLC takes Next apart into actions, each for one context; this is how a step's context is
 * known.
 */
final class SpecSteps {

    /** A state. Its variables are put into words when somebody asks for them. */
    final class State {
        private final TLCState tlc;

        private State(TLCState tlc) {
            this.tlc = tlc;
        }

        /** TLC's fingerprint. */
        long fingerprint() {
            return tlc.fingerPrint();
        }

        /** Some of the variables in words. */
        TlcState words(List<String> names) {
            Map<String, TlaValue> words = new LinkedHashMap<>();
            for (String name : names) {
                words.put(name, value(name, tlc.lookup(name)));
            }
            return new TlcState(0, "", words);
        }

        /** Where a context stands. */
        String stands(int context) {
            return TlaView.label(scenario, words(POSITION), context);
        }
    }

    /**
     * A step that the specification allows in a state.
     *
     * @param context the context that acts
     * @param label the step, with {@code .test}
     * @param after the state after it
     */
    record Step(int context, String label, State after) {}

    /** The variables that say where a context stands. */
    private static final List<String> POSITION = List.of("pc", "loc");

    /** So many values of a variable are kept in words. */
    private static final int KEPT = 10_000;

    private final Scenario scenario;
    private final FastTool tool;
    private final Map<Integer, List<Action>> actions = new HashMap<>();
    private final Map<String, Set<Action>> taken = new HashMap<>();
    private final Map<String, Map<IValue, TlaValue>> parsed = new HashMap<>();
    private long made;

    /**
     * Reads MC.tla and MC.cfg of the working folder.
     *
     * @param scenario the scenario that they were generated from
     */
    SpecSteps(Scenario scenario) {
        this.scenario = scenario;
        FP64.Init(0);
        tool = new FastTool("MC", "MC", new SimpleFilenameToStream());
        for (Action action : tool.getActions()) {
            Object context = action.con.lookup(symbol -> true);
            int number = context instanceof IntValue value ? value.val : 0;
            actions.computeIfAbsent(number, c -> new ArrayList<>()).add(action);
        }
        if (actions.containsKey(0) && actions.get(0).stream().anyMatch(SpecSteps::isReal)) {
            throw new TlcException("an action without a context: " + actions.get(0));
        }
    }

    /** TLC keeps {@code RevertedStep(t) == FALSE} as an action without a context. */
    private static boolean isReal(Action action) {
        return !action.getName().toString().equals("FALSE");
    }

    /** The initial state. */
    State initial() {
        StateVec states = tool.getInitStates();
        if (states.size() != 1) {
            throw new TlcException("the specification has " + states.size() + " initial states");
        }
        return new State(states.elementAt(0));
    }

    /** The steps that a context can take in a state. */
    List<Step> of(State state, int context) {
        return of(state, context, actions.getOrDefault(context, List.of()));
    }

    /** The actions that a context has taken before from where it stands, to be tried first. */
    List<Action> likely(State state, int context) {
        return List.copyOf(known(state, context));
    }

    /** The actions of a context but for some. */
    List<Action> others(int context, List<Action> but) {
        List<Action> others = new ArrayList<>(actions.getOrDefault(context, List.of()));
        others.removeAll(but);
        return others;
    }

    private Set<Action> known(State state, int context) {
        return taken.computeIfAbsent(
                context + " " + state.stands(context), place -> new LinkedHashSet<>());
    }

    /** The steps that a context can take in a state with some of its actions. */
    List<Step> of(State state, int context, List<Action> of) {
        List<Step> steps = new ArrayList<>();
        String stands = state.stands(context);
        for (Action action : of) {
            StateVec after = tool.getNextStates(action, state.tlc);
            for (int i = 0; i < after.size(); i++) {
                String name = TlaKernels.plainName(action.getName().toString());
                made++;
                known(state, context).add(action);
                steps.add(
                        new Step(
                                context,
                                TlcActor.label(stands, name),
                                new State(after.elementAt(i))));
            }
        }
        return steps;
    }

    /** Number of states made so far. */
    long made() {
        return made;
    }

    private TlaValue value(String variable, IValue value) {
        Map<IValue, TlaValue> known = parsed.computeIfAbsent(variable, v -> new HashMap<>());
        if (known.size() > KEPT) {
            known.clear();
        }
        return known.computeIfAbsent(value, v -> TlaValue.parse(v.toString()));
    }
}
