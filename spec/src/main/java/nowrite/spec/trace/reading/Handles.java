package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** Open file handles: which WRITEs name one, and whether they hold a reference on it. */
final class Handles {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;

    Handles(Trace trace, List<Map<String, String>> states, Lives lives) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
    }

    /** The WRITEs, not answered after a step, that name a handle. */
    List<String> naming(String handle, int n) {
        List<String> names = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            boolean answered = life.replied() != 0 && life.replied() <= n;
            if (life.writeback() && life.exists(n) && !answered && handle.equals(named(life))) {
                names.add(life.name());
            }
        }
        return names;
    }

    /**
     * The handle that a WRITE names without a reference on it: in the operation that made it the
     * count rose no more often than it fell, and it did not rise when the WRITE was sent. Empty if
     * it has one.
     */
    String unreferenced(RequestLife life) {
        String handle = named(life);
        String path = "fh." + handle + ".count";
        if (handle.isEmpty() || !states.get(0).containsKey(path)) {
            return "";
        }
        int sum = 0;
        for (Trace.Step step : trace.steps()) {
            boolean own =
                    isOfOperation(life, step.n(), step.task())
                            && lives.all().stream()
                                    .filter(l -> l.ended() == step.n())
                                    .allMatch(l -> isOfOperation(life, l.prepared(), l.owner()));
            boolean releases =
                    step.changes().stream().anyMatch(c -> c.path().equals("write_files"));
            for (Trace.Change change : step.changes()) {
                if (change.path().equals(path) && (own || step.n() == life.sent()) && !releases) {
                    sum += Texts.number(change.to()) - Texts.number(change.from());
                }
            }
        }
        return sum > 0 ? "" : handle;
    }

    /** Whether a task's step is one of the operation that made a WRITE. */
    private boolean isOfOperation(RequestLife life, int n, String task) {
        String op = task + ".op";
        return task.equals(life.owner())
                && String.valueOf(states.get(n - 1).get(op))
                        .equals(states.get(life.prepared() - 1).get(op));
    }

    /** The handle that a WRITE names; empty if there is none. */
    private String named(RequestLife life) {
        for (int n = life.prepared(); n < states.size() && life.exists(n); n++) {
            String text = states.get(n).getOrDefault("req." + life.slot(), "");
            int at = text.indexOf(" fh ");
            if (at >= 0) {
                return text.substring(at + " fh ".length()).split(" ")[0];
            }
        }
        return "";
    }
}
