package nowrite.spec.tlc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nowrite.spec.KernelCatalogue;

/**
 * The TLA+ modules of a folder, as far as the names of kernels depend on them: which module extends
 * which, and which operators they define.
 *
 * @param extended the modules that each module extends
 * @param bodies the operators that each module defines
 * @param steps the labels of steps in all modules
 */
record TlaModules(
        Map<String, List<String>> extended, Map<String, List<Body>> bodies, Set<String> steps) {

    private static final Pattern DEFINITION =
            Pattern.compile("^([A-Za-z0-9_]+)(?:\\([^)]*\\))?\\s*==", Pattern.MULTILINE);
    private static final Pattern EXTENDS =
            Pattern.compile("^EXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)", Pattern.MULTILINE);
    private static final Pattern STRINGS = Pattern.compile("\\A\\s*\\{([^}]*)\\}");
    private static final Pattern NAME =
            Pattern.compile(
                    "(.+?)(?:__since_([0-9]+(?:_[0-9]+)*))?(?:__client_([a-z0-9]+))?"
                            + "((?:__(?:without|with)_[a-z0-9_]+)*)");
    private static final Pattern CHANGE = Pattern.compile("__(without|with)_([a-z0-9_]+?)(?=__|$)");
    private static final String BEFORE = "Before";

    /**
     * One body of an operator.
     *
     * @param name the name under which it is defined: {@code X__since_3_13__without_crop}
     * @param operator what it is a body of: {@code X}
     * @param since the generation from which on it is the body, {@code 3.13}; empty for the first
     * @param client the file system that it belongs to, {@code metadata}; empty for all
     * @param changes the changes that it belongs to, {@code without crop}; empty for the
     *     generation's own body
     * @param before operators that go back to the body that they had before {@code since}; empty
     *     for every other body
     * @param text what stands after the {@code ==}
     */
    record Body(
            String name,
            String operator,
            String since,
            String client,
            Set<String> changes,
            Set<String> before,
            String text) {

        static Body of(String name, String text) {
            Matcher matcher = NAME.matcher(name);
            if (!matcher.matches()) {
                return new Body(name, name, "", "", Set.of(), Set.of(), text);
            }
            String since = matcher.group(2) == null ? "" : matcher.group(2).replace('_', '.');
            Set<String> changes = new TreeSet<>();
            CHANGE.matcher(matcher.group(4))
                    .results()
                    .forEach(c -> changes.add(c.group(1) + " " + c.group(2).replace('_', '-')));
            return new Body(
                    name,
                    matcher.group(1),
                    since,
                    matcher.group(3) == null ? "" : matcher.group(3),
                    Collections.unmodifiableSet(changes),
                    matcher.group(1).equals(BEFORE) ? strings(text) : Set.of(),
                    text);
        }

        /** Whether it is a disjunction of actions, which have names of their own. */
        boolean union() {
            return text.stripLeading().startsWith("\\/");
        }

        private static Set<String> strings(String text) {
            Matcher set = STRINGS.matcher(text);
            Set<String> names = new TreeSet<>();
            if (set.find()) {
                Stream.of(set.group(1).split(","))
                        .map(one -> one.trim().replace("\"", ""))
                        .filter(one -> !one.isEmpty())
                        .forEach(names::add);
            }
            return Collections.unmodifiableSet(names);
        }

        /** Whether it only names operators that go back to an older body. */
        boolean isBefore() {
            return operator.equals(BEFORE);
        }
    }

    /** The name of an operator without generation and changes. */
    static String plainName(String operator) {
        return Body.of(operator, "").operator();
    }

    /**
     * Reads the modules of a folder.
     *
     * @throws IOException if they cannot be read
     */
    static TlaModules read(Path folder) throws IOException {
        Map<String, List<String>> extended = new TreeMap<>();
        Map<String, List<Body>> bodies = new TreeMap<>();
        Set<String> steps = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith(".tla")) {
                    continue;
                }
                String text = Files.readString(file);
                String module = name.substring(0, name.length() - ".tla".length());
                Matcher clause = EXTENDS.matcher(text);
                extended.put(
                        module,
                        clause.find() ? List.of(clause.group(1).split("\\s*,\\s*")) : List.of());
                bodies.put(module, bodies(text));
                steps.addAll(KernelCatalogue.stepsIn(text));
            }
        }
        return new TlaModules(extended, bodies, steps);
    }

    private static List<Body> bodies(String text) {
        List<MatchResult> heads = DEFINITION.matcher(text).results().toList();
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            bodies.add(Body.of(heads.get(i).group(1), text.substring(heads.get(i).end(), end)));
        }
        return bodies;
    }

    /** All bodies of an operator. */
    List<Body> bodiesOf(String operator) {
        return bodies.values().stream()
                .flatMap(List::stream)
                .filter(body -> body.operator().equals(operator))
                .toList();
    }

    /** The modules of the folder that a module extends, itself included. */
    Set<String> closure(String module) {
        Set<String> closure = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (extended.containsKey(next) && closure.add(next)) {
                open.addAll(extended.get(next));
            }
        }
        return closure;
    }
}
