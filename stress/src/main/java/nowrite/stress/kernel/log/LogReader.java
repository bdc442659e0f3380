package nowrite.stress.kernel.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Reads a log from one file or several, as daemons and clients write it: NDJSON, also compressed
 * with gzip; and what ftrace prints of probes (*.ftrace). The lines of a file may stand in any
 * order of time; the files have one clock.
 */
public final class LogReader {

    private static final Set<String> KINDS =
            Set.of("req", "rep", "begin", "end", "init", "note", "final", "bdi", "probe");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Draft draft = new Draft();
    private final ProbeReader probes = new ProbeReader();
    private final List<String> remarks = new ArrayList<>();
    private final String ending;
    private int events;

    private LogReader(String ending) {
        this.ending = ending;
    }

    /**
     * Reads the files as one log.
     *
     * @throws LogException if one is no such log, with the file and the line
     * @throws IOException if one cannot be read
     */
    public static KernelLog read(List<Path> files) throws IOException {
        return read(files, "");
    }

    /**
     * Reads the files as one log.
     *
     * @param ending what the files' names get when they are kept, {@code .gz}: places in the log
     *     name the files as a person finds them then
     * @throws LogException if one is no such log, with the file and the line
     * @throws IOException if one cannot be read
     */
    public static KernelLog read(List<Path> files, String ending) throws IOException {
        LogReader reader = new LogReader(ending);
        for (Path file : files) {
            reader.file(file);
        }
        return reader.draft.log(reader.events, reader.probes.probes(), reader.remarks);
    }

    private void file(Path file) throws IOException {
        int before = events;
        boolean isProbes = file.getFileName().toString().matches(".*\\.ftrace(\\.gz)?");
        boolean ended = false;
        try (BufferedReader lines = open(file)) {
            int number = 0;
            String next = lines.readLine();
            while (next != null) {
                String line = next;
                number++;
                next = lines.readLine();
                String place = file.getFileName() + ending + ":" + number;
                if (isProbes) {
                    events += probes.take(place, line) ? 1 : 0;
                    continue;
                }
                JsonNode event = event(place, line, next == null);
                if (event != null) {
                    events++;
                    ended |= event.path("e").asText().equals("end") && !event.has("th");
                    take(place, event);
                }
            }
        } catch (EOFException e) {
            remarks.add(file.getFileName() + " ends in the middle of its compression");
        }
        if (events == before) {
            throw new LogException(
                    file
                            + " is no log: it has no line with an event; the first one should begin"
                            + " with {\"e\":");
        }
        if (draft.endDaemonsFile() && !ended) {
            remarks.add(
                    file.getFileName() + " has no end mark: what came last may be missing from it");
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            InputStream text =
                    file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            return new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            in.close();
            throw new LogException(file + " is named .gz and is not compressed: " + e.getMessage());
        }
    }

    private JsonNode event(String place, String line, boolean isLast) {
        if (line.isBlank()) {
            return null;
        }
        JsonNode event;
        try {
            event = mapper.readTree(line);
        } catch (JsonProcessingException e) {
            if (isLast && events > 0 && line.startsWith("{\"e\":")) {
                remarks.add(place + " is cut off and was left out");
                return null;
            }
            throw new LogException(place + ": not a line of JSON: " + shown(line));
        }
        if (!KINDS.contains(event.path("e").asText())) {
            throw new LogException(
                    place
                            + ": \"e\" is "
                            + event.path("e")
                            + "; a log of the boundary has req, rep, begin and end: "
                            + shown(line));
        }
        return event;
    }

    private static String shown(String line) {
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    private void take(String place, JsonNode event) {
        switch (event.get("e").asText()) {
            case "req" -> draft.request(place, event);
            case "rep" -> draft.reply(place, event);
            case "begin" -> draft.begin(place, event);
            case "end" -> {
                if (event.has("th")) {
                    draft.end(place, event);
                }
            }
            case "init" -> draft.init(place, event);
            default -> {
                // Remarks, settings and end states say nothing about the order of effects.
            }
        }
    }

    /** Sorted and without repetitions. */
    static long[] moments(long[] times, int count) {
        long[] sorted = Arrays.copyOf(times, count);
        Arrays.sort(sorted);
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[kept++] = sorted[i];
            }
        }
        return Arrays.copyOf(sorted, kept);
    }
}
