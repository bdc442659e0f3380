package nowrite.stress.kernel.log;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what ftrace prints of probes on fuse's functions: {@code TASK-PID [CPU] FLAGS SECONDS:
 * NAME: (WHERE) KEY=VALUE...}. Lines that begin with # are its header.
 */
final class ProbeReader {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*\\S.*-(\\d+)\\s+\\[\\d+\\]\\s+\\S+\\s+(\\d+\\.\\d+): (\\w+): \\([^)]*\\)(.*)");
    private static final Pattern PAIR = Pattern.compile("(\\w+)=(\\S+)");
    private static final long NOWRITE = Integer.MIN_VALUE;

    private record Line(BigDecimal time, String place, Matcher match) {}

    private final List<Line> lines = new ArrayList<>();

    /**
     * Takes a line.
     *
     * @throws LogException if it is none of ftrace's
     */
    boolean take(String place, String text) {
        if (text.isBlank() || text.startsWith("#")) {
            return false;
        }
        Matcher match = LINE.matcher(text);
        if (!match.matches()) {
            throw new LogException(place + ": not a line of ftrace: " + text);
        }
        lines.add(new Line(new BigDecimal(match.group(2)), place, match));
        return true;
    }

    /** The probes in the order of their times. */
    List<Probe> probes() {
        lines.sort(Comparator.comparing(Line::time));
        List<Probe> probes = new ArrayList<>();
        for (Line line : lines) {
            probes.add(probe(line, probes.size()));
        }
        return probes;
    }

    private static Probe probe(Line line, int moment) {
        Map<String, String> values = new HashMap<>();
        Matcher pairs = PAIR.matcher(line.match().group(4));
        while (pairs.find()) {
            values.put(pairs.group(1), pairs.group(2));
        }
        try {
            long writectr = Long.parseLong(values.getOrDefault("writectr", "0"));
            return new Probe(
                    line.place(),
                    moment,
                    line.match().group(3),
                    Long.parseLong(line.match().group(1)),
                    values.getOrDefault("inode", ""),
                    values.containsKey("writectr"),
                    writectr < 0,
                    (int) (writectr < 0 ? writectr - NOWRITE : writectr),
                    Long.parseLong(values.getOrDefault("off", "-1")),
                    Long.parseLong(values.getOrDefault("size", "-1")),
                    Long.parseLong(
                            values.getOrDefault("pgoff", values.getOrDefault("index", "-1"))));
        } catch (NumberFormatException e) {
            throw new LogException(line.place() + ": a number was expected: " + e.getMessage());
        }
    }
}
