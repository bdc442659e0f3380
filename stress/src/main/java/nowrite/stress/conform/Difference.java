package nowrite.stress.conform;

import java.util.List;

/**
 * The first place where spec and model part.
 *
 * @param schedule a shortest schedule to it, "t notify_change:i_mutex"; empty for the initial state
 * @param specOnly steps that only the spec can take there
 * @param modelOnly steps that only the model can take there
 * @param elsewhere steps that both can take, but that lead to different states
 */
public record Difference(
        List<String> schedule,
        List<String> specOnly,
        List<String> modelOnly,
        List<Elsewhere> elsewhere) {

    /**
     * A step that both sides can take.
     *
     * @param step task and label; empty for the initial state itself
     * @param values the paths in which the states after it differ
     */
    public record Elsewhere(String step, List<Value> values) {}

    /**
     * A path in which two states differ.
     *
     * @param path the path
     * @param spec the value in the spec, "-" if there is none
     * @param model the value in the model, "-" if there is none
     */
    public record Value(String path, String spec, String model) {}
}
