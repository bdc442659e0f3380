package nowrite.spec.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nowrite.spec.KernelCatalogue;
import nowrite.spec.KernelId;

/** Reads the smaller lines of a scenario: reach, alloc, engines, budget, and all expect lines. */
final class SettingsParser {

    /** The operations that every file system has. */
    private static final Set<Op.Kind> OF_CLIENTS =
            Set.of(Op.Kind.STORE, Op.Kind.TRUNCATE, Op.Kind.WRITEPAGES, Op.Kind.FSYNC);

    private static final List<String> ENGINES = List.of("tlc", "explorer");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]+:[a-z0-9_.]+");
    private static final Pattern LIMITS =
            Pattern.compile("([1-9])\\s+(?:free-run\\s+([0-9])|strictlimit)");
    private static final Pattern STATES = Pattern.compile("states\\s+([1-9][0-9]{0,11})");
    private static final Pattern TIME = Pattern.compile("time\\s+([1-9][0-9]{0,5})([sm])");

    private SettingsParser() {}

    /** The reach conditions, in file order. */
    static List<Reach> reach(ScenarioLines lines, KernelCatalogue catalogue) {
        Map<Reach, Line> conditions = new LinkedHashMap<>();
        for (Line line : lines.all("reach")) {
            Reach reach = reach(line, catalogue);
            Line before = conditions.put(reach, line);
            if (before != null) {
                throw line.error(
                        "'" + reach.text() + "' is in line " + before.number() + " already",
                        "reach at fuse_send_writepage:drop");
            }
        }
        return List.copyOf(conditions.keySet());
    }

    private static Reach reach(Line line, KernelCatalogue catalogue) {
        List<String> words = Line.words(line.rest());
        boolean at = words.size() == 2 && words.get(0).equals("at");
        boolean asleep = words.size() == 2 && words.get(0).equals("asleep");
        if (at || asleep) {
            if (!LABEL.matcher(words.get(1)).matches()) {
                throw line.error(
                        "'" + words.get(1) + "' is not a step (kernel_function:what)",
                        "reach " + words.get(0) + " fuse_set_nowrite:wait");
            }
            if (!catalogue.mayBeStep(words.get(1))) {
                throw line.error(
                        "no kernel has a step '"
                                + words.get(1)
                                + "'; near it: "
                                + near(words.get(1), catalogue),
                        "reach " + words.get(0) + " fuse_set_nowrite:wait");
            }
            return new Reach(at ? Reach.Kind.AT : Reach.Kind.ASLEEP, words.get(1));
        }
        if (words.size() != 1 || ReachCondition.of(words.get(0)).isEmpty()) {
            throw line.error(
                    "'"
                            + line.rest()
                            + "' is not a condition; there is at STEP, asleep STEP, "
                            + Arrays.stream(ReachCondition.values())
                                    .map(ReachCondition::word)
                                    .collect(Collectors.joining(", ")),
                    "reach at fuse_send_writepage:drop");
        }
        return new Reach(Reach.Kind.NAMED, words.get(0));
    }

    /** The steps of the same function; of all functions with that start if there are none. */
    private static String near(String label, KernelCatalogue catalogue) {
        String function = label.substring(0, label.indexOf(':') + 1);
        String start = label.substring(0, Math.min(4, label.length()));
        List<String> same =
                catalogue.steps().stream().filter(step -> step.startsWith(function)).toList();
        List<String> found =
                same.isEmpty()
                        ? catalogue.steps().stream()
                                .filter(step -> step.startsWith(start))
                                .limit(8)
                                .toList()
                        : same;
        return found.isEmpty()
                ? "nothing (docs/model-map.md lists them)"
                : String.join(", ", found);
    }

    /** Checks the mode of the mount: other modes than the default stand with the kernel. */
    static void mount(Line line) {
        if (line != null && !line.rest().equals("default")) {
            throw line.error(
                    "'"
                            + line.rest()
                            + "' is not a mode of a mount that 'mount' knows; writeback_cache is"
                            + " said with the kernel ('3.15 with writeback-cache')",
                    "mount default");
        }
    }

    /** The most pages of one WRITE; those of the file if there is no line. */
    static int maxPages(Line line, int pages) {
        if (line == null) {
            return pages;
        }
        if (!line.rest().matches("[1-9]") || Integer.parseInt(line.rest()) > pages) {
            throw line.error(
                    "'max-pages' says how many pages one WRITE has at most, 1 to the file's "
                            + pages
                            + ", not '"
                            + line.rest()
                            + "'",
                    "max-pages 1");
        }
        return Integer.parseInt(line.rest());
    }

    /** When who makes pages dirty is held up; never if there is no line. */
    static DirtyLimits dirtyLimits(Line line) {
        if (line == null) {
            return DirtyLimits.NONE;
        }
        Matcher limits = LIMITS.matcher(line.rest());
        if (!limits.matches()) {
            throw line.error(
                    "'dirty-limit' says how many pages of the device may be dirty or under"
                            + " writeback, and how many the machine may have before anybody is"
                            + " held up, not '"
                            + line.rest()
                            + "'",
                    "dirty-limit 1 free-run 2, or dirty-limit 1 strictlimit");
        }
        return new DirtyLimits(
                Integer.parseInt(limits.group(1)),
                limits.group(2) == null
                        ? DirtyLimits.STRICTLIMIT
                        : Integer.parseInt(limits.group(2)));
    }

    /** The file system that the line names; FUSE if there is no line. */
    static Client client(Line line, List<Task> tasks) {
        if (line == null) {
            return Client.FUSE;
        }
        Client client =
                Arrays.stream(Client.values())
                        .filter(one -> one.word().equals(line.rest()))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        line.error(
                                                "'"
                                                        + line.rest()
                                                        + "' is not a client; there is "
                                                        + Client.words(),
                                                "client metadata"));
        if (client != Client.FUSE) {
            tasks.stream()
                    .flatMap(task -> task.ops().stream())
                    .filter(op -> !OF_CLIENTS.contains(op.kind()))
                    .findFirst()
                    .ifPresent(
                            op -> {
                                throw line.error(
                                        "only FUSE has '"
                                                + op.text()
                                                + "'; with another client there is store, truncate,"
                                                + " writepages, fsync",
                                        "client fuse");
                            });
        }
        return client;
    }

    /** Whether the line, if there is one, says that the allocation of a request may fail. */
    static boolean allocMayFail(Line line) {
        if (line != null && !line.rest().equals("may-fail")) {
            throw line.error("'alloc' has only one form", "alloc may-fail");
        }
        return line != null;
    }

    /** The engines that the line names; all of them if there is no line. */
    static Set<String> engines(Line line) {
        if (line == null) {
            return new LinkedHashSet<>(ENGINES);
        }
        Set<String> engines = new LinkedHashSet<>();
        for (String word : Line.words(line.rest())) {
            if (!ENGINES.contains(word) || !engines.add(word)) {
                throw line.error(
                        "'"
                                + word
                                + "' is not an engine, or is named twice; there is "
                                + String.join(", ", ENGINES),
                        "engines tlc explorer");
            }
        }
        if (engines.isEmpty()) {
            throw line.error("'engines' names no engine", "engines tlc explorer");
        }
        return engines;
    }

    /** The budget that the line states; what it does not state is as by default. */
    static Budget budget(Line line) {
        if (line == null) {
            return Budget.DEFAULT;
        }
        long states = 0;
        Duration time = Duration.ZERO;
        for (String part : line.parts()) {
            Matcher statesPart = STATES.matcher(part);
            Matcher timePart = TIME.matcher(part);
            if (statesPart.matches() && states == 0) {
                states = Long.parseLong(statesPart.group(1));
            } else if (timePart.matches() && time.isZero()) {
                long number = Long.parseLong(timePart.group(1));
                time = Duration.ofSeconds(timePart.group(2).equals("m") ? 60 * number : number);
            } else {
                throw line.error(
                        "'" + part + "' is not a part of a budget, or is said twice",
                        "budget states 2000000, time 60s");
            }
        }
        return new Budget(
                states == 0 ? Budget.DEFAULT.states() : states,
                time.isZero() ? Budget.DEFAULT.time() : time);
    }

    /** The expected verdicts, in file order; at least one. */
    static List<Expectation> expectations(ScenarioLines lines, ExpectParser parser) {
        lines.required("expect", "expect 2.6.26  holds");
        Map<KernelId, Expectation> byKernel = new LinkedHashMap<>();
        for (Line line : lines.all("expect")) {
            Expectation expectation = parser.parse(line);
            Expectation before = byKernel.put(expectation.kernel(), expectation);
            if (before != null) {
                throw line.error(
                        "the verdict on "
                                + expectation.kernel()
                                + " is in line "
                                + before.line()
                                + " already",
                        "expect " + expectation.kernel() + "  " + before.text());
            }
        }
        return new ArrayList<>(byKernel.values());
    }
}
