package nowrite.stress.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import nowrite.spec.ExitCode;
import nowrite.stress.cli.home.AtomicFile;
import nowrite.stress.cli.home.UsageException;

/**
 * Time to the first counterexample for each known bug and engine.
 *
 * @param schema version of this form
 * @param machine processor, cores, JDK
 * @param runs how often each was run
 * @param engines the columns
 * @param rows a row for each bug
 */
public record BugsTable(
        int schema, String machine, int runs, List<String> engines, List<Line> rows) {

    private static final String BEGIN = "<!-- generated: begin -->\n";
    private static final String END = "<!-- generated: end -->";

    /** Copies the lists. */
    public BugsTable {
        engines = List.copyOf(engines);
        rows = List.copyOf(rows);
    }

    /**
     * One bug.
     *
     * @param kernel the kernel
     * @param scenario the scenario
     * @param properties what is violated
     * @param seconds the median for each engine; negative as in {@link BugFinder}
     */
    public record Line(
            String kernel, String scenario, List<String> properties, List<Double> seconds) {

        /** Copies the lists. */
        public Line {
            properties = List.copyOf(properties);
            seconds = List.copyOf(seconds);
        }
    }

    /**
     * Measures.
     *
     * @param runs how often each engine is asked for each bug
     * @param heard gets a line for each bug that is done
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public static BugsTable measure(
            List<Bug> bugs, List<BugFinder> finders, String machine, int runs, Consumer<Line> heard)
            throws InterruptedException {
        List<Line> rows = new ArrayList<>();
        for (Bug bug : bugs) {
            List<Double> medians = new ArrayList<>();
            for (BugFinder finder : finders) {
                medians.add(median(finder, bug, runs));
            }
            Line line =
                    new Line(
                            bug.kernel().toString(),
                            bug.scenario().name(),
                            bug.properties().stream().map(Enum::name).toList(),
                            medians);
            rows.add(line);
            heard.accept(line);
        }
        return new BugsTable(
                1, machine, runs, finders.stream().map(BugFinder::engine).toList(), rows);
    }

    /** The median; that it was missed once counts as missed. */
    static double median(BugFinder finder, Bug bug, int runs) throws InterruptedException {
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = finder.seconds(bug);
            if (seconds[i] < 0) {
                return seconds[i];
            }
        }
        Arrays.sort(seconds);
        return seconds[runs / 2];
    }

    /** The table in Markdown. */
    public String markdown() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, "%s. Seconds, median of %d.%n%n", machine, runs));
        out.append("| kernel | scenario | violates |");
        engines.forEach(engine -> out.append(' ').append(engine).append(" |"));
        out.append("\n|---|---|---|").append("---|".repeat(engines.size())).append('\n');
        for (Line row : rows) {
            out.append("| ")
                    .append(row.kernel())
                    .append(" | ")
                    .append(row.scenario())
                    .append(" | ")
                    .append(String.join(" ", row.properties()))
                    .append(" |");
            row.seconds().forEach(s -> out.append(' ').append(cell(s)).append(" |"));
            out.append('\n');
        }
        return out.toString();
    }

    private static String cell(double seconds) {
        if (seconds == BugFinder.NOT_ASKED) {
            return "";
        }
        return seconds < 0 ? "not found" : String.format(Locale.ROOT, "%.2f", seconds);
    }

    /** A line for a person, while it is measured. */
    public static String line(Line row, List<String> engines) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < engines.size(); i++) {
            String cell = cell(row.seconds().get(i));
            if (!cell.isEmpty()) {
                cells.add(engines.get(i) + " " + cell);
            }
        }
        return row.kernel() + ", " + row.scenario() + ": " + String.join(", ", cells);
    }

    /**
     * Puts the table between the marks of a document.
     *
     * @throws UsageException if the document has lost its marks
     */
    public void write(Path document) {
        try {
            String text = Files.readString(document);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new UsageException(
                        document
                                + " has lost its marks: a line '"
                                + BEGIN.strip()
                                + "' and below it a line '"
                                + END
                                + "'.");
            }
            AtomicFile.write(
                    document,
                    text.substring(0, begin)
                            + BEGIN
                            + "\n"
                            + markdown()
                            + "\n"
                            + text.substring(end));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + document, e);
        }
    }

    /** 0, or 70 if an engine that was asked did not find a bug. */
    public int exitCode() {
        return rows.stream()
                        .flatMap(row -> row.seconds().stream())
                        .anyMatch(s -> s == BugFinder.NOT_FOUND)
                ? ExitCode.FAILED
                : ExitCode.OK;
    }

    /** The bugs that an engine was asked for and did not find, for a person. */
    public String missed() {
        return rows.stream()
                .filter(row -> row.seconds().contains(BugFinder.NOT_FOUND))
                .map(row -> "not found: " + line(row, engines) + "\n")
                .collect(Collectors.joining());
    }
}
