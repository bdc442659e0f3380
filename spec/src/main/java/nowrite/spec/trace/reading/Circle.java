package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.scenario.DaemonSpec;
import nowrite.spec.trace.Trace;

/** Who waits for whom at the end of a deadlock, or where a third party waits. */
final class Circle {
    /** How much it weighs in a story that a third party waits. */
    private static final int WAITS = 7;

    private final Trace trace;
    private final Waits waits;
    private final Lives lives;
    private final Map<String, String> last;
    private final int end;
    private final Map<String, Waits.Wait> waiting = new LinkedHashMap<>();

    Circle(Trace trace, List<Map<String, String>> states, Waits waits, Lives lives) {
        this.trace = trace;
        this.waits = waits;
        this.lives = lives;
        this.end = states.size() - 1;
        this.last = states.get(end);
        if (trace.end().equals("deadlock")) {
            trace.tasks().forEach(this::ask);
            List.copyOf(waiting.values()).forEach(wait -> wait.by().forEach(this::askDaemon));
        }
    }

    /** The daemon's context may wait for a lock of a patch while it ends a request. */
    private void askDaemon(String context) {
        if (Trace.isDaemon(context) && last.containsKey(context + "." + Paths.WANTS)) {
            waiting.put(context, waits.of(context, end));
        }
    }

    private void ask(String task) {
        String pc = last.getOrDefault(task + ".pc", "done");
        if (!pc.equals("done") && !pc.equals("BUG")) {
            waiting.put(task, waits.of(task, end));
        }
    }

    /** Those that wait in a circle, in its order; empty if there is no circle. */
    List<String> members() {
        for (String start : waiting.keySet()) {
            List<String> path = new ArrayList<>();
            if (closes(start, path)) {
                return path;
            }
        }
        return List.of();
    }

    private boolean closes(String context, List<String> path) {
        if (path.contains(context)) {
            return path.get(0).equals(context);
        }
        Waits.Wait wait = waiting.get(context);
        if (wait == null) {
            return false;
        }
        path.add(context);
        for (String other : wait.by()) {
            if (closes(other, path)) {
                return true;
            }
        }
        path.remove(path.size() - 1);
        return false;
    }

    /** The paths that decide the deadlock. */
    Set<String> cells() {
        Set<String> cells = new TreeSet<>();
        if (!waiting.isEmpty() && trace.end().equals("deadlock")) {
            cells.add("writectr");
        }
        for (Waits.Wait wait : waiting.values()) {
            for (RequestLife life : lives.all()) {
                if (wait.what().contains(life.name())) {
                    cells.add("req." + life.slot());
                    cells.add("queued_writes");
                }
            }
            last.keySet().stream()
                    .filter(
                            path ->
                                    Paths.isLock(path)
                                            && wait.what().contains(Paths.lockName(path)))
                    .forEach(cells::add);
        }
        return cells;
    }

    /**
     * Of tasks that never named the file, the first that waits for the daemon, and through whom;
     * null if none does. What it tells joins the ending.
     */
    String outsider(Ending ending) {
        for (String task : trace.tasks()) {
            if (isOutside(Paths.operation(trace, task, last))) {
                waiting.clear();
                if (leadsToDaemon(task)) {
                    ending.cells.addAll(cells());
                    ending.steps.addAll(steps());
                    aboutWritesWithoutCopies(ending);
                    List<String> links = new ArrayList<>();
                    waiting.forEach((context, wait) -> links.add(context + " " + wait.text()));
                    String first = links.get(0).substring(task.length());
                    links.set(0, task + ", which never named the file," + first);
                    return String.join("; ", links) + ".";
                }
            }
        }
        return null;
    }

    /** Where a page is under writeback until the answer, it matters how it came to be. */
    private static void aboutWritesWithoutCopies(Ending ending) {
        for (RequestLife life : ending.lives.all()) {
            if (life.refersToPage() && life.exists(ending.end)) {
                ending.about(life);
                for (int half = 2 * life.page(); half < 2 * life.page() + 2; half++) {
                    List<String> order = Texts.list(ending.last.get("ghost.order." + half));
                    if (!order.isEmpty()) {
                        ending.stored(order.get(order.size() - 1), half);
                    }
                }
            }
        }
    }

    private static boolean isOutside(String operation) {
        return Set.of("reclaim", "migrate", "throttle", "sync").contains(operation.split(" ")[0]);
    }

    private boolean leadsToDaemon(String context) {
        if (waiting.containsKey(context)) {
            return false;
        }
        Waits.Wait wait = waits.of(context, end);
        waiting.put(context, wait);
        if (wait.what().startsWith(Waits.COPY)) {
            return true; // sent or about to be: it ends with the daemon's answer
        }
        for (String other : wait.by()) {
            if (Trace.isDaemon(other) || leadsToDaemon(other)) {
                return true;
            }
        }
        waiting.remove(context);
        return false;
    }

    /** That a third party goes to sleep, which no other part of the story tells. */
    List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>();
        if (!trace.end().equals("deadlock") && !waiting.isEmpty()) {
            String context = waiting.keySet().iterator().next();
            trace.steps().stream()
                    .filter(step -> step.task().equals(context))
                    .mapToInt(Trace.Step::n)
                    .max()
                    .ifPresent(
                            n ->
                                    deeds.add(
                                            new Deed(
                                                    n,
                                                    context,
                                                    waiting.get(context).text(),
                                                    WAITS)));
        }
        return deeds;
    }

    /** The last step of each that waits. */
    Set<Integer> steps() {
        Map<String, Integer> steps = new LinkedHashMap<>();
        for (Trace.Step step : trace.steps()) {
            if (waiting.containsKey(step.task())) {
                steps.put(step.task(), step.n());
            }
        }
        return new TreeSet<>(steps.values());
    }

    /** One sentence for each task that waits: those in the circle first. */
    List<String> lines() {
        List<String> order = new ArrayList<>(members());
        waiting.keySet().stream().filter(c -> !order.contains(c)).forEach(order::add);
        List<String> lines = new ArrayList<>();
        for (String context : order) {
            Waits.Wait wait = waiting.get(context);
            lines.add(context + " " + wait.text() + ender(context, wait) + ".");
        }
        boolean deadlock = trace.end().equals("deadlock");
        if (deadlock && !waiting.isEmpty() && !silent().isEmpty() && allocator().isEmpty()) {
            lines.add("The daemon never answers: it has " + Texts.and(silent()) + ".");
        }
        return lines;
    }

    private String ender(String context, Waits.Wait wait) {
        for (String other : wait.by()) {
            if (other.equals(context)) {
                return ", which is up to " + context + " itself";
            }
            if (waiting.containsKey(other)) {
                return wait.what().contains("held by " + other) ? "" : ", which is up to " + other;
            }
            if (Trace.isDaemon(other) && !allocator().isEmpty()) {
                return ", which the daemon does not answer before " + allocator() + " is done";
            }
            if (Trace.isDaemon(other) && silent().isEmpty()) {
                return ", and the daemon is done with it";
            }
            if (Trace.isDaemon(other)) {
                return ", which is up to the daemon";
            }
        }
        return ", and nobody is left to end that";
    }

    /** The task by which the daemon allocates before it answers, if that one waits; else empty. */
    private String allocator() {
        String daemon = String.valueOf(trace.daemon());
        int at = daemon.indexOf(DaemonSpec.ALLOCATES);
        String task =
                at < 0 ? "" : daemon.substring(at + DaemonSpec.ALLOCATES.length()).split(",")[0];
        return waiting.containsKey(task) ? task : "";
    }

    /** The requests that the daemon has and does not answer. */
    private List<String> silent() {
        List<String> names = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            if (life.isWithDaemon(end)) {
                names.add(life.name());
            }
        }
        return names;
    }

    /** What is wrong, in one sentence. */
    String sentence() {
        List<String> members = members();
        Set<String> others = new TreeSet<>(waiting.keySet());
        if (waiting.isEmpty()) {
            return null;
        }
        if (members.size() == 1) {
            String one = members.get(0);
            return "Deadlock: "
                    + one
                    + " "
                    + waiting.get(one).text()
                    + ", and only "
                    + one
                    + " itself could end that.";
        }
        if (!members.isEmpty()) {
            List<String> links = new ArrayList<>();
            members.forEach(c -> links.add(c + " " + waiting.get(c).text()));
            return "Deadlock: " + String.join("; ", links) + ".";
        }
        if (!silent().isEmpty() && !allocator().isEmpty()) {
            List<String> links = new ArrayList<>();
            others.forEach(c -> links.add(c + " " + waiting.get(c).text()));
            return "Deadlock: "
                    + String.join("; ", links)
                    + "; and the daemon does not answer "
                    + Texts.and(silent())
                    + " before "
                    + allocator()
                    + " is done, which allocates for it.";
        }
        if (!silent().isEmpty()) {
            return "Everybody waits for the silent daemon, which has "
                    + Texts.and(silent())
                    + " and never answers: "
                    + Texts.and(List.copyOf(others))
                    + " cannot go on.";
        }
        List<String> links = new ArrayList<>();
        others.forEach(c -> links.add(c + " " + waiting.get(c).text()));
        return "Nobody can move: " + String.join("; ", links) + "; and nobody is left to end that.";
    }
}
