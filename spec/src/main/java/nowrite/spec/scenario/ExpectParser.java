package nowrite.spec.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;
import nowrite.spec.Property;

/** Reads the expected verdict of one kernel: {@code 2.6.26 without crop violates P2, blocks t}. */
final class ExpectParser {

    private final KernelCatalogue catalogue;
    private final Client client;
    private final Set<String> tasks;
    private final boolean silent;

    /**
     * Reads verdicts about these kernels and tasks, on this file system, with a daemon that is
     * silent or not.
     */
    ExpectParser(KernelCatalogue catalogue, Client client, Set<String> tasks, boolean silent) {
        this.catalogue = catalogue;
        this.client = client;
        this.tasks = tasks;
        this.silent = silent;
    }

    /**
     * Reads a line that starts with {@code expect}.
     *
     * @throws ScenarioException if it is wrong
     */
    Expectation parse(Line line) {
        List<String> words = Line.words(line.rest());
        int verdict = 1;
        while (verdict < words.size() && KernelId.isConjunction(words.get(verdict))) {
            verdict += 2;
        }
        KernelId kernel = kernel(line, words.subList(0, Math.min(verdict, words.size())));
        if (verdict >= words.size()) {
            throw line.error("the verdict is missing", example(kernel, "holds"));
        }
        String text = String.join(" ", words.subList(verdict, words.size()));
        boolean holds = false;
        Set<Property> violates = EnumSet.noneOf(Property.class);
        Set<String> blocks = new LinkedHashSet<>();
        for (String part : line.withRest(text).parts()) {
            List<String> clause = Line.words(part);
            List<String> names = clause.isEmpty() ? clause : clause.subList(1, clause.size());
            switch (clause.isEmpty() ? "" : clause.get(0)) {
                case "holds" -> {
                    if (!names.isEmpty()) {
                        throw line.error(
                                "'holds' is about all properties and takes no names",
                                example(kernel, "holds"));
                    }
                    holds = true;
                }
                case "violates" -> violates(line, kernel, names, violates);
                case "blocks" -> blocks(line, kernel, names, blocks);
                default ->
                        throw line.error(
                                "'" + part + "' is not a verdict (holds, violates, blocks)",
                                example(kernel, "violates P1 P2"));
            }
        }
        if (holds && !violates.isEmpty()) {
            throw line.error(
                    "a kernel either holds or violates something", example(kernel, "holds"));
        }
        return new Expectation(kernel, violates, blocks, line.number());
    }

    private KernelId kernel(Line line, List<String> words) {
        try {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("the kernel is missing");
            }
            KernelId kernel = KernelId.parse(String.join(" ", words));
            catalogue.check(kernel);
            checkClient(kernel);
            return kernel;
        } catch (IllegalArgumentException e) {
            throw new ScenarioException(
                    line.file(),
                    line.number(),
                    e.getMessage(),
                    "expect " + someKernel() + "  holds");
        }
    }

    /** A change of the client that keeps metadata means nothing where FUSE is the file system. */
    private void checkClient(KernelId kernel) {
        for (String change : kernel.changes()) {
            if (client == Client.FUSE && change.matches("with(out)? client-.*")) {
                throw new IllegalArgumentException(
                        "'" + change + "' needs the line 'client " + Client.METADATA.word() + "'");
            }
        }
    }

    private String someKernel() {
        String generation = catalogue.generations().stream().findFirst().orElse("2.6.26");
        return catalogue.changes().getOrDefault(generation, Set.of()).stream()
                .findFirst()
                .map(change -> generation + " " + change)
                .orElse(generation);
    }

    private void violates(Line line, KernelId kernel, List<String> names, Set<Property> into) {
        String example = example(kernel, "violates P1 P2");
        if (names.isEmpty()) {
            throw line.error("'violates' names no property", example);
        }
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
            if (!into.add(property)) {
                throw line.error(name + " is named twice", example);
            }
        }
    }

    private void blocks(Line line, KernelId kernel, List<String> names, Set<String> into) {
        String example = example(kernel, "blocks " + tasks.stream().findFirst().orElse("t"));
        if (names.isEmpty()) {
            throw line.error("'blocks' names no task", example);
        }
        if (!silent) {
            throw line.error(
                    "no task can block for good behind a daemon that answers; a deadlock is"
                            + " 'violates P8'",
                    "daemon any-order, silent");
        }
        List<String> known = new ArrayList<>(tasks);
        for (String name : names) {
            if (!known.contains(name)) {
                throw line.error(
                        "there is no task '" + name + "'; there is " + String.join(", ", known),
                        example);
            }
            if (!into.add(name)) {
                throw line.error("task " + name + " is named twice", example);
            }
        }
    }

    private static String properties() {
        return Arrays.stream(Property.values())
                .map(Property::name)
                .collect(Collectors.joining(" "));
    }

    private static String example(KernelId kernel, String verdict) {
        return "expect " + kernel + "  " + verdict;
    }
}
