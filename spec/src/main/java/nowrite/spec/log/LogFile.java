package nowrite.spec.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nowrite.spec.trace.TraceException;

/**
 * The file of a log, a JSON document a line: first a head, then the events. The head has their
 * number, so that a file that was cut off is noticed. Event i (from 0) is on line i + 2.
 */
public final class LogFile {

    /** The version of the form that this code writes and reads. */
    private static final int VERSION = 1;

    private static final int FIRST_LINE = 2;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private final Path file;
    private final Map<String, LogEvent> previous = new HashMap<>();
    private int line;

    private LogFile(Path file) {
        this.file = file;
    }

    private record Head(
            int nowriteLog,
            String scenario,
            String kernel,
            String engine,
            String reproduce,
            int runs,
            int events,
            Map<String, String> initial) {}

    /** The line of an event of a log. */
    public static int line(int event) {
        return event + FIRST_LINE;
    }

    /**
     * Writes a log.
     *
     * @throws IOException if that fails
     */
    public static void write(StepLog log, Writer out) throws IOException {
        Head head =
                new Head(
                        VERSION,
                        log.scenario(),
                        log.kernel(),
                        log.engine(),
                        log.reproduce(),
                        log.runs(),
                        log.events().size(),
                        log.initial());
        out.write(MAPPER.writeValueAsString(head) + "\n");
        for (LogEvent event : log.events()) {
            out.write(MAPPER.writeValueAsString(event) + "\n");
        }
    }

    /**
     * Reads a log.
     *
     * @throws TraceException if it is not a whole log, with the line
     * @throws IOException if the file cannot be read
     */
    public static StepLog read(Path file) throws IOException {
        return new LogFile(file).read();
    }

    private StepLog read() throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            Head head = head(next(in));
            List<LogEvent> events = new ArrayList<>();
            int run = 1;
            for (String text = next(in); text != null; text = next(in)) {
                LogEvent event = parse(text, LogEvent.class);
                check(event, run, head.runs());
                run = event.run();
                events.add(event);
            }
            if (events.size() != head.events()) {
                throw wrong(
                        "the file ends after "
                                + events.size()
                                + " events, but its head says "
                                + head.events());
            }
            return new StepLog(
                    head.scenario(),
                    head.kernel(),
                    head.engine(),
                    head.reproduce(),
                    head.runs(),
                    head.initial() == null ? Map.of() : head.initial(),
                    events);
        } catch (CharacterCodingException e) {
            line++;
            throw wrong("this is not UTF-8 text");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String next(BufferedReader in) throws IOException {
        String text = in.readLine();
        if (text != null) {
            line++;
        }
        return text;
    }

    private Head head(String text) {
        if (text == null) {
            throw wrong("the file is empty");
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw wrong("this is not a log of steps: " + e.getOriginalMessage());
        }
        JsonNode version = tree.path("nowriteLog");
        if (!version.isInt()) {
            throw wrong("this is not a log of steps: its first line has no nowriteLog");
        }
        if (version.intValue() != VERSION) {
            throw wrong("version " + version + ", but this program reads version " + VERSION);
        }
        Head head = parse(text, Head.class);
        require(head.scenario() != null, "scenario is missing");
        require(head.kernel() != null, "kernel is missing");
        require(head.engine() != null, "engine is missing");
        require(head.reproduce() != null, "reproduce is missing");
        require(head.runs() > 0, "runs is not a number above 0");
        return head;
    }

    private void check(LogEvent event, int run, int runs) {
        require(event.task() != null, "task is missing");
        require(event.label() != null, "label is missing");
        require((event.end() == null) == (event.next() == null), "end and next go together");
        require(
                event.run() >= run && event.run() <= runs,
                "run " + event.run() + " after run " + run + " of " + runs);
        require(event.begin() <= event.latest(), "it ends before it begins");
        if (event.run() > run) {
            previous.clear();
        }
        LogEvent before = previous.put(event.task(), event);
        require(
                before == null || before.latest() < event.begin(),
                "it begins before the step of " + event.task() + " before it has ended");
    }

    private <V> V parse(String text, Class<V> type) {
        try {
            V value = MAPPER.readValue(text, type);
            require(value != null, "nothing is there");
            return value;
        } catch (JsonMappingException e) {
            String field =
                    e.getPath().stream()
                            .map(reference -> reference.getFieldName() + ": ")
                            .collect(Collectors.joining());
            throw wrong(field + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw wrong(e.getOriginalMessage());
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private TraceException wrong(String what) {
        return new TraceException(file + ":" + line, what);
    }
}
