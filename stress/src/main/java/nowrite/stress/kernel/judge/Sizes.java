package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nowrite.stress.kernel.log.Operation;

/** How small the file may have been while something happened. */
final class Sizes {

    private final List<Operation> byBegin = new ArrayList<>();
    private final int[] latestEnd;
    private final List<Operation> byEnd = new ArrayList<>();
    private final int[] latestBegin;

    Sizes(List<Operation> operations) {
        for (Operation operation : operations) {
            if (operation.size() >= 0) {
                byBegin.add(operation);
                if (operation.isEnded() && operation.result() == 0) {
                    byEnd.add(operation);
                }
            }
        }
        byEnd.sort(Comparator.comparingInt(Operation::end));
        latestEnd = new int[byBegin.size()];
        int latest = -1;
        for (int i = 0; i < latestEnd.length; i++) {
            latest = Math.max(latest, byBegin.get(i).end());
            latestEnd[i] = latest;
        }
        latestBegin = new int[byEnd.size()];
        latest = -1;
        for (int i = 0; i < latestBegin.length; i++) {
            latest = Math.max(latest, byEnd.get(i).begin());
            latestBegin[i] = latest;
        }
    }

    /**
     * The smallest size that the file can have had at some time of the operation; 0 if none was set
     * before it. What write(2) adds is left out.
     */
    long smallest(Operation during) {
        int ended = count(byEnd, during.begin(), true);
        if (ended == 0) {
            return 0;
        }
        int superseded = latestBegin[ended - 1];
        long smallest = Long.MAX_VALUE;
        for (int i = count(byBegin, during.end(), false) - 1; i >= 0; i--) {
            if (latestEnd[i] < superseded) {
                break;
            }
            Operation one = byBegin.get(i);
            if (one.end() >= superseded) {
                smallest = Math.min(smallest, one.size());
            }
        }
        return smallest;
    }

    private static int count(List<Operation> sorted, int before, boolean ends) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) / 2;
            Operation one = sorted.get(middle);
            if ((ends ? one.end() : one.begin()) < before) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
