package nowrite.spec.scenario;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        Phrase phrase = Phrase.of(line, catalogue);
        KernelId kernel = phrase.kernel();
        checkClient(line, kernel);
        if (phrase.rest().isEmpty()) {
            throw line.error("the verdict is missing", example(kernel, "holds"));
        }
        String text = String.join(" ", phrase.rest());
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

    /** A change of the client that keeps metadata means nothing where FUSE is the file system. */
    private void checkClient(Line line, KernelId kernel) {
        for (String change : kernel.changes()) {
            if (client == Client.FUSE && change.matches("with(out)? client-.*")) {
                throw line.error(
                        "'" + change + "' needs the line 'client " + Client.METADATA.word() + "'",
                        "expect " + Phrase.someKernel(catalogue) + "  holds");
            }
        }
    }

    private void violates(Line line, KernelId kernel, List<String> names, Set<Property> into) {
        String example = example(kernel, "violates P1 P2");
        if (names.isEmpty()) {
            throw line.error("'violates' names no property", example);
        }
        for (Property property : Phrase.properties(line, names, example)) {
            if (!into.add(property)) {
                throw line.error(property + " is named twice", example);
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

    private static String example(KernelId kernel, String verdict) {
        return "expect " + kernel + "  " + verdict;
    }
}
