package nowrite.stress.kernel.log;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log of a kernel's boundary.
 *
 * @param requests in the order in which they were read
 * @param operations in the order in which they began
 * @param probes events inside the kernel, in their order; empty where it was not probed
 * @param protocol the minor version of FUSE's protocol that the kernel offers; -1 if it is not said
 * @param writebackCache whether write(2) goes to the page cache
 * @param events how many lines were read
 * @param withoutRequest replies whose request is not in the log
 * @param remarks what a person should know: what is missing at the end
 */
public record KernelLog(
        List<Request> requests,
        List<Operation> operations,
        List<Probe> probes,
        int protocol,
        boolean writebackCache,
        int events,
        int withoutRequest,
        List<String> remarks) {

    /** A moment later than all others. */
    public static final int NEVER = Integer.MAX_VALUE;

    /** The file that is used: the one with the most WRITEs and sizes; 0 if there is none. */
    public long inode() {
        Map<Long, Integer> counts = new TreeMap<>();
        for (Request request : requests) {
            if (request.isWriteback() || request.setsSize()) {
                counts.merge(request.inode(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<Long, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0L);
    }
}
