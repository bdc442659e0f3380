package nowrite.stress.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.spec.scenario.Scenario;

/** docs/expectations.md and the table of docs/properties.md, from scenarios and properties. */
public final class ExpectationTable {
    private ExpectationTable() {}

    /** What each scenario must show on each kernel, and why: the comment behind the verdict. */
    public static String expectations(List<Scenario> scenarios) {
        StringBuilder text = new StringBuilder("| scenario | kernel | verdict | reason |\n");
        text.append("|---|---|---|---|\n");
        for (Scenario scenario : scenarios) {
            List<String> lines = lines(scenario);
            for (Expectation e : scenario.expectations()) {
                text.append("| ").append(scenario.name()).append(" | ").append(e.kernel());
                text.append(" | ").append(e.text()).append(" | ");
                text.append(reason(lines.get(e.line() - 1))).append(" |\n");
            }
        }
        return text.toString();
    }

    /**
     * Which properties are violated on which kernel by at least one scenario; generations first.
     */
    public static String grid(List<Scenario> scenarios) {
        Map<KernelId, Set<Property>> violated = new TreeMap<>(KernelId.GENERATIONS_FIRST);
        for (Scenario scenario : scenarios) {
            for (Expectation e : scenario.expectations()) {
                violated.computeIfAbsent(e.kernel(), k -> EnumSet.noneOf(Property.class))
                        .addAll(e.violates());
            }
        }
        StringBuilder text = new StringBuilder("| kernel |");
        StringBuilder line = new StringBuilder("|---|");
        for (Property p : Property.values()) {
            text.append(' ').append(p).append(" |");
            line.append("---|");
        }
        text.append('\n').append(line).append('\n');
        violated.forEach(
                (kernel, properties) -> {
                    text.append("| ").append(kernel).append(" |");
                    for (Property p : Property.values()) {
                        text.append(properties.contains(p) ? " violated |" : " |");
                    }
                    text.append('\n');
                });
        return text.toString();
    }

    /** The comment of a line; empty if there is none. */
    static String reason(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? "" : line.substring(hash + 1).trim().replace("|", "\\|");
    }

    private static List<String> lines(Scenario scenario) {
        try {
            return Files.readAllLines(scenario.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each property in words, with its source. */
    public static String properties() {
        StringBuilder text = new StringBuilder("| id | in short | statement | source |\n");
        text.append("|---|---|---|---|\n");
        for (Property p : Property.values()) {
            text.append("| ").append(p).append(" | ").append(p.title()).append(" | ");
            text.append(p.statement()).append(" | ").append(p.source()).append(" |\n");
        }
        return text.toString();
    }
}
