package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.Explorable.Waiting;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/** Who waits for whom in a state in which nothing can move. */
final class Waits {
    private final Explorable model;
    private final Map<Integer, Waiting> waits = new TreeMap<>();

    /** Asks the model about every task that is not done, and about whom these wait for. */
    Waits(Explorable model, Stepper stepper, int shared, List<LocalState> positions) {
        this.model = model;
        stepper.shared().load(shared);
        for (LocalState local : positions) {
            if (!local.isOver() && !model.isDaemon(local.context())) {
                ask(local.context(), positions);
            }
        }
    }

    private void ask(int context, List<LocalState> positions) {
        LocalState local = positions.get(context - 1);
        if (waits.containsKey(context) || local.isOver()) {
            return;
        }
        Waiting waiting = model.blame(context, local.label(0), local.locals());
        waits.put(context, waiting);
        waiting.contexts().forEach(other -> ask(other, positions));
    }

    /** A sentence for each context: those that wait in a circle first, in its order. */
    List<String> sentences() {
        List<Integer> order = circle();
        int inCircle = order.size();
        for (int context : waits.keySet()) {
            if (!order.contains(context)) {
                order.add(context);
            }
        }
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            int next = i < inCircle ? order.get((i + 1) % inCircle) : 0;
            sentences.add(sentence(order.get(i), next));
        }
        return sentences;
    }

    private List<Integer> circle() {
        for (int start : waits.keySet()) {
            List<Integer> path = new ArrayList<>();
            if (closes(start, path)) {
                return path;
            }
        }
        return new ArrayList<>();
    }

    /** Follows who could end the wait; true if that comes back to where the path began. */
    private boolean closes(int context, List<Integer> path) {
        if (path.contains(context)) {
            return path.get(0) == context;
        }
        Waiting waiting = waits.get(context);
        if (waiting == null) {
            return false;
        }
        path.add(context);
        for (int other : waiting.contexts()) {
            if (closes(other, path)) {
                return true;
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    private String sentence(int context, int next) {
        Waiting waiting = waits.get(context);
        String text = model.contextName(context) + " waits for " + waiting.what();
        if (next != 0) {
            return text + ", which is up to " + model.contextName(next);
        }
        if (waiting.contexts().isEmpty()) {
            return text + ", and nobody is left to end that";
        }
        return waiting.contexts().stream()
                .map(model::contextName)
                .collect(Collectors.joining(" or ", text + ", which is up to ", ""));
    }
}
