package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** The operations that can take one word of the file away. */
final class Cuts {

    /**
     * One that certainly took it away.
     *
     * @param operation the operation
     * @param gone when its request had been answered: at its end at the latest
     */
    record Cut(Operation operation, int gone) {}

    private final List<Operation> may = new ArrayList<>();
    private final int[] latestEnd;
    private final List<Cut> certain = new ArrayList<>();
    private final Cut[] soonest;

    private Cuts(List<Operation> operations, long word, Answered answered, Predicate<String> op) {
        for (Operation operation : operations) {
            if (operation.mayCut(word)) {
                may.add(operation);
            }
            if (op.test(operation.op())
                    && operation.cuts(word)
                    && operation.isEnded()
                    && operation.result() == 0) {
                certain.add(new Cut(operation, answered.moment(operation)));
            }
        }
        latestEnd = new int[may.size()];
        int latest = -1;
        for (int i = 0; i < latestEnd.length; i++) {
            latest = Math.max(latest, may.get(i).end());
            latestEnd[i] = latest;
        }
        soonest = new Cut[certain.size()];
        for (int i = soonest.length - 1; i >= 0; i--) {
            Cut one = certain.get(i);
            boolean last = i == soonest.length - 1;
            soonest[i] = last || one.gone() < soonest[i + 1].gone() ? one : soonest[i + 1];
        }
    }

    /** Those that set a size. */
    static Cuts truncations(List<Operation> operations, long word, Answered answered) {
        return new Cuts(operations, word, answered, op -> !op.equals("punch"));
    }

    /** Those that make a hole. */
    static Cuts holes(List<Operation> operations, long word, Answered answered) {
        return new Cuts(operations, word, answered, op -> op.equals("punch"));
    }

    /** One that may have taken the word away between two moments; null if there is none. */
    Operation between(int from, int to) {
        int low = 0;
        int high = may.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (may.get(middle).begin() < to) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int i = low - 1; i >= 0 && latestEnd[i] > from; i--) {
            if (may.get(i).end() > from) {
                return may.get(i);
            }
        }
        return null;
    }

    /** Of those that began after a moment the one that was done soonest; null if there is none. */
    Cut after(int moment) {
        int low = 0;
        int high = certain.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (certain.get(middle).operation().begin() > moment) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low == certain.size() ? null : soonest[low];
    }

    /** When the requests of operations had been answered. */
    static final class Answered {
        private final TreeMap<Integer, Request> requests = new TreeMap<>();

        Answered(KernelLog log) {
            for (Request request : log.requests()) {
                if (request.isAnswered()
                        && (request.size() >= 0 || request.op().equals("FALLOCATE"))) {
                    requests.put(request.read(), request);
                }
            }
        }

        private static boolean isOf(Operation operation, Request request) {
            return switch (operation.op()) {
                case "trunc" -> request.setsSize() && request.size() == operation.at();
                case "otrunc" -> request.size() == 0;
                default -> request.op().equals("FALLOCATE") && request.offset() == operation.at();
            };
        }

        /** The last reply that can be the operation's own; its end if there is none. */
        int moment(Operation operation) {
            int latest = -1;
            for (Map.Entry<Integer, Request> each :
                    requests.subMap(operation.begin(), operation.end()).entrySet()) {
                if (isOf(operation, each.getValue()) && each.getValue().error() == 0) {
                    latest = Math.max(latest, each.getValue().replied());
                }
            }
            return latest < 0 ? operation.end() : Math.min(latest, operation.end());
        }
    }
}
