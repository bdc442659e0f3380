package nowrite.spec.scenario;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the daemon's line: {@code any-order, setattr may fail eio-before}. */
final class DaemonParser {

    private static final String EXAMPLE = "daemon any-order, setattr may fail eio-before";

    private DaemonParser() {}

    /**
     * Reads the line.
     *
     * @param line the line, or null: any order
     * @param tasks the tasks of the scenario
     * @throws ScenarioException if it is wrong
     */
    static DaemonSpec parse(Line line, List<Task> tasks) {
        if (line == null) {
            return new DaemonSpec(DaemonSpec.ANY_ORDER, false, "", Set.of(), false, false, false);
        }
        List<String> parts = line.parts();
        int threads = threads(line, parts.get(0));
        boolean silent = false;
        boolean writeMayFail = false;
        boolean noFsync = false;
        boolean noFlush = false;
        String allocator = "";
        Set<SetattrOutcome> outcomes = EnumSet.noneOf(SetattrOutcome.class);
        for (String part : parts.subList(1, parts.size())) {
            List<String> words = Line.words(part);
            if (part.equals("silent") && !silent) {
                silent = true;
            } else if (words.equals(List.of("write", "may", "fail")) && !writeMayFail) {
                writeMayFail = true;
            } else if (words.equals(List.of("no", "FSYNC")) && !noFsync) {
                noFsync = true;
            } else if (words.equals(List.of("no", "FLUSH")) && !noFlush) {
                noFlush = true;
            } else if (!words.isEmpty()
                    && words.get(0).equals("allocates")
                    && allocator.isEmpty()) {
                allocator = allocator(line, words, tasks);
            } else if (words.size() >= 3
                    && words.subList(0, 3).equals(List.of("setattr", "may", "fail"))
                    && outcomes.isEmpty()) {
                outcomes(line, words.subList(3, words.size()), outcomes);
            } else {
                throw line.error(
                        "'"
                                + part
                                + "' is not something that a daemon does, or is said twice (silent,"
                                + " allocates TASK, write may fail, no FSYNC, no FLUSH, setattr may fail ...)",
                        EXAMPLE);
            }
        }
        if (silent && !outcomes.isEmpty()) {
            throw line.error("a silent daemon does not answer SETATTR", "daemon any-order, silent");
        }
        if (silent && !allocator.isEmpty()) {
            throw line.error(
                    "a silent daemon never replies, so there is nothing that waits for its"
                            + " allocation",
                    "daemon any-order, silent");
        }
        return new DaemonSpec(threads, silent, allocator, outcomes, writeMayFail, noFsync, noFlush);
    }

    /** The task that is the daemon's own allocation: all that it may do is what allocations do. */
    private static String allocator(Line line, List<String> words, List<Task> tasks) {
        List<String> possible =
                tasks.stream()
                        .filter(task -> task.ops().stream().allMatch(Op::isAllocation))
                        .map(Task::name)
                        .toList();
        String example =
                possible.isEmpty() ? EXAMPLE : "daemon any-order, allocates " + possible.get(0);
        if (words.size() != 2) {
            throw line.error("'allocates' is followed by the name of one task", example);
        }
        String name = words.get(1);
        if (tasks.stream().noneMatch(task -> task.name().equals(name))) {
            throw line.error("there is no task '" + name + "' that allocates", example);
        }
        if (!possible.contains(name)) {
            throw line.error(
                    "task "
                            + name
                            + " cannot be an allocation of the daemon: it does more than reclaim"
                            + " pages and be throttled",
                    example);
        }
        return name;
    }

    private static int threads(Line line, String text) {
        if (text.equals("any-order")) {
            return DaemonSpec.ANY_ORDER;
        }
        if (text.equals("in-order")) {
            return DaemonSpec.IN_ORDER;
        }
        if (text.matches("threads\\s+[1-3]")) {
            return text.charAt(text.length() - 1) - '0';
        }
        throw line.error(
                "the daemon's first word is any-order, in-order or threads N (1 to 3), not '"
                        + text
                        + "'",
                EXAMPLE);
    }

    private static void outcomes(Line line, List<String> words, Set<SetattrOutcome> into) {
        if (words.isEmpty()) {
            throw line.error("'setattr may fail' does not say how: " + known(), EXAMPLE);
        }
        for (String word : words) {
            SetattrOutcome outcome =
                    Arrays.stream(SetattrOutcome.values())
                            .filter(o -> o.word().equals(word))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            line.error(
                                                    "SETATTR cannot fail by '"
                                                            + word
                                                            + "'; there is "
                                                            + known(),
                                                    EXAMPLE));
            if (!into.add(outcome)) {
                throw line.error(word + " is named twice", EXAMPLE);
            }
        }
    }

    private static String known() {
        return Arrays.stream(SetattrOutcome.values())
                .map(SetattrOutcome::word)
                .collect(Collectors.joining(" "));
    }
}
