package nowrite.spec.corpus;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.scenario.Scenario;

/**
 * What an entry says of a scenario on one kernel.
 *
 * @param scenario the scenario
 * @param kernel the kernel
 * @param fixed whether the kernel has the fix
 * @param violated whether the properties are violated; else they hold
 * @param about the properties, in the order of the catalogue, at least one
 * @param line the line of the entry that says so
 * @param reason the comment behind it
 */
public record Claim(
        Scenario scenario,
        KernelId kernel,
        boolean fixed,
        boolean violated,
        Set<Property> about,
        int line,
        String reason) {

    /** Copies the set, in order. */
    public Claim {
        Set<Property> ordered = EnumSet.noneOf(Property.class);
        ordered.addAll(about);
        about = Collections.unmodifiableSet(ordered);
    }

    /**
     * Whether a property's verdict is what is claimed. That it holds is shown only by a search of
     * the whole space in which it was exercised.
     */
    public boolean isMetBy(Word word) {
        return word == (violated ? Word.VIOLATED : Word.HOLDS_EXHAUSTED);
    }

    /** The claim as text: {@code violates P3 P4}, {@code holds P3 P4}. */
    public String text() {
        StringBuilder text = new StringBuilder(violated ? "violates" : "holds");
        about.forEach(property -> text.append(' ').append(property));
        return text.toString();
    }
}
