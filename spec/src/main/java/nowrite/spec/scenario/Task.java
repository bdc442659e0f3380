package nowrite.spec.scenario;

import java.util.List;

/**
 * A task of a scenario.
 *
 * @param number from 1, in file order
 * @param name letters, digits and -
 * @param mapping number of the mapping that it owns (from 1), 0 if it owns none
 * @param ops its operations, in order
 */
public record Task(int number, String name, int mapping, List<Op> ops) {

    /** Copies the list. */
    public Task {
        ops = List.copyOf(ops);
    }

    /** Its operations in the scenario's language. */
    public List<String> program() {
        return ops.stream().map(Op::text).toList();
    }
}
