package nowrite.spec.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One step that a context took.
 *
 * <p>{@code begin} and {@code end} are readings of one clock, taken before and after what the step
 * did. A step that ended before another began came before it; two that overlap have no order.
 *
 * @param run number of the run that it belongs to, from 1; each starts in the initial state
 * @param task name of the context that acts
 * @param label the step, {@code kernel_function:what}
 * @param begin the clock when it began
 * @param end the clock when it had ended, null if it was cut off
 * @param next the label at which the context stood then, null if it was cut off
 * @param saw what the context can vouch for in the state after the step: path to text
 */
@JsonPropertyOrder({"run", "task", "label", "begin", "end", "next", "saw"})
public record LogEvent(
        int run,
        String task,
        String label,
        long begin,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long end,
        @JsonInclude(JsonInclude.Include.NON_NULL) String next,
        Map<String, String> saw) {

    /** Copies the map; an absent one is empty. */
    public LogEvent {
        saw = saw == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(saw));
    }

    /** Whether it was cut off: then it may or may not have happened. */
    public boolean open() {
        return end == null;
    }

    /** When it had certainly ended. */
    public long latest() {
        return end == null ? Long.MAX_VALUE : end;
    }
}
