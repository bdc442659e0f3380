package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the file of a {@link GraphWriter}. A file that is not whole is an error. */
final class GraphReader {

    private final Path file;
    private final TlcGraph.Tables tables = new TlcGraph.Tables();
    private String line;
    private int number;
    private int at;
    private int expanded = -1;
    private boolean ended;

    private GraphReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read
     * @throws TlcException if it is cut off or not understood, with the line
     */
    static TlcGraph.Tables read(Path file) throws IOException {
        return new GraphReader(file).read();
    }

    private TlcGraph.Tables read() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            for (line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                at = line.indexOf(' ') + 1;
                record(at == 0 ? line : line.substring(0, at - 1));
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw wrong("it is not understood");
        }
        if (!ended) {
            throw wrong("the file is cut off there: the line 'end STATES EDGES' is missing");
        }
        tables.expandUpTo(tables.states());
        return tables;
    }

    private void record(String kind) {
        if (number == 1) {
            require(line.equals(GraphWriter.MAGIC), "'" + GraphWriter.MAGIC + "' was expected");
            return;
        }
        require(!ended, "nothing may follow 'end'");
        switch (kind) {
            case "variables" -> tables.variables(List.of(line.substring(at).split(" ")));
            case "action" -> {
                String name = word();
                tables.action(name, integer());
                require(at > line.length(), "it goes on");
            }
            case "value" -> tables.value(integer(), value());
            case "state" -> {
                int[] values = new int[tables.variables().size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = integer();
                    require(tables.hasValue(i, values[i]), "a value that was not written");
                }
                require(at > line.length(), "it goes on");
                tables.state(values);
            }
            case "init" -> tables.initial(state());
            case "edge" -> edge();
            case "end" -> {
                require(integer() == tables.states(), "another number of states was read");
                require(integer() == tables.edges(), "another number of edges was read");
                ended = true;
            }
            default -> throw wrong("'" + kind + "' is not known");
        }
    }

    private void edge() {
        int from = state();
        int to = state();
        int action = integer();
        require(at > line.length(), "it goes on");
        require(from >= expanded, "the edges of state " + from + " do not stand together");
        require(tables.hasAction(action), "there is no action " + action);
        expanded = from;
        tables.edge(from, to, action);
    }

    private TlaValue value() {
        try {
            return TlaValue.parse(line.substring(at));
        } catch (TlcException e) {
            throw wrong(e.getMessage());
        }
    }

    private int state() {
        int state = integer();
        require(state < tables.states(), "there is no state " + state + " yet");
        return state;
    }

    private String word() {
        int end = line.indexOf(' ', at);
        String word = line.substring(at, end < 0 ? line.length() : end);
        at += word.length() + 1;
        return word;
    }

    private int integer() {
        int value = 0;
        int start = at;
        for (; at < line.length() && line.charAt(at) != ' '; at++) {
            int digit = line.charAt(at) - '0';
            require(digit >= 0 && digit <= 9 && at - start < 9, "a number was expected");
            value = 10 * value + digit;
        }
        require(at > start, "a number was expected");
        at++;
        return value;
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private TlcException wrong(String what) {
        String text =
                line == null ? "" : " (" + line.substring(0, Math.min(60, line.length())) + ")";
        return new TlcException(
                "the state graph that TLC wrote, "
                        + file.getFileName()
                        + ", line "
                        + number
                        + text
                        + ": "
                        + what);
    }
}
