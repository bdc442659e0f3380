package nowrite.stress.fsx;

import java.util.ArrayList;
import java.util.List;

/** Makes a failing list shorter, as long as it still fails. */
public final class Reducer {

    private Reducer() {}

    /** Whether a list fails. */
    public interface Fails {
        /** Tries the list. */
        boolean test(List<Deed> deeds) throws InterruptedException;
    }

    /**
     * Takes parts out, first halves, then ever smaller ones, until no single operation can be taken
     * out.
     *
     * @param failing a list that fails
     * @param tries how many lists may be tried
     */
    public static List<Deed> reduce(List<Deed> failing, Fails fails, int tries)
            throws InterruptedException {
        List<Deed> shortest = new ArrayList<>(failing);
        int left = tries;
        int part = Math.max(1, shortest.size() / 2);
        while (left > 0) {
            boolean shorter = false;
            for (int from = 0; from < shortest.size() && left > 0; ) {
                List<Deed> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(
                        shortest.subList(Math.min(shortest.size(), from + part), shortest.size()));
                left--;
                if (fails.test(without)) {
                    shortest = without;
                    shorter = true;
                } else {
                    from += part;
                }
            }
            if (part == 1 && !shorter) {
                break;
            }
            part = Math.max(1, part / 2);
        }
        return shortest;
    }
}
