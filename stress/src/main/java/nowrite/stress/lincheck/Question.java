package nowrite.stress.lincheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nowrite.spec.KernelId;
import nowrite.spec.Property;

/**
 * What a child JVM is asked: does a scenario on a kernel violate one of some properties? It is the
 * child's command line.
 *
 * @param scenarios the folder of the scenario files
 * @param file the scenario
 * @param kernel the kernel
 * @param asked the properties; P8 is always asked, for Lincheck ends at a deadlock
 * @param invocations schedules of each iteration at most
 * @param iterations how often to begin anew, with threads started in another order
 * @param seconds the time for all of it
 * @param output the file that gets what Lincheck says
 * @param mutant name of a class that changes the kernel, a {@code Consumer<Kernel>}, which may be
 *     followed by {@code =} and a text for its constructor; {@code -} if none
 */
record Question(
        Path scenarios,
        Path file,
        KernelId kernel,
        Set<Property> asked,
        int invocations,
        int iterations,
        int seconds,
        Path output,
        String mutant) {

    /** No mutant. */
    static final String NONE = "-";

    /** Copies the set. */
    Question {
        asked = Set.copyOf(asked);
    }

    /** The question as arguments. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        arguments.add(scenarios.toString());
        arguments.add(file.toString());
        arguments.add(kernel.toString());
        arguments.add(
                new TreeSet<>(asked).stream().map(Property::name).collect(Collectors.joining(",")));
        arguments.add(String.valueOf(invocations));
        arguments.add(String.valueOf(iterations));
        arguments.add(String.valueOf(seconds));
        arguments.add(output.toString());
        arguments.add(mutant);
        return arguments;
    }

    /** Reads the arguments. */
    static Question of(String[] arguments) {
        Set<Property> asked = new TreeSet<>();
        for (String name : arguments[3].split(",")) {
            if (!name.isEmpty()) {
                asked.add(Property.valueOf(name));
            }
        }
        return new Question(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                KernelId.parse(arguments[2]),
                asked,
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                Integer.parseInt(arguments[6]),
                Path.of(arguments[7]),
                arguments[8]);
    }

    /** The properties as bits of their ordinals. */
    long mask() {
        long mask = 0;
        for (Property property : asked) {
            mask |= 1L << property.ordinal();
        }
        return mask;
    }
}
