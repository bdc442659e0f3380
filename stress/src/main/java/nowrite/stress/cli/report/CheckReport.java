package nowrite.stress.cli.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Expectation;
import nowrite.stress.cli.jobs.Outcome;
import nowrite.stress.cli.jobs.Row;

/**
 * A whole check as {@code --json} prints it.
 *
 * @param schema version of this form
 * @param jdk the version of the JDK that ran it
 * @param exitCode the exit code
 * @param verdict the exit code in words
 * @param findings what is wrong, in words
 * @param grid one line for each kernel
 * @param runs one entry for each run, with everything that came out
 */
public record CheckReport(
        int schema,
        String jdk,
        int exitCode,
        String verdict,
        Findings findings,
        List<GridLine> grid,
        List<Run> runs) {

    /** The version of the form. */
    public static final int SCHEMA = 1;

    /**
     * A kernel's line of the grid.
     *
     * @param kernel the kernel
     * @param cells for each property the verdict, whether a violation is expected, and whether both
     *     agree
     */
    public record GridLine(String kernel, Map<Property, GridCell> cells) {}

    /** One cell of the grid; {@code word} is the verdict word of the contract. */
    public record GridCell(String word, boolean expectedViolated, boolean asExpected) {}

    /**
     * One run.
     *
     * @param expected the verdict that the scenario states for the kernel
     * @param asExpected whether it came out
     * @param remembered whether it is from an earlier start
     * @param outcome everything that came out
     */
    public record Run(String expected, boolean asExpected, boolean remembered, Outcome outcome) {}

    /** Puts the report together. */
    public static CheckReport of(List<Row> rows, Findings findings) {
        List<GridLine> grid = new ArrayList<>();
        Grid.of(rows).cells().forEach((kernel, line) -> grid.add(gridLine(kernel, line)));
        List<Run> runs = rows.stream().map(CheckReport::run).toList();
        return new CheckReport(
                SCHEMA,
                System.getProperty("java.version"),
                findings.exitCode(),
                findings.sentence(rows.size()),
                findings,
                grid,
                runs);
    }

    private static GridLine gridLine(KernelId kernel, Map<Property, Cell> line) {
        Map<Property, GridCell> cells = new LinkedHashMap<>();
        line.forEach(
                (property, cell) ->
                        cells.put(
                                property,
                                new GridCell(
                                        cell.word().text(),
                                        cell.expectedViolated(),
                                        cell.asExpected())));
        return new GridLine(kernel.toString(), cells);
    }

    /** A run as JSON shows it. */
    public static Run run(Row row) {
        String expected = row.expectation().map(Expectation::text).orElse("nothing");
        return new Run(expected, row.judgement().asExpected(), row.remembered(), row.outcome());
    }
}
