package nowrite.stress.selftest.tla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The TLA+ modules as texts and definitions, and which operator needs which. */
final class Modules {
    private static final String SUFFIX = ".tla";

    /** Between an operator and what makes its body another one: a generation, a change. */
    static final String VARIANT = "__";

    private final Map<String, String> texts = new TreeMap<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final Set<String> variables = new TreeSet<>();
    private final Map<String, Set<String>> used = new HashMap<>();
    private final Map<String, Set<String>> users = new HashMap<>();
    private final Map<String, Set<String>> tuples = new HashMap<>();

    private Modules() {}

    /**
     * Reads a folder.
     *
     * @throws UncheckedIOException if it cannot be read
     */
    static Modules read(Path folder) {
        Modules modules = new Modules();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    modules.add(
                            name.substring(0, name.length() - SUFFIX.length()),
                            Files.readString(file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
        modules.connect();
        return modules;
    }

    /** One module in place of a folder; for tests. */
    static Modules of(String name, String text) {
        Modules modules = new Modules();
        modules.add(name, text);
        modules.connect();
        return modules;
    }

    private void add(String name, String text) {
        texts.put(name, text);
        List<Token> tokens = Token.of(text);
        definitions.addAll(Definition.of(name, tokens));
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("VARIABLES", "VARIABLE")) {
                for (i++; i < tokens.size() && tokens.get(i).column() > 0; i++) {
                    if (tokens.get(i).isName()) {
                        variables.add(tokens.get(i).text());
                    }
                }
            }
        }
    }

    private void connect() {
        Set<String> names = new HashSet<>();
        definitions.forEach(definition -> names.add(definition.name()));
        for (Definition definition : definitions) {
            Set<String> needs = used.computeIfAbsent(definition.name(), n -> new TreeSet<>());
            for (Token token : definition.body()) {
                if (names.contains(token.text())) {
                    needs.add(token.text());
                }
            }
            int cut = definition.name().indexOf(VARIANT);
            if (cut > 0) {
                // In some kernels it stands in the place of the other.
                used.computeIfAbsent(definition.name().substring(0, cut), n -> new TreeSet<>())
                        .add(definition.name());
            }
            if (definition.body().get(0).is("<<")) {
                tuples.put(definition.name(), namesIn(definition.body()));
            }
        }
        used.forEach(
                (name, needs) ->
                        needs.forEach(
                                need ->
                                        users.computeIfAbsent(need, n -> new TreeSet<>())
                                                .add(name)));
    }

    /** The names of the modules. */
    Collection<String> names() {
        return texts.keySet();
    }

    /** The text of a module. */
    String text(String module) {
        return texts.get(module);
    }

    /** All definitions, in the order of modules and lines. */
    List<Definition> definitions() {
        return definitions;
    }

    /** The operators that need an operator, at whatever distance, and itself. */
    Set<String> users(String operator) {
        return reach(operator, users, true);
    }

    /** The operators that an operator needs, at whatever distance, and itself. */
    Set<String> needs(String operator) {
        return reach(operator, used, true);
    }

    private static Set<String> reach(
            String from, Map<String, Set<String>> by, boolean throughVariants) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if ((throughVariants || next.equals(from) || !next.contains(VARIANT))
                    && reached.add(next)) {
                open.addAll(by.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    /** Whether an operator is an action: it looks where a context stands. */
    boolean isStep(String operator) {
        for (Definition definition : definitions) {
            if (definition.name().equals(operator)) {
                List<Token> body = definition.body();
                for (int i = 0; i + 1 < body.size(); i++) {
                    if (body.get(i).is("pc") && body.get(i + 1).is("[")
                            || body.get(i).is("MayTest", "Awake")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** The variables whose next value an operator says, itself or through others. */
    Set<String> assigns(String operator) {
        Set<String> assigned = new TreeSet<>();
        for (String name : reach(operator, used, false)) {
            for (Definition definition : definitions) {
                if (definition.name().equals(name)) {
                    assigns(definition.body(), assigned);
                }
            }
        }
        return assigned;
    }

    private void assigns(List<Token> body, Set<String> assigned) {
        for (int i = 0; i < body.size(); i++) {
            if (body.get(i).is("UNCHANGED")) {
                int end = body.get(i + 1).is("<<") ? Definition.closing(body, i + 1) : i + 1;
                namesIn(body.subList(i + 1, end + 1)).forEach(name -> flatten(name, assigned));
            } else if (i + 2 < body.size()
                    && variables.contains(body.get(i).text())
                    && body.get(i + 1).is("'")
                    && body.get(i + 2).is("=")) {
                assigned.add(body.get(i).text());
            }
        }
    }

    private void flatten(String name, Set<String> into) {
        if (variables.contains(name)) {
            into.add(name);
        } else {
            tuples.getOrDefault(name, Set.of()).forEach(part -> flatten(part, into));
        }
    }

    private static Set<String> namesIn(List<Token> tokens) {
        Set<String> names = new TreeSet<>();
        tokens.stream().filter(Token::isName).forEach(token -> names.add(token.text()));
        return names;
    }
}
