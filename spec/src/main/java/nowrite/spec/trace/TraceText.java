package nowrite.spec.trace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A trace as plain ASCII of at most 78 columns, fit for a mail. With up to three lanes (tasks, and
 * the daemon as one) each has a column, as lockdep draws them; with more, the name stands first. On
 * the right is the shared state, only what changed.
 */
public final class TraceText {

    /** The widest line, in characters. */
    public static final int WIDTH = 78;

    private static final int MOST_COLUMNS = 3;
    private static final int NUMBER = 5;
    private static final int STATE = 43;
    private static final String DAEMON = "daemon";

    private final Trace trace;
    private final List<String> lanes;
    private final StringBuilder text = new StringBuilder();

    private TraceText(Trace trace) {
        this.trace = trace;
        this.lanes = lanes(trace);
    }

    /** The text, with a line feed after every line. */
    public static String render(Trace trace) {
        TraceText text = new TraceText(trace);
        text.head();
        text.steps();
        text.end();
        return text.text.toString();
    }

    private static List<String> lanes(Trace trace) {
        Set<String> acting = new LinkedHashSet<>();
        trace.steps().forEach(step -> acting.add(lane(step.task())));
        List<String> lanes = new ArrayList<>(trace.tasks());
        lanes.add(DAEMON);
        lanes.retainAll(acting);
        return lanes;
    }

    private static String lane(String context) {
        return context.startsWith(DAEMON + "(") ? DAEMON : context;
    }

    private boolean inColumns() {
        return lanes.size() <= MOST_COLUMNS;
    }

    private void head() {
        Wrap.words(trace.property() + " violated: " + trace.sentence(), WIDTH).forEach(this::line);
        Wrap.words("kernel " + trace.kernel() + ", " + trace.bounds(), WIDTH).forEach(this::line);
        line("reproduce: " + trace.reproduce());
        line("");
    }

    private void steps() {
        StringBuilder names = new StringBuilder("   #");
        if (inColumns()) {
            lanes.forEach(lane -> Wrap.padTo(names, column(lane)).append(lane));
        } else {
            Wrap.padTo(names, NUMBER).append("task");
            Wrap.padTo(names, column("")).append("step");
        }
        line(Wrap.padTo(names, STATE).append("| what changed").toString());
        List<String> blocked = List.of();
        for (Trace.Step step : trace.steps()) {
            List<String> notes = notes(step);
            List<String> tasksBlocked =
                    step.blocked().stream().filter(name -> lane(name).equals(name)).toList();
            if (!tasksBlocked.equals(blocked)) {
                notes.add(
                        "blocked: "
                                + (tasksBlocked.isEmpty() ? "-" : String.join(" ", tasksBlocked)));
                blocked = tasksBlocked;
            }
            step(step, notes);
        }
    }

    private int column(String lane) {
        if (!inColumns()) {
            return NUMBER + 12;
        }
        int width = lanes.size() == 1 ? 0 : lanes.size() == 2 ? 14 : 9;
        return NUMBER + width * lanes.indexOf(lane);
    }

    private void step(Trace.Step step, List<String> notes) {
        StringBuilder line = new StringBuilder(String.format("%4d", step.n()));
        String lane = lane(step.task());
        String label = step.label();
        if (!inColumns()) {
            Wrap.padTo(line, NUMBER).append(step.task());
        } else if (!lane.equals(step.task())) {
            label += step.task().substring(DAEMON.length());
        }
        Wrap.padTo(line, column(lane)).append(label);
        int next = 0;
        if (line.length() < STATE && !notes.isEmpty()) {
            Wrap.padTo(line, STATE).append("| ").append(notes.get(0));
            next = 1;
        }
        line(line.toString());
        for (String note : notes.subList(next, notes.size())) {
            line(" ".repeat(STATE) + "| " + note);
        }
    }

    private List<String> notes(Trace.Step step) {
        List<String> notes = new ArrayList<>();
        for (Trace.Change change : step.changes()) {
            if (isShown(change.path())) {
                String to = change.to() == null ? "-" : change.to();
                notes.addAll(Wrap.words(words(change.path()) + " = " + to, WIDTH - STATE - 2));
            }
        }
        return notes;
    }

    /** A path as one says it: {@code frame0.1.locked} is page 0's lock, frame 2 its successor's. */
    static String words(String path) {
        return path.replaceFirst("^frame(\\d+)\\.1\\.", "page$1 ")
                .replaceFirst("^frame(\\d+)\\.(\\d+)\\.", "page$1#$2 ")
                .replaceFirst("^page(\\d+)\\.cached", "page$1 in cache")
                .replaceFirst("^pte\\.([^.]+)\\.(\\d+)$", "page$2 pte of $1")
                .replaceFirst("^req\\.", "req ")
                .replaceFirst("^daemon\\.", "daemon's ");
    }

    /** Positions of contexts are what the lanes show; ghosts are not the kernel's. */
    private boolean isShown(String path) {
        if (path.startsWith("ghost.")) {
            return path.equals("ghost.bad") || path.equals("ghost.bug");
        }
        for (String task : trace.tasks()) {
            if (path.startsWith(task + ".") && isPosition(path.substring(task.length() + 1))) {
                return false;
            }
        }
        return !path.startsWith(DAEMON + "(");
    }

    private static boolean isPosition(String field) {
        return field.equals("op")
                || field.equals("pc")
                || field.equals("stack")
                || field.startsWith("loc.");
    }

    private void end() {
        switch (trace.end()) {
            case "deadlock" -> line("     *** " + trace.property() + ": nobody can move ***");
            case "livelock" ->
                    line(
                            "     *** "
                                    + trace.property()
                                    + ": goes on at step "
                                    + trace.loopStart()
                                    + " for ever ***");
            default -> line("     *** " + trace.property() + " is violated here ***");
        }
        for (String sentence : trace.cycle()) {
            Wrap.words(sentence, WIDTH - NUMBER).forEach(part -> line(" ".repeat(NUMBER) + part));
        }
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
