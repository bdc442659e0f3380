package nowrite.spec.scenario;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * How the daemon behaves.
 *
 * @param threads requests that it works on at once; 1 answers in order, 2 in any order
 * @param silent whether it never replies
 * @param allocator name of the task that is the daemon's own memory allocation: it does not reply
 *     before that task is done; empty if it allocates nothing
 * @param setattrOutcomes what it may answer to SETATTR besides doing it, in the order of the enum
 * @param writeMayFail whether it may answer a WRITE of writeback with EIO, nothing done
 * @param noFsync whether it does not know FSYNC, and so is not asked
 * @param noFlush the same with FLUSH
 */
public record DaemonSpec(
        int threads,
        boolean silent,
        String allocator,
        Set<SetattrOutcome> setattrOutcomes,
        boolean writeMayFail,
        boolean noFsync,
        boolean noFlush) {

    /** What comes before the name of the allocator. */
    public static final String ALLOCATES = "allocates ";

    static final int IN_ORDER = 1;
    static final int ANY_ORDER = 2;

    /** Copies the set, in the order of the enum. */
    public DaemonSpec {
        setattrOutcomes = sorted(setattrOutcomes);
    }

    /** What stands behind {@code daemon} in a scenario: {@code any-order, allocates r}. */
    public String text() {
        StringBuilder text =
                new StringBuilder(
                        switch (threads) {
                            case IN_ORDER -> "in-order";
                            case ANY_ORDER -> "any-order";
                            default -> "threads " + threads;
                        });
        text.append(silent ? ", silent" : "");
        text.append(allocator.isEmpty() ? "" : ", " + ALLOCATES + allocator);
        text.append(writeMayFail ? ", write may fail" : "");
        text.append(noFsync ? ", no FSYNC" : "");
        text.append(noFlush ? ", no FLUSH" : "");
        text.append(setattrOutcomes.isEmpty() ? "" : ", setattr may fail");
        setattrOutcomes.forEach(outcome -> text.append(' ').append(outcome.word()));
        return text.toString();
    }

    private static Set<SetattrOutcome> sorted(Collection<SetattrOutcome> outcomes) {
        Set<SetattrOutcome> sorted = new LinkedHashSet<>();
        for (SetattrOutcome outcome : SetattrOutcome.values()) {
            if (outcomes.contains(outcome)) {
                sorted.add(outcome);
            }
        }
        return Collections.unmodifiableSet(sorted);
    }
}
