package nowrite.stress.patch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a patch's sources a report of locks is about: by its labels, else by its lock. */
final class PlaceInPatch {
    private static final Pattern KNOWN = Pattern.compile("^\\S+\\.java:\\d+: .*", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("\\b(\\w+:\\w+)\\b");
    private static final Pattern HELD = Pattern.compile("holding (?:[\\w>-]*->)?(\\w+)");

    private PlaceInPatch() {}

    /**
     * A report's first line, with file and line in front where they are known.
     *
     * @param report one line, or several as lockdep has them
     */
    static String before(PatchFolder patch, String report) {
        String first = report.lines().findFirst().orElse("");
        if (KNOWN.matcher(first).matches()) {
            return first;
        }
        List<String> patterns = new ArrayList<>();
        Matcher labels = LABEL.matcher(report);
        while (labels.find()) {
            patterns.add("\"" + Pattern.quote(labels.group(1)) + "\"");
        }
        Matcher held = HELD.matcher(report);
        if (held.find()) {
            patterns.add("\\block\\((?:[\\w.()]*\\.)?" + held.group(1) + "\\b");
        }
        return patterns.stream()
                .flatMap(one -> line(patch, Pattern.compile(one)).stream())
                .findFirst()
                .map(place -> place + ": " + first)
                .orElse(first);
    }

    private static Optional<String> line(PatchFolder patch, Pattern pattern) {
        for (Path source : patch.sources()) {
            try {
                List<String> lines = Files.readAllLines(source);
                for (int i = 0; i < lines.size(); i++) {
                    if (pattern.matcher(lines.get(i)).find()) {
                        return Optional.of(source.getFileName() + ":" + (i + 1));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + source, e);
            }
        }
        return Optional.empty();
    }
}
