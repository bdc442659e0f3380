package nowrite.stress.selftest.mutant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;

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

    /** Larger searches of kernels with a change are left out: the change is what differs there. */
    private static final long MOST_CHANGED = 2_000;

    /**
     * The pairs that an engine decides: first of each scenario the smallest, then the others; of
     * both the smaller first. So what only one scenario shows is found early.
     *
     * @param engine the engine
     * @param most pairs with more states are left out; kernels with a change are left out earlier
     */
    public static List<Pair> of(List<Scenario> scenarios, Sizes sizes, String engine, long most) {
        List<Pair> pairs = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            if (scenario.engines().contains(engine)) {
                for (Expectation expectation : scenario.expectations()) {
                    KernelId kernel = expectation.kernel();
                    long states = sizes.of(scenario.name(), kernel.toString());
                    long limit = kernel.equals(kernel.twin()) ? most : Math.min(most, MOST_CHANGED);
                    if (states <= limit) {
                        pairs.add(new Pair(scenario, kernel, states));
                    }
                }
            }
        }
        pairs.sort(Comparator.comparingLong(Pair::states).thenComparing(Pair::name));
        Set<String> seen = new HashSet<>();
        List<Pair> first = new ArrayList<>();
        List<Pair> others = new ArrayList<>();
        for (Pair pair : pairs) {
            (seen.add(pair.scenario().name()) ? first : others).add(pair);
        }
        first.addAll(others);
        return first;
    }

    /** The pair in words. */
    public String name() {
        return scenario.name() + " on " + kernel;
    }
}
