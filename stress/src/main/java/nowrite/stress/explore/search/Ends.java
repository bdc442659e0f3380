package nowrite.stress.explore.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/** What it means that nothing can move in a state. */
final class Ends {
    /** The kinds of ends. */
    enum Kind {
        /** All tasks are done. */
        GOOD,
        /** An assertion of the kernel stopped a context; that is a violation of its own. */
        BUG,
        /** The tasks that are not done wait for a daemon that owes an answer, and may. */
        ACCEPTED,
        /** Tasks wait for each other, or for nothing. */
        DEADLOCK
    }

    private final Explorable model;
    private final Stepper stepper;
    private final StateGraph graph;
    private final Set<String> mayBlock;

    Ends(Explorable model, Stepper stepper, StateGraph graph, Set<String> mayBlock) {
        this.model = model;
        this.stepper = stepper;
        this.graph = graph;
        this.mayBlock = mayBlock;
    }

    /** The kind of end that a state is. */
    Kind kind(int state) {
        for (int context = 1; context <= graph.contexts(); context++) {
            if (graph.local(state, context).kind() == LocalState.Kind.BUG) {
                return Kind.BUG;
            }
        }
        List<String> waiting = waiting(state);
        if (waiting.isEmpty()) {
            return Kind.GOOD;
        }
        if (mayBlock.containsAll(waiting)) {
            stepper.shared().load(graph.shared(state));
            if (model.daemonOwes()) {
                return Kind.ACCEPTED;
            }
        }
        return Kind.DEADLOCK;
    }

    /** Names of the tasks that are not done. */
    List<String> waiting(int state) {
        List<String> waiting = new ArrayList<>();
        for (int context = 1; context <= graph.contexts(); context++) {
            if (!model.isDaemon(context) && !graph.local(state, context).isOver()) {
                waiting.add(model.contextName(context));
            }
        }
        return waiting;
    }
}
