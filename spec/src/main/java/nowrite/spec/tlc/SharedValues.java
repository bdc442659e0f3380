package nowrite.spec.tlc;

import java.util.HashMap;
import java.util.Map;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.TLCState;
import tlc2.value.IValue;

/** Keeps one object for equal values of a variable: a state is then little more than references. */
final class SharedValues {
    private final Map<String, Map<IValue, IValue>> values = new HashMap<>();

    /** A state with shared values, after a state that has them already. */
    TLCState in(TLCState state, TLCState before) {
        for (OpDeclNode variable : TLCState.Empty.getVars()) {
            IValue value = state.lookup(variable.getName());
            if (value != before.lookup(variable.getName())) {
                // TLC refuses to compare values of different kinds, so each variable has its own.
                IValue same =
                        values.computeIfAbsent(
                                        variable.getName().toString(), name -> new HashMap<>())
                                .putIfAbsent(value, value);
                if (same != null) {
                    state.bind(variable.getName(), same);
                }
            }
        }
        return state;
    }
}
