package nowrite.spec.log;

import java.util.List;

/**
 * Whether a behaviour of the specification explains what was seen of a kernel.
 *
 * @param points how many moments there are
 * @param explained how many of them the behaviour that comes furthest explains
 * @param places how many pairs of a state and a moment were looked at
 * @param states how many states TLC made
 * @param millis how long the search took, without TLC's start
 * @param refusal the first moment that no behaviour explains; null if there is none
 * @param undecided why it is not known; null if it is
 */
public record Witnessed(
        int points,
        int explained,
        long places,
        long states,
        long millis,
        Refusal refusal,
        String undecided) {

    /** Whether a behaviour explains everything. */
    public boolean accepted() {
        return refusal == null && undecided == null;
    }

    /**
     * The end of all explanations.
     *
     * @param words the moment, with its place in the log
     * @param stand where the tasks, and the daemon with its requests, stand at the latest
     * @param instead what the specification has there instead
     */
    public record Refusal(String words, List<String> stand, List<String> instead) {
        /** Copies the lists. */
        public Refusal {
            stand = List.copyOf(stand);
            instead = List.copyOf(instead);
        }
    }
}
