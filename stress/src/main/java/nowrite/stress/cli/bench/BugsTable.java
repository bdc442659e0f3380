package nowrite.stress.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
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
     * @param answers the median of each engine
     */
    public record Line(
            String kernel, String scenario, List<String> properties, List<Answer> answers) {

        /** Copies the lists. */
        public Line {
            properties = List.copyOf(properties);
            answers = List.copyOf(answers);
        }

        private boolean has(Answer.Kind kind) {
            return answers.stream().anyMatch(answer -> answer.kind() == kind);
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
            List<Answer> medians = new ArrayList<>();
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
        StringBuilder where = new StringBuilder(machine);
        finders.stream()
                .map(BugFinder::circumstances)
                .filter(text -> !text.isEmpty())
                .forEach(text -> where.append("; ").append(text));
        return new BugsTable(
                2, where.toString(), runs, finders.stream().map(BugFinder::engine).toList(), rows);
    }

    /** The median; an answer without a time stands for all. */
    static Answer median(BugFinder finder, Bug bug, int runs) throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Answer answer = finder.ask(bug);
            if (!answer.isFound()) {
                return answer;
            }
            answers.add(answer);
        }
        answers.sort(Comparator.comparingDouble(Answer::seconds));
        return answers.get(runs / 2);
    }

    /** The table in Markdown. */
    public String markdown() {
        List<String> notes = new ArrayList<>();
        StringBuilder out = new StringBuilder();
        String shown = runs == 1 ? "one run each" : "median of " + runs;
        out.append(machine).append(". Seconds, ").append(shown).append(".\n\n");
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
            row.answers().forEach(a -> out.append(' ').append(cell(a, notes)).append(" |"));
            out.append('\n');
        }
        for (int i = 0; i < notes.size(); i++) {
            out.append(i == 0 ? "\n" : "").append(i + 1).append(". ");
            out.append(notes.get(i)).append(".\n");
        }
        return out.toString();
    }

    /** What stands in the table; a reason is a note below it. */
    private static String cell(Answer answer, List<String> notes) {
        if (answer.isFound()) {
            return answer.toString();
        }
        if (!notes.contains(answer.text())) {
            notes.add(answer.text());
        }
        return answer.kind().word() + " (" + (notes.indexOf(answer.text()) + 1) + ")";
    }

    /** A line for a person, while it is measured. */
    public static String line(Line row, List<String> engines) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < engines.size(); i++) {
            cells.add(engines.get(i) + " " + row.answers().get(i));
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

    /** 0; 70 if an engine that was asked did not find a bug, 69 if one was skipped. */
    public int exitCode() {
        if (has(Answer.Kind.NOT_FOUND)) {
            return ExitCode.FAILED;
        }
        return has(Answer.Kind.SKIPPED) ? ExitCode.UNAVAILABLE : ExitCode.OK;
    }

    private boolean has(Answer.Kind kind) {
        return rows.stream().anyMatch(row -> row.has(kind));
    }

    /** The bugs that an engine was asked for and did not find, or skipped, for a person. */
    public String missed() {
        StringBuilder out = new StringBuilder();
        for (Answer.Kind kind : List.of(Answer.Kind.NOT_FOUND, Answer.Kind.SKIPPED)) {
            rows.stream()
                    .filter(row -> row.has(kind))
                    .forEach(
                            row ->
                                    out.append(kind.word())
                                            .append(": ")
                                            .append(line(row, engines))
                                            .append('\n'));
        }
        return out.toString();
    }
}
