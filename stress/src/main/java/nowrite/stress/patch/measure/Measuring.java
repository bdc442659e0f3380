package nowrite.stress.patch.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import nowrite.model.kernel.Kernel;
import nowrite.model.state.FuseReq;
import nowrite.stress.explore.Exploration;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.patch.measure.Measured.Cost;

/** Counts in a search what its kernel costs, who waits, and in which order locks are taken. */
public final class Measuring {
    /** Larger searches are not counted: it would take as long as they did. */
    private static final int MOST_STATES = 400_000;

    private static final String TRYLOCK = "trylock";

    private final Exploration exploration;
    private final StateGraph graph;
    private final Kernel k;
    private final int contexts;
    private final LockClasses classes;
    private final DaemonWaits daemonWaits;
    private final Map<Integer, Integer> heldByStack = new HashMap<>();
    private final Map<String, String> order = new TreeMap<>();
    private final Map<String, String> waits = new TreeMap<>();
    private final Set<String> asleep = new TreeSet<>();
    private final Map<Cost, Long> costs = new EnumMap<>(Cost.class);

    /** What each context holds in each shared state. */
    private final int[] held;

    /** For each shared state where its requests' numbers are among the {@link #requests}. */
    private final int[] requestsOf;

    private final Map<Requests, Integer> requestNumbers = new HashMap<>();
    private Requests[] requests = new Requests[64];

    private Measuring(Exploration exploration) {
        this.exploration = exploration;
        graph = exploration.graph();
        k = (Kernel) exploration.kernelAt(graph.shared(0));
        contexts = graph.contexts();
        classes = new LockClasses(k, exploration);
        daemonWaits = new DaemonWaits(exploration, k, classes);
        held = new int[exploration.sharedStates() * contexts];
        requestsOf = new int[exploration.sharedStates()];
    }

    /** Counts in a search of the model, whose root is a {@link Kernel}. */
    public static Measured of(Exploration exploration) {
        int states = exploration.graph().states();
        if (states > MOST_STATES) {
            return Measured.nothing(
                    String.format(
                            Locale.ROOT,
                            "%,d states are more than the %,d in which is counted",
                            states,
                            MOST_STATES));
        }
        return new Measuring(exploration).run();
    }

    private Measured run() {
        states();
        steps();
        return new Measured(costs, order, waits, asleep, "");
    }

    /** Looks at every state: what is held, what is waited for, how much is in use. */
    private void states() {
        int[] byShared = byShared();
        int loaded = -1;
        for (int s : byShared) {
            int shared = graph.shared(s);
            if (shared != loaded) {
                loaded = shared;
                exploration.kernelAt(shared);
                classes.held(held, shared * contexts, contexts);
                requests(shared);
            }
            for (int c = 1; c <= contexts; c++) {
                position(s, shared, c);
            }
        }
    }

    /** The states, those with the same shared state beside each other. */
    private int[] byShared() {
        int[] at = new int[exploration.sharedStates() + 1];
        for (int s = 0; s < graph.states(); s++) {
            at[graph.shared(s) + 1]++;
        }
        for (int i = 1; i < at.length; i++) {
            at[i] += at[i - 1];
        }
        int[] states = new int[graph.states()];
        for (int s = 0; s < graph.states(); s++) {
            states[at[graph.shared(s)]++] = s;
        }
        return states;
    }

    private int heldBy(LocalState local) {
        return heldByStack.computeIfAbsent(local.id(), id -> classes.heldBy(local.stack()));
    }

    private void position(int state, int shared, int context) {
        LocalState local = graph.local(state, context);
        if (local.kind() != LocalState.Kind.WAIT) {
            return;
        }
        int mask = held[shared * contexts + context - 1] | heldBy(local);
        if (local.queuePlace() >= 0) {
            noteSleep(local, mask);
        }
        String what = daemonWaits.next(local, shared);
        if (what == null) {
            return;
        }
        for (String name : classes.names(mask)) {
            order.putIfAbsent(new LockEdge(name, what).key(), where(local));
        }
        String ofDaemon = daemonWaits.of(state, shared, context);
        if (ofDaemon != null) {
            String key = new WaitSeen(who(local), ofDaemon, classes.text(mask)).key();
            waits.putIfAbsent(key, where(local));
        }
    }

    private void noteSleep(LocalState local, int mask) {
        int spinlocks = classes.spinlocks(mask);
        if (spinlocks != 0) {
            asleep.add(where(local) + " holding " + classes.text(spinlocks));
        }
    }

    private String where(LocalState local) {
        return local.label(0).replace(".test", "") + " (" + who(local) + ")";
    }

    private String who(LocalState local) {
        return Operations.name(k.scenario, local.context(), local.operation());
    }

    private void requests(int shared) {
        Requests now = Requests.of(k.conn().slots, k.scenario::isWriteback);
        Integer number = requestNumbers.putIfAbsent(now, requestNumbers.size());
        if (number == null) {
            number = requestNumbers.size() - 1;
            if (number == requests.length) {
                requests = Arrays.copyOf(requests, 2 * number);
            }
            requests[number] = now;
        }
        requestsOf[shared] = number;
        costs.merge(Cost.PAGES_HELD, (long) now.pagesHeld(), Math::max);
        costs.merge(Cost.REQUESTS_HELD, (long) now.held(), Math::max);
    }

    /** Looks at every step: what it takes, what it sends, whom it puts to sleep. */
    private void steps() {
        byte[] sent = new byte[graph.edges()];
        byte[] writes = new byte[graph.edges()];
        byte[] copies = new byte[graph.edges()];
        byte[] sleeps = new byte[graph.edges()];
        for (int s = 0; s < graph.expanded(); s++) {
            for (int edge = graph.firstEdge(s); edge < graph.endEdge(s); edge++) {
                int t = graph.successor(edge);
                int context = graph.context(edge);
                LocalState before = graph.local(s, context);
                LocalState after = graph.local(t, context);
                taken(s, edge, before, after);
                Requests from = requests[requestsOf[graph.shared(s)]];
                Requests to = requests[requestsOf[graph.shared(t)]];
                if (from != to) {
                    sent[edge] = (byte) to.sentSince(from, null);
                    writes[edge] = (byte) to.sentSince(from, FuseReq.Opcode.WRITE);
                    copies[edge] = (byte) to.copiedSince(from);
                }
                boolean slept =
                        after.kind() == LocalState.Kind.WAIT
                                && exploration.sleeps(after, graph.shared(t));
                sleeps[edge] = (byte) (slept ? 1 : 0);
            }
        }
        LongestPath paths = new LongestPath(graph);
        costs.put(Cost.REQUESTS, paths.most(sent));
        costs.put(Cost.WRITES, paths.most(writes));
        costs.put(Cost.COPIES, paths.most(copies));
        costs.put(Cost.SLEEPS, paths.most(sleeps));
    }

    private void taken(int state, int edge, LocalState before, LocalState after) {
        int context = graph.context(edge);
        int a = held[graph.shared(state) * contexts + context - 1] | heldBy(before);
        int to = graph.shared(graph.successor(edge));
        int b = held[to * contexts + context - 1] | heldBy(after);
        int fresh = b & ~a;
        if (fresh == 0 || (a & b) == 0 || graph.label(state, edge).contains(TRYLOCK)) {
            return;
        }
        for (String next : classes.names(fresh)) {
            for (String lock : classes.names(a & b)) {
                order.putIfAbsent(new LockEdge(lock, next).key(), where(before));
            }
        }
    }
}
