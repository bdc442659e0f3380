package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.stress.cli.jobs.Row;

/**
 * The grid of kernels and properties, over all scenarios. A property is violated on a kernel if
 * some scenario shows it.
 *
 * @param cells for each kernel, the generations first, then the changed ones, the cell of each
 *     property
 */
public record Grid(Map<KernelId, Map<Property, Cell>> cells) {

    /** Of two engines on the same scenario, the word further in front stands. */
    private static final List<Word> OF_ENGINES =
            List.of(
                    Word.VIOLATED,
                    Word.FAILED,
                    Word.HOLDS_EXHAUSTED,
                    Word.HOLDS_SAMPLED,
                    Word.NOT_EXERCISED,
                    Word.UNKNOWN,
                    Word.PENDING,
                    Word.SKIPPED);

    /** Of several scenarios, the word further in front stands. */
    private static final List<Word> OF_SCENARIOS =
            List.of(
                    Word.VIOLATED,
                    Word.FAILED,
                    Word.UNKNOWN,
                    Word.HOLDS_EXHAUSTED,
                    Word.HOLDS_SAMPLED,
                    Word.NOT_EXERCISED,
                    Word.PENDING,
                    Word.SKIPPED);

    /** The grid of what the rows say. */
    public static Grid of(Collection<Row> rows) {
        Map<KernelId, Map<Property, Cell>> cells = new TreeMap<>(KernelId.GENERATIONS_FIRST);
        rows.forEach(row -> cells.putIfAbsent(row.job().kernel(), new EnumMap<>(Property.class)));
        cells.forEach(
                (kernel, line) -> {
                    List<Row> ofKernel =
                            rows.stream().filter(row -> row.job().kernel().equals(kernel)).toList();
                    for (Property property : Property.values()) {
                        line.put(property, cell(property, ofKernel));
                    }
                });
        return new Grid(Collections.unmodifiableMap(cells));
    }

    private static Cell cell(Property property, List<Row> ofKernel) {
        Map<String, List<Word>> byScenario = new LinkedHashMap<>();
        boolean expectedViolated = false;
        for (Row row : ofKernel) {
            byScenario
                    .computeIfAbsent(row.outcome().scenario(), name -> new ArrayList<>())
                    .add(row.outcome().words().getOrDefault(property, Word.FAILED));
            expectedViolated |=
                    row.expectation()
                            .map(expected -> expected.violates().contains(property))
                            .orElse(false);
        }
        List<Word> words =
                byScenario.values().stream().map(list -> first(OF_ENGINES, list)).toList();
        return new Cell(first(OF_SCENARIOS, words), expectedViolated);
    }

    private static Word first(List<Word> order, List<Word> words) {
        return words.stream()
                .min((a, b) -> Integer.compare(order.indexOf(a), order.indexOf(b)))
                .orElse(Word.SKIPPED);
    }
}
