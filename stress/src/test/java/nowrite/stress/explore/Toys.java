package nowrite.stress.explore;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import nowrite.model.seam.Lock;
import nowrite.model.seam.Seam;
import nowrite.model.seam.WaitQueue;
import nowrite.stress.explore.search.Bounds;
import nowrite.stress.explore.search.Question;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Explorable.Waiting;

/** Small models for the tests, and a way to search them. */
final class Toys {
    static final Bounds VERIFY = bounds(true, true);
    static final Bounds NO_MEMORY = bounds(false, false);

    private Toys() {}

    static final class Kernel {
        final Lock a = new Lock("a");
        final Lock b = new Lock("b");
        final WaitQueue queue = new WaitQueue("queue", 4);
        int x;
        int y;
        boolean flag;
    }

    private static Bounds bounds(boolean verify, boolean memory) {
        return new Bounds(Long.MAX_VALUE, Integer.MAX_VALUE, Duration.ofMinutes(5), verify, memory);
    }

    static Bounds states(long states) {
        return new Bounds(states, Integer.MAX_VALUE, Duration.ofMinutes(5), false, true);
    }

    static Question mayBlock(String... tasks) {
        return new Question(Set.of(tasks), List.of(), List.of(), List.of());
    }

    static Exploration explore(Function<Seam, ToyModel> toy) throws InterruptedException {
        return explore(toy, Question.NONE, Bounds.NONE);
    }

    static Exploration explore(Function<Seam, ToyModel> toy, Question question, Bounds bounds)
            throws InterruptedException {
        ControlledSeam seam = new ControlledSeam();
        return Exploration.of(toy.apply(seam), seam, question, bounds, (s, p, d) -> {});
    }

    /** The labels of a shortest schedule, with who takes them. */
    static List<String> schedule(Exploration exploration, int state) {
        StateGraph graph = exploration.graph();
        int[] from = {0};
        return Arrays.stream(graph.pathTo(state))
                .mapToObj(
                        edge -> {
                            String step =
                                    exploration.contextName(graph.context(edge))
                                            + " "
                                            + graph.label(from[0], edge);
                            from[0] = graph.successor(edge);
                            return step;
                        })
                .toList();
    }

    /** All edges as text, to compare graphs. */
    static String edges(StateGraph graph) {
        StringBuilder text = new StringBuilder();
        for (int state = 0; state < graph.states(); state++) {
            for (int edge = graph.firstEdge(state); edge < graph.endEdge(state); edge++) {
                text.append(state)
                        .append(' ')
                        .append(graph.context(edge))
                        .append(' ')
                        .append(graph.label(state, edge))
                        .append(' ')
                        .append(graph.successor(edge))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Two tasks that take two locks in opposite order. */
    static ToyModel crossedLocks(Seam s) {
        Kernel k = new Kernel();
        ToyModel model = new ToyModel(k);
        model.task("p", () -> takeBoth(s, k.a, k.b));
        model.task("q", () -> takeBoth(s, k.b, k.a));
        return model.waits(
                (context, label, locals) -> {
                    Lock lock = label.endsWith(" a") ? k.a : k.b;
                    return new Waiting(
                            lock.name(), lock.holder == 0 ? List.of() : List.of(lock.holder));
                });
    }

    private static void takeBoth(Seam s, Lock first, Lock second) {
        s.lock(first, "lock " + first.name());
        s.lock(second, "lock " + second.name());
        s.unlock(second);
        s.unlock(first);
    }

    /**
     * A task waits for a flag that another sets. The waiter enqueues after it has tested, or, as it
     * should, before.
     */
    static ToyModel waiter(Seam s, boolean enqueueFirst) {
        Kernel k = new Kernel();
        ToyModel model = new ToyModel(k);
        model.task(
                "w",
                () -> {
                    s.enter("wait_event");
                    while (true) {
                        if (enqueueFirst) {
                            s.step("wait_event:enqueue");
                            s.prepareToWait(k.queue);
                        }
                        s.step("wait_event:test");
                        if (k.flag) {
                            s.finishWait(k.queue);
                            break;
                        }
                        if (!enqueueFirst) {
                            s.step("wait_event:enqueue");
                            s.prepareToWait(k.queue);
                        }
                        s.sleepOn(k.queue, "wait_event:sleep");
                    }
                    s.leave();
                });
        model.task(
                "s",
                () -> {
                    s.step("set");
                    k.flag = true;
                    s.step("wake");
                    s.wakeAll(k.queue);
                });
        return model.condition("flag", () -> k.flag).condition("never", () -> false);
    }

    /** Two tasks; one gives up when the other has set x, and each tries again for ever. */
    static ToyModel politeTasks(Seam s) {
        Kernel k = new Kernel();
        ToyModel model = new ToyModel(k);
        model.task(
                "p",
                () -> {
                    do {
                        s.step("p:look");
                    } while (k.x == 1);
                    s.step("p:end");
                });
        model.task(
                "q",
                () -> {
                    s.step("q:choose");
                    k.x = 1;
                });
        return model;
    }

    /** A daemon with two slots, and two tasks that each send two requests and wait. */
    static ToyModel requests(Seam s) {
        Requests k = new Requests();
        ToyModel model = new ToyModel(k);
        for (int t = 0; t < 2; t++) {
            int slot = t;
            Runnable send =
                    () -> {
                        s.enter("request_send");
                        s.lock(k.lock, "request_send:lock");
                        int number = ++k.sent;
                        s.local("number", number);
                        k.state[slot] = 1;
                        s.step("request_send:unlock");
                        s.unlock(k.lock);
                        do {
                            s.step("request_send:test");
                            if (k.state[slot] == 2) {
                                break;
                            }
                            s.prepareToWait(k.waiters[slot]);
                            s.sleepOn(k.waiters[slot], "request_send:wait");
                        } while (true);
                        s.finishWait(k.waiters[slot]);
                        k.state[slot] = 0;
                        k.last = number;
                        s.leave();
                    };
            model.task("t" + t, send, send);
        }
        for (int d = 0; d < 2; d++) {
            int slot = d;
            model.daemon(
                    "d" + d,
                    () -> {
                        s.stepWhen("daemon:read", () -> k.state[slot] == 1 && k.busy == 0);
                        k.busy = 1;
                        int choice = s.choose("daemon:ok", "daemon:error");
                        k.errors += choice;
                        s.step("daemon:reply");
                        k.busy = 0;
                        k.state[slot] = 2;
                        s.wakeAll(k.waiters[slot]);
                    });
        }
        return model.owesWhen(() -> k.state[0] == 1 || k.state[1] == 1);
    }

    static final class Requests {
        final Lock lock = new Lock("lock");
        final int[] state = new int[2];
        final WaitQueue[] waiters = {new WaitQueue("0", 4), new WaitQueue("1", 4)};
        int sent;
        int busy;
        int errors;
        int last;
    }
}
