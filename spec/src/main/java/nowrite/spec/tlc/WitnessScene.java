package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.List;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;

/** Questions about a state of the specification that moments of a kernel's log are about. */
final class WitnessScene {

    private static final List<String> CONTROL = List.of("pc", "ip");
    private static final List<String> FAULTS = List.of("fuse_page_mkwrite", "do_wp_page", "__do_");
    private static final String READS = "daemon:read";

    private final Scenario scenario;
    private final int tasks;

    WitnessScene(Scenario scenario) {
        this.scenario = scenario;
        this.tasks = scenario.tasks().size();
    }

    int task(String name) {
        return scenario.task(name).orElseThrow().number();
    }

    boolean isTask(int context) {
        return context <= tasks;
    }

    /** Number of the operation, from 1, that a task is in or will begin next. */
    int operation(SpecSteps.State state, int task) {
        return state.words(CONTROL).get("ip").at(task).asInt();
    }

    /** Whether an operation, from 1, of a task has stored. */
    boolean hasStored(SpecSteps.State state, int task, int operation) {
        Op op = scenario.tasks().get(task - 1).ops().get(operation - 1);
        return state.words(List.of("order")).get("order").at(op.half()).ints().contains(op.id());
    }

    int writectr(SpecSteps.State state) {
        return state.words(List.of("writectr")).get("writectr").asInt();
    }

    /** The contexts that can do anything: the tasks, and the daemon where it has a request. */
    List<Integer> actors(SpecSteps.State state) {
        List<Integer> actors = new ArrayList<>();
        TlaValue pc = state.words(CONTROL).get("pc");
        for (int context = 1; context <= scenario.contexts(); context++) {
            String label = pc.at(context).asString();
            if (isTask(context) ? !label.equals("done") : !label.equals(READS)) {
                actors.add(context);
            }
        }
        List<Integer> pending = state.words(List.of("pending")).get("pending").ints();
        if (!pending.isEmpty()) {
            actors.add(tasks + pending.get(0));
        }
        return actors;
    }

    /** The request of a daemon's context, in a state. */
    TlaValue request(SpecSteps.State state, int context) {
        return state.words(List.of("req")).get("req").at(context - tasks);
    }

    /** Whether a request of the specification must be one of the log. */
    boolean isSeen(WitnessLog log, TlaValue request) {
        return switch (request.field("op").asString()) {
            case "WRITE" -> true;
            case "SETATTR" -> request.field("off").asInt() == 1;
            case "FSYNC" -> log.syncs();
            default -> false;
        };
    }

    /** Whether the request that a daemon's context has read is what the log says. */
    boolean matches(TlaValue request, int context, WitnessLog.Request seen) {
        int slot = context - tasks;
        boolean sent =
                slot <= tasks
                        ? seen.tasks().contains(scenario.contextName(slot))
                        : seen.tasks().isEmpty();
        if (!sent || !request.field("op").asString().equals(seen.op())) {
            return false;
        }
        return switch (seen.op()) {
            case "SETATTR" -> request.field("size").asInt() == seen.size();
            case "WRITE" -> matchesWrite(request, seen);
            default -> true;
        };
    }

    private static boolean matchesWrite(TlaValue request, WitnessLog.Request seen) {
        int half = request.field("off").asInt();
        int end = half + request.field("len").asInt();
        if (half != seen.half() || seen.end() >= 0 && end != seen.end()) {
            return false;
        }
        List<Integer> data = request.field("data").ints();
        int first = half / 2 * 2;
        return seen.contents().entrySet().stream()
                .filter(known -> known.getKey() >= half && known.getKey() < end)
                .allMatch(known -> known.getValue().contains(data.get(known.getKey() - first)));
    }

    /** A request of the specification in words. */
    String words(TlaValue request) {
        String op = request.field("op").asString();
        int half = request.field("off").asInt();
        return switch (op) {
            case "WRITE" -> {
                int end = half + request.field("len").asInt();
                List<String> contents = new ArrayList<>();
                List<Integer> data = request.field("data").ints();
                for (int at = half - half / 2 * 2; at < end - half / 2 * 2; at++) {
                    // Without temporary pages nobody knows before the daemon has read it.
                    contents.add(at < data.size() ? scenario.contentName(data.get(at)) : "?");
                }
                yield "WRITE of half pages " + half + " to " + (end - 1) + " with " + contents;
            }
            case "SETATTR" -> "SETATTR of size " + request.field("size").asInt() + "h";
            default -> op;
        };
    }

    /** Whether a context stands at one of the steps of a probe, about what the probe is about. */
    boolean isAt(SpecSteps.State state, int context, WitnessLog.Point probe) {
        String label = state.stands(context).replaceFirst("\\.test$", "");
        if (!probe.labels().contains(label)) {
            return false;
        }
        return probe.half() < 0 || probe.half() == about(state, context, label);
    }

    private int about(SpecSteps.State state, int context, String label) {
        if (isTask(context) && FAULTS.stream().anyMatch(label::startsWith)) {
            int number = operation(state, context);
            return scenario.tasks().get(context - 1).ops().get(number - 1).half() / 2 * 2;
        }
        List<Integer> slots =
                label.equals("fuse_flush_writepages:send")
                        ? state.words(List.of("queued")).get("queued").ints()
                        : label.equals("fuse_writepage_end:next")
                                ? request(state, context).field("aux").ints()
                                : List.of(context - tasks);
        if (slots.isEmpty()) {
            return -1;
        }
        return state.words(List.of("req")).get("req").at(slots.get(0)).field("off").asInt();
    }

    /** Where everybody stands, in words. */
    List<String> stand(SpecSteps.State state) {
        List<String> stand = new ArrayList<>();
        for (int context : actors(state)) {
            String at = state.stands(context);
            if (isTask(context)) {
                int number = operation(state, context);
                Op op = scenario.tasks().get(context - 1).ops().get(number - 1);
                at = "'" + op.text() + "' (its operation " + number + ") at " + at;
            } else {
                at += " with " + words(request(state, context));
            }
            stand.add(scenario.contextName(context) + ": " + at);
        }
        if (stand.isEmpty()) {
            stand.add("everybody: through with everything");
        }
        return stand;
    }
}
