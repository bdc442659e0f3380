package nowrite.spec.scenario;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;

/**
 * The verdict that a scenario must have on one kernel.
 *
 * @param kernel the kernel
 * @param violates exactly the properties that must be violated; empty if all hold
 * @param blocks names of the tasks whose waiting for good is accepted, and must be seen
 * @param line the line of the scenario file that says so
 */
public record Expectation(KernelId kernel, Set<Property> violates, Set<String> blocks, int line) {

    /** Copies the sets, in a fixed order. */
    public Expectation {
        Set<Property> ordered = EnumSet.noneOf(Property.class);
        ordered.addAll(violates);
        violates = Collections.unmodifiableSet(ordered);
        blocks = Collections.unmodifiableSet(new LinkedHashSet<>(blocks));
    }

    /** Whether every property is expected to hold. */
    public boolean holds() {
        return violates.isEmpty();
    }

    /** The verdict as text: {@code holds}, {@code violates P1 P13, blocks t}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (violates.isEmpty()) {
            text.append("holds");
        } else {
            text.append("violates");
            violates.forEach(property -> text.append(' ').append(property));
        }
        if (!blocks.isEmpty()) {
            text.append(", blocks");
            blocks.forEach(task -> text.append(' ').append(task));
        }
        return text.toString();
    }
}
