package nowrite.stress.explore.search;

import java.util.List;
import java.util.Set;

/**
 * What to look for besides the model's own properties.
 *
 * @param mayBlock names of tasks whose waiting for good is accepted while the daemon owes an answer
 * @param atLabels step labels: does some context stand there?
 * @param asleepLabels step labels: does some context sleep there?
 * @param conditions names of conditions on the shared state
 */
public record Question(
        Set<String> mayBlock,
        List<String> atLabels,
        List<String> asleepLabels,
        List<String> conditions) {
    /** Nothing besides the properties. */
    public static final Question NONE = new Question(Set.of(), List.of(), List.of(), List.of());
}
