package nowrite.stress.cli.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.jobs.Counts;

/**
 * A known bug: a kernel with one change that violates what its generation does not, and the
 * scenario with the fewest states that shows it.
 *
 * @param kernel the kernel
 * @param scenario the scenario
 * @param properties what is violated because of the change
 */
public record Bug(KernelId kernel, Scenario scenario, Set<Property> properties) {

    /** All that the scenarios expect, one for each change, by name. */
    public static List<Bug> all(List<Scenario> scenarios, Counts counts) {
        Map<String, Bug> smallest = new TreeMap<>();
        Comparator<Bug> order =
                Comparator.comparingLong((Bug bug) -> bug.states(counts))
                        .thenComparing(bug -> bug.scenario.name() + bug.kernel);
        for (Scenario scenario : scenarios) {
            for (Expectation expectation : scenario.expectations()) {
                Bug bug = of(scenario, expectation);
                if (bug != null) {
                    smallest.merge(bug.change(), bug, (a, b) -> order.compare(a, b) <= 0 ? a : b);
                }
            }
        }
        return new ArrayList<>(smallest.values());
    }

    private static Bug of(Scenario scenario, Expectation expectation) {
        KernelId kernel = expectation.kernel();
        if (kernel.changes().size() != 1) {
            return null;
        }
        Set<Property> properties = EnumSet.noneOf(Property.class);
        properties.addAll(expectation.violates());
        for (Expectation other : scenario.expectations()) {
            if (other.kernel().toString().equals(kernel.generation())) {
                properties.removeAll(other.violates());
            }
        }
        return properties.isEmpty() ? null : new Bug(kernel, scenario, properties);
    }

    /** What the kernel of this bug violates because of the change in another scenario. */
    Set<Property> propertiesIn(Scenario other) {
        return other.expectation(kernel)
                .map(expectation -> of(other, expectation))
                .map(Bug::properties)
                .orElse(Set.of());
    }

    /** The change: {@code without nowrite}. */
    public String change() {
        return kernel.changes().get(0);
    }

    private long states(Counts counts) {
        return counts.states(scenario.name(), kernel.toString());
    }
}
