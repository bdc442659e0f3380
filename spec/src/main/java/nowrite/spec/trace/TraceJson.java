package nowrite.spec.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Collectors;

/** The JSON form of a trace. The same trace always gives the same bytes. */
public final class TraceJson {

    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .defaultPropertyInclusion(
                            JsonInclude.Value.construct(
                                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                    .build();

    private static final ObjectWriter WRITER =
            MAPPER.writer(
                    new DefaultPrettyPrinter()
                            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private TraceJson() {}

    /** The trace as JSON, with a line feed at the end. */
    public static String write(Trace trace) {
        try {
            return WRITER.writeValueAsString(trace) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a trace cannot be written as JSON", e);
        }
    }

    /**
     * Reads a trace file.
     *
     * @throws TraceException if it is not a whole trace of the known schema version
     * @throws IOException if the file cannot be read
     */
    public static Trace read(Path file) throws IOException {
        return parse(file.toString(), Files.readString(file));
    }

    /**
     * Reads the JSON form of a trace.
     *
     * @param place what messages call the text, usually the file
     * @throws TraceException if it is not a whole trace of the known schema version
     */
    public static Trace parse(String place, String json) {
        Trace trace;
        try {
            JsonNode tree = MAPPER.readTree(json);
            JsonNode schema = tree.path("schema");
            if (!schema.isInt()) {
                throw new TraceException(
                        place,
                        "schema is missing, so this is not a trace; ./nowrite check and"
                                + " ./nowrite explore write traces, each beside its .txt");
            }
            if (schema.intValue() != Trace.SCHEMA) {
                throw new TraceException(
                        place,
                        "schema version "
                                + schema
                                + ", but this program reads version "
                                + Trace.SCHEMA
                                + again(tree.path("reproduce").asText()));
            }
            if (!tree.has("steps")) {
                throw new TraceException(place, "steps are missing");
            }
            trace = MAPPER.readValue(json, Trace.class);
        } catch (JsonMappingException e) {
            throw new TraceException(place + position(e.getLocation()), field(e));
        } catch (JsonProcessingException e) {
            throw new TraceException(place + position(e.getLocation()), plain(e));
        }
        TraceCheck.check(place, trace);
        return trace;
    }

    private static String again(String reproduce) {
        return reproduce.isEmpty() ? "" : "; make it anew: " + reproduce;
    }

    /** The library's message without its copy of the source. */
    private static String plain(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("(?s) *\\(start marker at .*", "");
    }

    private static String position(JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String field(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(
                                reference ->
                                        reference.getFieldName() == null
                                                ? "[" + reference.getIndex() + "]"
                                                : reference.getFieldName())
                        .collect(Collectors.joining("."));
        return (path.isEmpty() ? "" : path + ": ") + reason(e);
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known =
                    unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return "there is no such field; what can stand here: " + known;
        }
        if (e instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
            String value =
                    e instanceof InvalidFormatException text ? ", and is " + text.getValue() : "";
            return "must be " + kind(wrong.getTargetType()) + value;
        }
        return e.getOriginalMessage();
    }

    private static String kind(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == String.class) {
            return "a text";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }
}
