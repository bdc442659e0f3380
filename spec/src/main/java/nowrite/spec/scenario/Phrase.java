package nowrite.spec.scenario;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;

/**
 * A line that says something of a kernel: its name, and the words that follow it.
 *
 * @param kernel the kernel, which exists
 * @param rest the words behind its name
 */
public record Phrase(KernelId kernel, List<String> rest) {

    /** Copies the list. */
    public Phrase {
        rest = List.copyOf(rest);
    }

    /**
     * Splits a line behind its first word.
     *
     * @throws ScenarioException if it does not begin with a kernel that exists
     */
    public static Phrase of(Line line, KernelCatalogue catalogue) {
        List<String> words = Line.words(line.rest());
        int end = 1;
        while (end < words.size() && KernelId.isConjunction(words.get(end))) {
            end += 2;
        }
        end = Math.min(end, words.size());
        try {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("the kernel is missing");
            }
            KernelId kernel = KernelId.parse(String.join(" ", words.subList(0, end)));
            catalogue.check(kernel);
            return new Phrase(kernel, words.subList(end, words.size()));
        } catch (IllegalArgumentException e) {
            throw line.error(
                    e.getMessage(), line.keyword() + " " + someKernel(catalogue) + "  holds");
        }
    }

    static String someKernel(KernelCatalogue catalogue) {
        String generation = catalogue.generations().stream().findFirst().orElse("2.6.26");
        return catalogue.changes().getOrDefault(generation, Set.of()).stream()
                .findFirst()
                .map(change -> generation + " " + change)
                .orElse(generation);
    }

    /**
     * The properties that words name.
     *
     * @param example a correct line, for messages
     * @throws ScenarioException if one does not exist, or stands there twice
     */
    public static Set<Property> properties(Line line, List<String> names, String example) {
        Set<Property> found = EnumSet.noneOf(Property.class);
        for (String name : names) {
            Property property =
                    Arrays.stream(Property.values())
                            .filter(p -> p.name().equals(name))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            line.error(
                                                    "'"
                                                            + name
                                                            + "' is not a property; there is "
                                                            + properties(),
                                                    example));
            if (!found.add(property)) {
                throw line.error(name + " is named twice", example);
            }
        }
        return found;
    }

    private static String properties() {
        return Arrays.stream(Property.values())
                .map(Property::name)
                .collect(Collectors.joining(" "));
    }
}
