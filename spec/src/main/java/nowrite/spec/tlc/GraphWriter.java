package nowrite.spec.tlc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tla2sany.semantic.OpDeclNode;
import tlc2.TLCGlobals;
import tlc2.tool.Action;
import tlc2.tool.ModelChecker;
import tlc2.tool.TLCState;
import tlc2.util.BitVector;
import tlc2.util.IStateWriter;
import tlc2.value.IValue;
import tlc2.value.impl.IntValue;

/**
 * Writes the states and steps that TLC generates into a file, one record a line. Every different
 * value of a variable is written once; a state is the numbers of its values.
 *
 * <pre>
 * nowrite-graph 1
 * variables NAME ...
 * action NAME CONTEXT       numbered from 0; all that Next has, each for each context
 * value VARIABLE TEXT       numbered for each variable from 0
 * state VALUE ...           numbered from 0
 * init STATE
 * edge FROM TO ACTION       the edges of a state stand together, states in their order
 * end STATES EDGES
 * </pre>
 *
 * <p>TLC must have one worker: then the states come level by level.
 */
final class GraphWriter implements IStateWriter {

    /** The first line. */
    static final String MAGIC = "nowrite-graph 1";

    private final Writer out;
    private OpDeclNode[] variables;
    private List<Map<IValue, Integer>> values;
    private VectorIds states;
    private final Map<Action, Integer> actions = new IdentityHashMap<>();
    private long edges;

    /** The state whose steps TLC makes now, its number, and the numbers of its values. */
    private TLCState from;

    private int fromNumber;
    private int[] fromValues;
    private int[] scratch;

    GraphWriter(Writer out) {
        this.out = out;
    }

    private void begin() throws IOException {
        variables = TLCState.Empty.getVars();
        values = new ArrayList<>();
        states = new VectorIds(variables.length);
        scratch = new int[variables.length];
        out.write(MAGIC + "\nvariables");
        for (OpDeclNode variable : variables) {
            values.add(new HashMap<>());
            out.write(" " + variable.getName());
        }
        out.write("\n");
        for (Action action : ((ModelChecker) TLCGlobals.mainChecker).tool.getActions()) {
            number(action);
        }
    }

    private int number(Action action) throws IOException {
        Integer known = actions.get(action);
        if (known != null) {
            return known;
        }
        Object context = action.con.lookup(symbol -> true);
        int number = context instanceof IntValue value ? value.val : 0;
        out.write("action " + action.getName() + " " + number + "\n");
        actions.put(action, actions.size());
        return actions.size() - 1;
    }

    /** The number of a state; what it has in common with the state it comes from is known. */
    private int number(TLCState state, TLCState previous, int[] ofPrevious) throws IOException {
        for (int i = 0; i < variables.length; i++) {
            IValue value = state.lookup(variables[i].getName());
            if (previous != null && value == previous.lookup(variables[i].getName())) {
                scratch[i] = ofPrevious[i];
                continue;
            }
            Map<IValue, Integer> known = values.get(i);
            Integer id = known.get(value);
            if (id == null) {
                id = known.size();
                known.put(value, id);
                out.write("value " + i + " " + value + "\n");
            }
            scratch[i] = id;
        }
        int before = states.size();
        int number = states.intern(scratch);
        if (states.size() > before) {
            StringBuilder line = new StringBuilder("state");
            for (int value : scratch) {
                line.append(' ').append(value);
            }
            out.append(line).write("\n");
        }
        return number;
    }

    @Override
    public void writeState(TLCState initial) {
        try {
            if (variables == null) {
                begin();
            }
            out.write("init " + number(initial, null, null) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void writeState(TLCState before, TLCState after, boolean isNew, Action action) {
        try {
            if (before != from) {
                fromNumber = number(before, null, null);
                fromValues = scratch.clone();
                from = before;
            }
            int to = number(after, before, fromValues);
            out.write("edge " + fromNumber + " " + to + " " + number(action) + "\n");
            edges++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.write("end " + (states == null ? 0 : states.size()) + " " + edges + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isNoop() {
        return false;
    }

    @Override
    public boolean isDot() {
        return false;
    }

    @Override
    public String getDumpFileName() {
        return "graph";
    }

    @Override
    public void snapshot() {}

    // What TLC calls only for liveness, which we do not check here.

    @Override
    public void writeState(TLCState before, TLCState after, boolean isNew) {
        throw new UnsupportedOperationException("a step without an action");
    }

    @Override
    public void writeState(TLCState before, TLCState after, boolean isNew, Visualization as) {
        throw new UnsupportedOperationException("a step without an action");
    }

    @Override
    public void writeState(
            TLCState before,
            TLCState after,
            BitVector checks,
            int from,
            int length,
            boolean isNew) {
        throw new UnsupportedOperationException("a step without an action");
    }

    @Override
    public void writeState(
            TLCState before,
            TLCState after,
            BitVector checks,
            int from,
            int length,
            boolean isNew,
            Visualization as) {
        throw new UnsupportedOperationException("a step without an action");
    }
}
