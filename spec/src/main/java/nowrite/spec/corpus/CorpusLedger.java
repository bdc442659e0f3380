package nowrite.spec.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nowrite.spec.scenario.ScenarioException;

/**
 * Every bug that is known to the project, each once: which are in the corpus, which wait for a
 * generation, which are left out and why.
 *
 * @param rows the rows by their id
 */
public record CorpusLedger(Map<String, Row> rows) {

    /** Name of the file in the folder of the corpus. */
    public static final String FILE = "ledger.tsv";

    private static final Pattern ID = Pattern.compile("[FMD][0-9]{2}");
    private static final Pattern GENERATION = Pattern.compile("[0-9]+(\\.[0-9]+)+");
    private static final String EXAMPLE =
            "F12\twaits\t6.1\tbde52788bdb7\t2013\tfuse: wait for writeback in"
                    + " fuse_file_fallocate()\tfallocate is not modelled";

    /** Copies the map, in order. */
    public CorpusLedger {
        rows = Collections.unmodifiableMap(new TreeMap<>(rows));
    }

    /** What becomes of a bug. */
    public enum State {
        /** It has a folder in the corpus. */
        IN,
        /** Another row, or a scenario, shows it. */
        SEE,
        /** It is to come with a generation. */
        WAITS,
        /** It is not about the protocols that are modelled. */
        OUT;

        /** The word in the file. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * A bug that is known.
     *
     * @param id its number
     * @param state what becomes of it
     * @param where the generation that it waits for, the row or scenario that shows it; empty
     *     otherwise
     * @param commit the commit that fixed it; empty if it has a folder, which says it, or none is
     *     known
     * @param year the year of that commit, as text; empty like the commit
     * @param what the commit's subject, or the bug in a few words; empty like the commit
     * @param reason why it waits, is left out or is seen elsewhere
     */
    public record Row(
            String id,
            State state,
            String where,
            String commit,
            String year,
            String what,
            String reason) {}

    /**
     * Reads the file.
     *
     * @throws ScenarioException if a line is wrong
     * @throws IOException if it cannot be read
     */
    public static CorpusLedger read(Path file) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Row row = row(file, number, line);
            if (rows.put(row.id(), row) != null) {
                throw error(file, number, row.id() + " stands there twice");
            }
        }
        return new CorpusLedger(rows);
    }

    private static Row row(Path file, int number, String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (!ID.matcher(fields.get(0)).matches()) {
            throw error(file, number, "'" + fields.get(0) + "' is not the id of a bug");
        }
        State state =
                Arrays.stream(State.values())
                        .filter(s -> fields.size() > 1 && s.word().equals(fields.get(1)))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        error(
                                                file,
                                                number,
                                                "what becomes of "
                                                        + fields.get(0)
                                                        + "? "
                                                        + states()));
        if (state == State.IN) {
            if (fields.size() != 2) {
                throw new ScenarioException(
                        file.toString(),
                        number,
                        "what is in the corpus has everything else in its folder",
                        fields.get(0) + "\tin");
            }
            return new Row(fields.get(0), state, "", "", "", "", "");
        }
        if (fields.size() != 7) {
            throw error(
                    file,
                    number,
                    "7 fields, separated by tabs, were expected, not "
                            + fields.size()
                            + ": id, state, where, commit, year, what, reason");
        }
        if (fields.get(6).isBlank() || fields.get(5).isBlank()) {
            throw error(file, number, "what it is and the reason must not be empty");
        }
        if (state == State.WAITS && !GENERATION.matcher(fields.get(2)).matches()) {
            throw error(file, number, "'" + fields.get(2) + "' is not the name of a generation");
        }
        return new Row(
                fields.get(0),
                state,
                fields.get(2),
                fields.get(3),
                fields.get(4),
                fields.get(5),
                fields.get(6));
    }

    private static String states() {
        return Arrays.stream(State.values()).map(State::word).collect(Collectors.joining(", "));
    }

    private static ScenarioException error(Path file, int number, String reason) {
        return new ScenarioException(file.toString(), number, reason, EXAMPLE);
    }
}
