package nowrite.spec.scenario;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the tasks of a scenario need, counted once: the model asks for it in the middle of its
 * steps.
 *
 * @param copies see {@link Scenario#copies()}
 * @param handles see {@link Scenario#handles()}
 * @param frames see {@link Scenario#frames()}
 * @param allocator see {@link Scenario#allocator()}
 */
public record Needs(int copies, int handles, int frames, int allocator) {

    /**
     * Counts.
     *
     * @param tasks the tasks of the scenario
     * @param mappings number of mappings
     * @param daemon how the daemon behaves
     */
    public static Needs of(List<Task> tasks, int mappings, DaemonSpec daemon) {
        int setattrs = (int) ops(tasks).filter(Needs::canRemovePages).count();
        return new Needs(
                Math.max(1, ops(tasks).mapToInt(Op::copies).sum()),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.CLOSE) ? mappings : 0,
                1 + Math.min(2 * setattrs, tasks.size()),
                tasks.stream()
                        .filter(task -> task.name().equals(daemon.allocator()))
                        .mapToInt(Task::number)
                        .findFirst()
                        .orElse(0));
    }

    private static boolean canRemovePages(Op op) {
        return op.kind() == Op.Kind.TRUNCATE || op.kind() == Op.Kind.CHMOD;
    }

    private static Stream<Op> ops(List<Task> tasks) {
        return tasks.stream().flatMap(task -> task.ops().stream());
    }
}
