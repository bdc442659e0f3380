package nowrite.stress.selftest.mutant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;

/**
 * A scenario on a kernel.
 *
 * @param scenario the scenario
 * @param kernel the kernel
 * @param states the recorded number of its states
 */
public record Pair(Scenario scenario, KernelId kernel, long states) {

    /** Says how many states a scenario on a kernel has; a large number if nobody knows. */
    public interface Sizes {
        /** The number of states. */
        long of(String scenario, String kernel);
    }

    /** Says whether the bench's engine decides a scenario on a kernel. */
    public interface Asked {
        /** Whether it does. */
        boolean about(Scenario scenario, KernelId kernel);
    }

    /** Larger searches of kernels with a change are left out: the change is what differs there. */
    private static final long MOST_CHANGED = 2_000;

    /** The same where one looks longer. */
    private static final long MOST_CHANGED_LONGER = 6_000;

    /** What a search costs beside its states, in states. */
    private static final long START = 1_500;

    /**
     * The pairs that an engine decides, in the order in which they are tried: the smaller first,
     * but before that those that have in them what none before them has, so that what few scenarios
     * show is found early.
     *
     * @param asked what the engine decides
     * @param most pairs with more states are left out; kernels with a change are left out earlier
     */
    public static List<Pair> of(List<Scenario> scenarios, Sizes sizes, Asked asked, long most) {
        return of(scenarios, sizes, asked, most, MOST_CHANGED);
    }

    /** As the other, with larger searches of kernels with a change: for a longer look. */
    public static List<Pair> ofMore(List<Scenario> scenarios, Sizes sizes, Asked asked, long most) {
        return of(scenarios, sizes, asked, most, MOST_CHANGED_LONGER);
    }

    private static List<Pair> of(
            List<Scenario> scenarios, Sizes sizes, Asked asked, long most, long mostChanged) {
        List<Pair> pairs = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            for (Expectation expectation : scenario.expectations()) {
                KernelId kernel = expectation.kernel();
                long states = sizes.of(scenario.name(), kernel.toString());
                long limit = kernel.equals(kernel.twin()) ? most : Math.min(most, mostChanged);
                if (states <= limit && asked.about(scenario, kernel)) {
                    pairs.add(new Pair(scenario, kernel, states));
                }
            }
        }
        return differentFirst(pairs);
    }

    /**
     * Pairs in another order: next is always the one with the most that is new for what its search
     * costs.
     */
    public static List<Pair> differentFirst(List<Pair> pairs) {
        List<Pair> left = new ArrayList<>(pairs);
        left.sort(Comparator.comparingLong(Pair::states).thenComparing(Pair::name));
        List<Pair> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (!left.isEmpty()) {
            Pair best = left.get(0);
            double most = 0;
            for (Pair pair : left) {
                Set<String> fresh = new HashSet<>(pair.words());
                fresh.removeAll(seen);
                double worth = 1.0 * fresh.size() / (START + pair.states());
                if (worth > most) {
                    most = worth;
                    best = pair;
                }
            }
            seen.addAll(best.words());
            order.add(best);
            left.remove(best);
        }
        return order;
    }

    /** What is in a scenario: operations, what the daemon may do, what must be reached. */
    private Set<String> words() {
        Set<String> words = new HashSet<>();
        words.add("generation " + kernel.generation());
        words.add("pages " + scenario.pages());
        words.add("mappings " + scenario.mappings());
        words.add("file ends in the middle of a page: " + scenario.fileHalves() % 2);
        words.add("daemon " + scenario.daemon());
        words.add("threads of the daemon: " + scenario.daemonThreads());
        words.add("silent: " + scenario.silent());
        words.add("the daemon allocates: " + (scenario.allocator() != 0));
        words.add("tasks " + scenario.tasks().size());
        words.add("client " + scenario.client());
        words.add("alloc may fail: " + scenario.allocMayFail());
        words.add("most pages " + scenario.maxPages());
        scenario.setattrOutcomes().forEach(outcome -> words.add("outcome " + outcome));
        scenario.reach().forEach(reach -> words.add("reach " + reach.text()));
        for (Task task : scenario.tasks()) {
            words.add("operations of a task: " + task.ops().size());
            for (Op op : task.ops()) {
                words.add(op.kind() + " of " + op.length());
                words.add(op.kind() + (op.size() % 2 == 0 ? " even" : " odd"));
            }
        }
        return words;
    }

    /** The pair in words. */
    public String name() {
        return scenario.name() + " on " + kernel;
    }
}
