package nowrite.stress.patch;

import java.util.List;

/**
 * What the child is asked about a trace, as a JSON file.
 *
 * @param home the checkout
 * @param replay whether to replay it on the kernel that it names; else to take its schedule there
 * @param ground the kernel under the patches
 * @param kernel the kernel with the patches
 * @param patches the patches
 * @param stuckSeconds how long a step may last
 * @param trace the file of the trace
 * @param scenario the file of its scenario
 * @param answer the file for the answer
 */
record TraceRequest(
        String home,
        boolean replay,
        String ground,
        String kernel,
        List<ChildRequest.Patch> patches,
        int stuckSeconds,
        String trace,
        String scenario,
        String answer) {

    /**
     * What came out.
     *
     * @param failed why the patch's code cannot be run; empty if it can
     * @param replayed the answer of a replay, else null
     * @param twin what the schedule did, else null
     */
    record Answer(String failed, Replayed replayed, Taken twin) {}

    /** A replay. */
    record Replayed(boolean confirmed, int step, String message) {}

    /** A schedule on another kernel. */
    record Taken(
            java.util.Map<String, String> initial,
            List<nowrite.spec.trace.Trace.Step> steps,
            int stoppedAt,
            String stop,
            String standsAt,
            String end) {}
}
