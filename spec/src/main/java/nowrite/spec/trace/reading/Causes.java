package nowrite.spec.trace.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import nowrite.spec.trace.Trace;

/**
 * Which steps lead to which: by data (the last step that changed what a step changes or uses), by
 * control (the steps with an effect before it in the same operation, on the same page or on none)
 * and by wake-up (the step that let a blocked task go on).
 *
 * <p>What a step reads is not in a trace. It is taken to be all that it changes, and, from what it
 * does, the page that it copies, the request that it works on, the size and the counter by which it
 * sends. This is more than it needs and never less for the steps of the kernels that are modelled.
 */
final class Causes {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Checks checks;

    Causes(Trace trace, List<Map<String, String>> states, Lives lives, Checks checks) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.checks = checks;
    }

    /** The causal past of some steps and cells, without the steps that only pass. */
    SortedSet<Integer> past(Set<Integer> steps, Set<String> cells) {
        SortedSet<Integer> found = new TreeSet<>();
        Deque<Integer> todo = new ArrayDeque<>(steps);
        cells.forEach(cell -> add(todo, lastWriter(cell, states.size())));
        while (!todo.isEmpty()) {
            int n = todo.pop();
            if (n >= 1 && n <= trace.steps().size() && found.add(n)) {
                todo.addAll(of(n));
            }
        }
        int end = trace.steps().size();
        found.removeIf(n -> n != end && !hasEffect(n) && !checks.matters(n));
        return found;
    }

    private static void add(Deque<Integer> todo, int n) {
        if (n > 0) {
            todo.add(n);
        }
    }

    /** The steps that led directly to a step. */
    SortedSet<Integer> of(int n) {
        SortedSet<Integer> causes = new TreeSet<>();
        for (String path : uses(n)) {
            causes.add(lastWriter(path, n));
        }
        causes.add(waker(n));
        controls(n, causes);
        causes.remove(0);
        return causes;
    }

    private Set<String> uses(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        Set<String> uses = new HashSet<>();
        for (Trace.Change change : step.changes()) {
            String path = change.path();
            if (Paths.isShared(path) && !Paths.isLock(path) && !Paths.isWaitQueue(path)) {
                if (!path.equals("pending") && !path.equals("writepages")) {
                    uses.add(path);
                }
            }
            boolean stores = path.endsWith(".data") && step.label().startsWith("store:");
            if (path.startsWith("frame") && (stores || path.endsWith(".dirty"))) {
                usesOfPage(Paths.page(path), n, "pte.", uses);
            }
        }
        for (RequestLife life : lives.all()) {
            for (RequestLife.Put put : life.puts()) {
                if (put.step() == n && !life.refersToPage()) {
                    usesOfPage(put.page(), n, "frame", uses);
                }
            }
            if (life.updates().stream().anyMatch(form -> form.step() == n)) {
                usesOfPage(life.page(), n, "frame", uses);
            }
            if (life.sent() == n) {
                uses.add("i_size");
                uses.add("writectr");
            }
        }
        if (Trace.isDaemon(step.task())) {
            uses.add("req." + Texts.slotOfDaemon(step.task()));
        }
        return uses;
    }

    private void usesOfPage(int page, int n, String prefix, Set<String> uses) {
        for (String path : states.get(n).keySet()) {
            if (path.startsWith(prefix)
                    && Paths.page(path) == page
                    && (prefix.equals("pte.") || path.endsWith(".data"))) {
                uses.add(path);
            }
        }
    }

    /** The last step before {@code n} that changed a path; 0 if there is none. */
    private int lastWriter(String path, int n) {
        for (int i = n - 1; i >= 1; i--) {
            for (Trace.Change change : trace.steps().get(i - 1).changes()) {
                if (change.path().equals(path)) {
                    return i;
                }
            }
        }
        return 0;
    }

    /** The step that let a task go on that was blocked before; 0 if it was not. */
    private int waker(int n) {
        String task = trace.steps().get(n - 1).task();
        for (int i = n - 1; i > 1 && !trace.steps().get(i - 1).task().equals(task); i--) {
            if (!isBlocked(task, i) && isBlocked(task, i - 1)) {
                return i;
            }
        }
        return 0;
    }

    private boolean isBlocked(String task, int n) {
        return trace.steps().get(n - 1).blocked().contains(task);
    }

    private void controls(int n, SortedSet<Integer> causes) {
        String task = trace.steps().get(n - 1).task();
        if (Trace.isDaemon(task)) {
            return;
        }
        Set<Integer> pages = pages(n);
        String op = states.get(n - 1).get(task + ".op");
        for (int i = n - 1; i >= 1; i--) {
            if (!trace.steps().get(i - 1).task().equals(task)) {
                continue;
            }
            if (op != null && !op.equals(states.get(i - 1).get(task + ".op"))) {
                return;
            }
            Set<Integer> others = pages(i);
            boolean related =
                    pages.isEmpty()
                            || others.isEmpty()
                            || others.stream().anyMatch(pages::contains);
            if (related && (hasEffect(i) || checks.matters(i))) {
                causes.add(i);
            }
        }
    }

    /** The pages that a step is about. */
    private Set<Integer> pages(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        Set<Integer> pages = new HashSet<>();
        for (Trace.Change change : step.changes()) {
            pages.add(Paths.page(change.path()));
        }
        pages.add(Paths.pageOf(step.task(), states.get(n - 1)));
        pages.remove(-1);
        return pages;
    }

    private boolean hasEffect(int n) {
        List<String> paths = new ArrayList<>();
        for (Trace.Change change : trace.steps().get(n - 1).changes()) {
            if (Paths.isShared(change.path()) || change.path().equals("ghost.bug")) {
                paths.add(change.path());
            }
        }
        return !paths.isEmpty();
    }
}
