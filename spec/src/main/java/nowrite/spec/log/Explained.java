package nowrite.spec.log;

import java.util.List;

/**
 * Whether the specification explains a log.
 *
 * @param runs number of runs looked at
 * @param events number of events that behaviours of the specification explain
 * @param states number of states that TLC made for it
 * @param millis how long the search took, without TLC's start
 * @param refusal the first event that no behaviour explains; null if there is none
 * @param undecided why it is not known; null if it is
 */
public record Explained(
        int runs, long events, long states, long millis, Refusal refusal, String undecided) {

    /** Whether every event is explained. */
    public boolean accepted() {
        return refusal == null && undecided == null;
    }

    /**
     * An event that no behaviour explains. Every way to explain the events before it ends at the
     * latest here.
     *
     * @param line its line in the log
     * @param run its run
     * @param step its number in the run
     * @param task the context that acts
     * @param label the step; empty if it is the initial state that differs
     * @param stands where the context stands in the specification
     * @param why what is wrong, for a person
     * @param allowed what the specification allows there: "t notify_change:i_mutex"
     * @param differs where the step is allowed, but not what it saw: the paths
     */
    public record Refusal(
            int line,
            int run,
            int step,
            String task,
            String label,
            String stands,
            String why,
            List<String> allowed,
            List<Difference> differs) {
        /** Copies the lists. */
        public Refusal {
            allowed = List.copyOf(allowed);
            differs = List.copyOf(differs);
        }
    }

    /**
     * A path on which specification and log differ.
     *
     * @param path the path
     * @param spec its text in the specification, {@code (absent)} if it is not there
     * @param log its text in the log
     */
    public record Difference(String path, String spec, String log) {}
}
