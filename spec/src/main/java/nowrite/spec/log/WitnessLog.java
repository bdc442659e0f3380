package nowrite.spec.log;

import java.util.List;
import java.util.Map;

/**
 * What was seen of a running kernel in a short time, in a total order of moments, for the
 * specification to explain. The steps between the moments are free.
 *
 * @param scenario the text of a scenario: a task for each thread, with the operations that it began
 *     in this time, and the pages and the size that the file had
 * @param free the tasks of which nothing was seen: whether and when they do anything is not known
 * @param copies how many WRITEs of a page there may be at once
 * @param requests the requests that must be explained, in the order in which the daemon read them
 * @param points the moments, in their order
 * @param syncs whether FSYNCs are among the requests; else they are free, as READs are
 * @param probed whether there are probes inside the kernel; then requests are free, and the steps
 *     that are probed come only where a probe has fired
 */
public record WitnessLog(
        String scenario,
        List<String> free,
        int copies,
        List<Request> requests,
        List<Point> points,
        boolean syncs,
        boolean probed) {

    /** Copies the lists. */
    public WitnessLog {
        free = List.copyOf(free);
        requests = List.copyOf(requests);
        points = List.copyOf(points);
    }

    /**
     * A request to the daemon. Offsets and sizes are in half pages.
     *
     * @param words the request in words, with its place in the log
     * @param op WRITE, SETATTR or FSYNC
     * @param tasks who may have sent it and wait for it; nobody for a WRITE of writeback
     * @param half where a WRITE begins
     * @param end where a WRITE ends; -1 if that is not known
     * @param size the size that a SETATTR sets
     * @param contents of a WRITE: for each half page that is known the operations of which it may
     *     have the content, by their number in the scenario; 0 are zeros, 99 what was there before
     */
    public record Request(
            String words,
            String op,
            List<String> tasks,
            int half,
            int end,
            int size,
            Map<Integer, List<Integer>> contents) {
        /** Copies the collections. */
        public Request {
            tasks = List.copyOf(tasks);
            contents = Map.copyOf(contents);
        }
    }

    /** What happened at a moment. */
    public enum Kind {
        /** A task may begin its next operation: not before this moment. */
        BEGIN,
        /** A task's operation is over: not after this moment. */
        END,
        /** The daemon had read a request. */
        READ,
        /** The reply to a request was not given to the kernel before this moment. */
        REPLYING,
        /** The reply was given, and the kernel was through with it. */
        REPLIED,
        /** A probe: somebody is about to take one of some steps. */
        ABOUT,
        /** A probe: somebody is through with some steps. */
        PAST
    }

    /**
     * A moment.
     *
     * @param kind what happened
     * @param words it in words, with its place in the log
     * @param task the task; of probes, empty for the daemon
     * @param request the number of the request, from 0; -1 if it is about none
     * @param stored for the END of a store: 1 if it has stored, 0 if it has not, -1 if that is not
     *     known
     * @param labels of probes: the steps
     * @param writectr of probes: what fuse_inode's writectr was, as a number below 0 with the
     *     specification's bias; null if the probe does not say
     * @param half of probes: where the WRITE begins, or the first half page of the fault; -1 if the
     *     probe does not say
     */
    public record Point(
            Kind kind,
            String words,
            String task,
            int request,
            int stored,
            List<String> labels,
            Integer writectr,
            int half) {
        /** Copies the list. */
        public Point {
            labels = List.copyOf(labels);
        }

        /** A moment of an operation. */
        public static Point of(Kind kind, String words, String task, int stored) {
            return new Point(kind, words, task, -1, stored, List.of(), null, -1);
        }

        /** A moment of a request. */
        public static Point of(Kind kind, String words, int request) {
            return new Point(kind, words, "", request, -1, List.of(), null, -1);
        }

        /** A probe. */
        public static Point probe(
                Kind kind, String words, String task, List<String> labels, Integer ctr, int half) {
            return new Point(kind, words, task, -1, -1, labels, ctr, half);
        }
    }
}
