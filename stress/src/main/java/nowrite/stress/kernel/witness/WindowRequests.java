package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** Puts the requests of a window so that the specification can be asked about them. */
final class WindowRequests {

    private final Layout layout;
    private final Map<Integer, List<Operation>> tasks;
    private final Map<Operation, Integer> ids;
    private final Set<Long> values = new HashSet<>();

    /**
     * For the requests of a window.
     *
     * @param tasks the operations of each thread
     * @param ids the operations' numbers in the scenario
     */
    WindowRequests(
            Layout layout, Map<Integer, List<Operation>> tasks, Map<Operation, Integer> ids) {
        this.layout = layout;
        this.tasks = tasks;
        this.ids = ids;
        for (Operation operation : ids.keySet()) {
            if (operation.stores() || WindowLog.isDirect(operation)) {
                values.add(operation.value());
            }
        }
    }

    /** The request as the specification is asked about it. */
    WitnessLog.Request of(Request request) {
        boolean writes = request.op().equals("WRITE");
        int half = -1;
        int end = -1;
        if (writes && request.isWriteback()) {
            half = layout.page(request.offset() / Layout.PAGE);
            end = layout.size(request.offset() + request.length());
        } else if (writes) {
            half = layout.half(request.offset());
            end = half + 1;
        }
        return new WitnessLog.Request(
                words(request),
                request.op(),
                request.isWriteback() ? List.of() : senders(request),
                half,
                end,
                request.setsSize() ? layout.size(request.size()) : 0,
                writes ? contents(request) : Map.of());
    }

    /** Who may wait for it. */
    private List<String> senders(Request request) {
        List<String> may =
                tasks.entrySet().stream()
                        .filter(task -> task.getValue().stream().anyMatch(o -> sends(o, request)))
                        .map(task -> WindowLog.name(task.getKey()))
                        .toList();
        if (may.isEmpty()) {
            throw new UnfitException(
                    "no operation of the log sends the "
                            + words(request)
                            + ", so that it is not known who waits for it");
        }
        return may;
    }

    private static boolean sends(Operation operation, Request request) {
        if (operation.begin() >= request.read() || operation.end() < request.replying()) {
            return false;
        }
        return switch (request.op()) {
            case "SETATTR" -> operation.op().equals("trunc") && operation.at() == request.size();
            case "WRITE" -> operation.op().equals("pwrite") && operation.at() == request.offset();
            default -> operation.op().equals("fsync") || operation.op().equals("msync");
        };
    }

    private Map<Integer, List<Integer>> contents(Request request) {
        Map<Integer, List<Integer>> contents = new HashMap<>();
        request.values()
                .forEach(
                        (offset, value) -> {
                            int half = layout.half(offset);
                            if (half >= 0) {
                                contents.put(half, stored(half, value));
                            }
                        });
        return contents;
    }

    private List<Integer> stored(int half, long value) {
        List<Integer> by = new ArrayList<>();
        for (Map.Entry<Operation, Integer> each : ids.entrySet()) {
            Operation operation = each.getKey();
            if (!operation.stores() && !WindowLog.isDirect(operation)) {
                continue;
            }
            int at = layout.half(operation.at());
            // It fills a page; an older log does not say with what.
            boolean filled =
                    WindowLog.isDirect(operation)
                            && half / 2 == at / 2
                            && (operation.value() == 0 || half != at && value == 0);
            if (half == at && operation.value() == value || filled) {
                by.add(each.getValue());
            }
        }
        if (!values.contains(value)) {
            by.add(Scenario.INITIAL_CONTENT);
        }
        if (value == 0) {
            by.add(0);
        }
        by.sort(null);
        return by;
    }

    /** A request in words, with its place in the log. */
    static String words(Request request) {
        String what =
                switch (request.op()) {
                    case "WRITE" ->
                            (request.isWriteback() ? " of writeback, " : ", ")
                                    + request.length()
                                    + " bytes at "
                                    + request.offset();
                    case "SETATTR" -> " of size " + request.size();
                    default -> "";
                };
        return request.op() + what + " (" + request.place() + ")";
    }
}
