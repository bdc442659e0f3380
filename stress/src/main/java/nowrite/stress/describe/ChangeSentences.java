package nowrite.stress.describe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * For each change of a kernel a sentence that says what it does. In the TLA+ modules a comment
 * {@code (* NAME: sentence. *)}, of one line or of several, stands above the operators of the
 * change; what only the Java model has is in a file of its own.
 */
final class ChangeSentences {
    private static final String OWN = "changes.txt";
    private static final Pattern COMMENT = Pattern.compile("\\(\\* (.*?)\\s*\\*\\)\\s*");
    private static final Pattern NAMED = Pattern.compile("([a-z0-9]+(?:-[a-z0-9]+)*): (.*)");
    private static final Pattern OPERATOR =
            Pattern.compile("[A-Za-z]\\w*?__(without|with)_(\\w+?)\\b.*");

    private final Map<String, String> sentences = new HashMap<>();

    /**
     * Reads the sentences.
     *
     * @throws UncheckedIOException if they cannot be read
     */
    ChangeSentences(Path tla) {
        own();
        for (Path module : modules(tla)) {
            read(module);
        }
    }

    /** The sentence of a change such as {@code without crop}; empty if none is known. */
    String of(String change) {
        return sentences.getOrDefault(change, "");
    }

    /** The modules; another file system's part of a change comes after that of the core. */
    private static List<Path> modules(Path tla) {
        try (Stream<Path> files = Files.list(tla)) {
            return files.filter(file -> file.toString().endsWith(".tla"))
                    .sorted(
                            Comparator.comparing(
                                            (Path file) ->
                                                    file.getFileName()
                                                            .toString()
                                                            .startsWith("Client"))
                                    .thenComparing(Comparator.naturalOrder()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + tla, e);
        }
    }

    private void own() {
        try (InputStream in = ChangeSentences.class.getResourceAsStream(OWN)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(
                            line -> {
                                int colon = line.indexOf(": ");
                                sentences.put(line.substring(0, colon), line.substring(colon + 2));
                            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + OWN, e);
        }
    }

    private void read(Path module) {
        List<String> lines;
        try {
            lines = Files.readAllLines(module);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + module, e);
        }
        List<String> comment = new ArrayList<>();
        boolean inComment = false;
        for (String line : lines) {
            Matcher words = COMMENT.matcher(line);
            if (words.matches()) {
                if (!inComment) {
                    comment.clear();
                }
                comment.add(words.group(1));
                inComment = true;
                continue;
            }
            inComment = false;
            Matcher operator = OPERATOR.matcher(line);
            if (operator.matches()) {
                operator(operator, String.join(" ", comment).replaceAll("\\s+", " "));
            }
        }
    }

    /** An operator of a change, below a comment that may be the change's. */
    private void operator(Matcher operator, String comment) {
        String name = operator.group(2).replace('_', '-');
        Matcher named = NAMED.matcher(comment);
        if (named.matches() && named.group(1).equals(name)) {
            sentences.putIfAbsent(operator.group(1) + " " + name, named.group(2));
        }
    }
}
