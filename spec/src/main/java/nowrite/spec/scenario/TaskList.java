package nowrite.spec.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tasks of a scenario file, with operations and mappings numbered. */
record TaskList(List<Task> tasks, int mappings) {

    private static final int MAX_TASKS = 9;
    private static final String EXAMPLE = "task t   truncate 1h";

    /**
     * Reads all lines that start with {@code task}.
     *
     * @throws ScenarioException if one is wrong or there is none
     */
    static TaskList parse(ScenarioLines lines, OpParser opParser) {
        lines.required("task", EXAMPLE);
        Map<String, Line> lineOf = new LinkedHashMap<>();
        Map<String, List<OpParser.Parsed>> opsOf = new LinkedHashMap<>();
        int id = 1;
        for (Line line : lines.all("task")) {
            String[] words = line.rest().split("\\s+", 2);
            String name = words[0];
            checkName(line, name, lineOf.get(name));
            lineOf.put(name, line);
            List<OpParser.Parsed> ops = new ArrayList<>();
            for (String text : line.withRest(words.length == 2 ? words[1] : "").parts()) {
                if (id == Scenario.INITIAL_CONTENT) {
                    throw line.error("there are too many operations (98 at most)", EXAMPLE);
                }
                ops.add(opParser.parse(line, name, id++, text));
            }
            opsOf.put(name, ops);
            if (opsOf.size() > MAX_TASKS) {
                throw line.error("there are too many tasks (" + MAX_TASKS + " at most)", EXAMPLE);
            }
        }
        return numbered(lineOf, opsOf);
    }

    private static void checkName(Line line, String name, Line before) {
        if (!name.matches("[A-Za-z][A-Za-z0-9-]{0,11}") || name.equals("daemon")) {
            throw line.error(
                    "'"
                            + name
                            + "' is not the name of a task (up to 12 letters, digits and -, a letter"
                            + " first; not 'daemon')",
                    EXAMPLE);
        }
        if (before != null) {
            throw line.error(
                    "task " + name + " is in line " + before.number() + " already",
                    "task " + name + "2   truncate 1h");
        }
    }

    private static TaskList numbered(
            Map<String, Line> lineOf, Map<String, List<OpParser.Parsed>> opsOf) {
        Set<String> owners = owners(lineOf, opsOf);
        Map<String, Integer> mappingOf = new LinkedHashMap<>();
        for (String name : opsOf.keySet()) {
            if (owners.contains(name)) {
                mappingOf.put(name, mappingOf.size() + 1);
            }
        }
        List<Task> tasks = new ArrayList<>();
        opsOf.forEach(
                (name, parsed) -> {
                    List<Op> ops = new ArrayList<>();
                    for (OpParser.Parsed p : parsed) {
                        ops.add(p.via() == null ? p.op() : p.op().in(mappingOf.get(p.via())));
                    }
                    int own = mappingOf.getOrDefault(name, 0);
                    tasks.add(new Task(tasks.size() + 1, name, own, ops));
                });
        return new TaskList(tasks, mappingOf.size());
    }

    private static Set<String> owners(
            Map<String, Line> lineOf, Map<String, List<OpParser.Parsed>> opsOf) {
        Set<String> owners = new LinkedHashSet<>();
        opsOf.forEach(
                (name, parsed) -> {
                    for (OpParser.Parsed p : parsed) {
                        if (p.via() != null && !opsOf.containsKey(p.via())) {
                            throw lineOf.get(name)
                                    .error(
                                            "there is no task '" + p.via() + "' to go via",
                                            "task " + name + "   store 0h");
                        }
                        if (p.via() != null && p.op().kind() != Op.Kind.CLOSE) {
                            owners.add(p.via());
                        }
                    }
                });
        opsOf.forEach((name, parsed) -> checkClose(lineOf.get(name), name, parsed, owners));
        opsOf.forEach((name, parsed) -> checkWrites(lineOf.get(name), name, parsed, opsOf));
        return owners;
    }

    /** Whose handle a write(2) uses is asked about only if that one closes it. */
    private static void checkWrites(
            Line line,
            String name,
            List<OpParser.Parsed> parsed,
            Map<String, List<OpParser.Parsed>> opsOf) {
        for (OpParser.Parsed p : parsed) {
            if (p.op().kind() == Op.Kind.WRITE
                    && p.via() != null
                    && opsOf.get(p.via()).stream()
                            .noneMatch(other -> other.op().kind() == Op.Kind.CLOSE)) {
                throw line.error(
                        "task "
                                + p.via()
                                + " never closes its file, so it makes no difference to write(2) whose"
                                + " handle it uses",
                        "task " + name + "   " + p.op().text().replaceFirst("\\s+via.*", ""));
            }
        }
    }

    /** A task closes its mapping once, and it is one that somebody uses. */
    private static void checkClose(
            Line line, String name, List<OpParser.Parsed> parsed, Set<String> owners) {
        long closes = parsed.stream().filter(p -> p.op().kind() == Op.Kind.CLOSE).count();
        String example = "task " + name + "   store 0h, close";
        if (closes > 1) {
            throw line.error("task " + name + " closes its file twice", example);
        }
        if (closes == 1 && !owners.contains(name)) {
            throw line.error(
                    "task "
                            + name
                            + " has no mapping to close: nothing is stored or read through it",
                    example);
        }
    }
}
