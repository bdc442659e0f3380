package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.scenario.Scenario;
import tla2sany.semantic.OpDeclNode;
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

    /**
     * A state in TLC's form and in words.
     *
     * @param tlc TLC's form
     * @param words the variables
     */
    record State(TLCState tlc, TlcState words) {}

    /**
     * A step that the specification allows in a state.
     *
     * @param context the context that acts
     * @param label the step, with {@code .test}
     * @param after the state after it
     */
    record Step(int context, String label, State after) {}

    private final Scenario scenario;
    private final FastTool tool;
    private final Map<Integer, List<Action>> actions = new HashMap<>();
    private final Map<String, Set<Action>> taken = new HashMap<>();
    private final OpDeclNode[] variables;
    private final List<Map<IValue, TlaValue>> parsed = new ArrayList<>();
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
        variables = TLCState.Empty.getVars();
        for (int i = 0; i < variables.length; i++) {
            parsed.add(new HashMap<>());
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
        return state(states.elementAt(0), "");
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
                context + " " + TlaView.label(scenario, state.words(), context),
                place -> new LinkedHashSet<>());
    }

    /** The steps that a context can take in a state with some of its actions. */
    List<Step> of(State state, int context, List<Action> of) {
        List<Step> steps = new ArrayList<>();
        String stands = TlaView.label(scenario, state.words(), context);
        for (Action action : of) {
            StateVec after = tool.getNextStates(action, state.tlc());
            for (int i = 0; i < after.size(); i++) {
                String name = TlaKernels.plainName(action.getName().toString());
                made++;
                known(state, context).add(action);
                steps.add(
                        new Step(
                                context,
                                TlcActor.label(stands, name),
                                state(after.elementAt(i), name)));
            }
        }
        return steps;
    }

    /** Number of states made so far. */
    long made() {
        return made;
    }

    private State state(TLCState state, String action) {
        Map<String, TlaValue> words = new LinkedHashMap<>();
        for (int i = 0; i < variables.length; i++) {
            IValue value = state.lookup(variables[i].getName());
            words.put(
                    variables[i].getName().toString(),
                    parsed.get(i).computeIfAbsent(value, v -> TlaValue.parse(v.toString())));
        }
        return new State(state, new TlcState(0, action, words));
    }
}
