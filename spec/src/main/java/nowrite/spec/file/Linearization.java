package nowrite.spec.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the file could have done a history one operation at a time: each at one moment between
 * its call and its return (a truncation, if it may, at two), with these results.
 */
public final class Linearization {
    private final List<Call> history;
    private final boolean twoPoints;
    private final int[] done;
    private final List<String> order = new ArrayList<>();

    private Linearization(List<Call> history, boolean twoPoints) {
        this.history = history;
        this.twoPoints = twoPoints;
        this.done = new int[history.size()];
    }

    /**
     * Looks for an order.
     *
     * @param start the file before the history
     * @param twoPoints whether a truncation has two points
     * @return the operations in an order that explains the results; empty if there is none
     */
    public static Optional<List<String>> of(
            PosixFile start, List<Call> history, boolean twoPoints) {
        Linearization search = new Linearization(List.copyOf(history), twoPoints);
        return search.from(start) ? Optional.of(List.copyOf(search.order)) : Optional.empty();
    }

    private boolean from(PosixFile file) {
        int firstEnd = Integer.MAX_VALUE;
        for (int i = 0; i < done.length; i++) {
            if (left(i)) {
                firstEnd = Math.min(firstEnd, history.get(i).end());
            }
        }
        if (firstEnd == Integer.MAX_VALUE) {
            return true;
        }
        for (int i = 0; i < done.length; i++) {
            Call call = history.get(i);
            if (left(i) && call.begin() < firstEnd) {
                int points = PosixFile.points(call, twoPoints);
                Optional<PosixFile> after = file.apply(call, done[i] + 1, points);
                if (after.isPresent()) {
                    done[i]++;
                    order.add(points == 1 ? call.toString() : call + " point " + done[i]);
                    if (from(after.get())) {
                        return true;
                    }
                    order.remove(order.size() - 1);
                    done[i]--;
                }
            }
        }
        return false;
    }

    private boolean left(int i) {
        return done[i] < PosixFile.points(history.get(i), twoPoints);
    }
}
