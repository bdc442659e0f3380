package nowrite.spec.trace.reading;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nowrite.spec.trace.Trace;

/** The end of a trace, with what the sentence about it speaks of. */
final class Ending {
    final Trace trace;
    final List<Map<String, String>> states;
    final Lives lives;

    /** Number of the last state, which is that of the last step. */
    final int end;

    final Map<String, String> last;

    /** The steps that the sentence speaks of. */
    final Set<Integer> steps = new TreeSet<>();

    /** The paths that decide it. */
    final SortedSet<String> cells = new TreeSet<>();

    Ending(Trace trace, List<Map<String, String>> states, Lives lives) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.end = states.size() - 1;
        this.last = states.get(end);
        steps.add(end);
    }

    String actor() {
        return end == 0 ? "somebody" : trace.steps().get(end - 1).task();
    }

    String of(RequestLife write) {
        return (write.name() + " of page " + write.page() + " " + write.content()).strip();
    }

    void about(RequestLife life) {
        cells.add("req." + life.slot());
        for (int step : new int[] {life.prepared(), life.sent(), life.applied()}) {
            if (step != 0) {
                steps.add(step);
            }
        }
        life.puts().forEach(put -> steps.add(put.step()));
        life.updates().forEach(form -> steps.add(form.step()));
    }

    /** The step that made the file reach a half page is part of it, where the trace has it. */
    void reached(int half) {
        for (int n = end; n >= 1; n--) {
            int before = Texts.number(states.get(n - 1).get("i_size"));
            if (before <= half && Texts.number(states.get(n).get("i_size")) > half) {
                steps.add(n);
                return;
            }
        }
    }

    /**
     * The operation that a task ends at the end of the trace, or is in, as the scenario says it.
     */
    String operation(String task) {
        return Paths.operation(trace, task, states.get(end - 1));
    }

    /** The step in which a task began the operation that it ends at the end of the trace. */
    int began(String task) {
        int begun = 0;
        String op = states.get(end - 1).get(task + ".op");
        for (Trace.Step step : trace.steps()) {
            if (step.task().equals(task)
                    && String.valueOf(op).equals(states.get(step.n() - 1).get(task + ".op"))) {
                begun = begun == 0 ? step.n() : begun;
            }
        }
        return begun == 0 ? end : begun;
    }

    /** The step that stored a content into a half page of the page cache. */
    int stored(String content, int half) {
        for (Trace.Step step : trace.steps()) {
            for (Trace.Change change : step.changes()) {
                if (change.path().equals("ghost.order." + half)
                        && Texts.list(change.to()).contains(content)
                        && !Texts.list(change.from()).contains(content)) {
                    steps.add(step.n());
                    return step.n();
                }
            }
        }
        return 0;
    }
}
