package nowrite.stress.patch;

import java.nio.file.Path;
import java.util.List;

/**
 * What the child is asked, as a JSON file.
 *
 * @param home the checkout
 * @param ground the kernel under the patches
 * @param kernel the kernel with the patches, as reports name it
 * @param patches the patches
 * @param seconds how long it may search
 * @param stuckSeconds how long a step may last
 * @param tasks the scenarios, in order
 * @param answers the folder for the answers: {@code 0.json} for the first scenario, and so on
 * @param reproduce the command that does all this again, without the scenario
 */
record ChildRequest(
        String home,
        String ground,
        String kernel,
        List<Patch> patches,
        long seconds,
        int stuckSeconds,
        List<Task> tasks,
        String answers,
        String reproduce) {

    /** The system property for the longest time of a step, in seconds; tests set it. */
    static final String STUCK = "nowrite.patch.stuck";

    /**
     * A patch.
     *
     * @param name its name
     * @param classes the folder with its class files
     */
    record Patch(String name, String classes) {}

    /**
     * A scenario.
     *
     * @param file its file
     * @param blocks tasks whose waiting for good is accepted
     * @param maxStates how many states to search at most
     */
    record Task(String file, List<String> blocks, long maxStates) {}

    Path answer(int task) {
        return Path.of(answers).resolve(task + ".json");
    }
}
