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
 * @param reads see {@link Scenario#reads()}
 * @param stats see {@link Scenario#stats()}
 * @param syncs see {@link Scenario#syncs()}
 * @param aborts see {@link Scenario#aborts()}
 * @param sharesHandles see {@link Scenario#sharesHandles()}
 * @param chmods see {@link Scenario#chmods()}
 * @param truncates see {@link Scenario#truncates()}
 * @param cachesAttributes see {@link Scenario#cachesAttributes()}
 */
public record Needs(
        int copies,
        int handles,
        int frames,
        int allocator,
        boolean reads,
        boolean stats,
        int syncs,
        boolean aborts,
        boolean sharesHandles,
        boolean chmods,
        boolean truncates,
        boolean cachesAttributes) {

    /**
     * Counts.
     *
     * @param tasks the tasks of the scenario
     * @param mappings number of mappings
     * @param daemon how the daemon behaves
     * @param limits where there are any, who makes pages dirty writes them back too
     */
    public static Needs of(List<Task> tasks, int mappings, DaemonSpec daemon, DirtyLimits limits) {
        int dirtying = (int) ops(tasks).filter(op -> op.kind().makesDirty()).count();
        int removals = ops(tasks).mapToInt(Needs::removals).sum();
        return new Needs(
                Math.max(1, ops(tasks).mapToInt(Op::copies).sum())
                        + (limits.isThere() ? dirtying : 0),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.CLOSE) ? mappings : 0,
                1 + Math.min(removals, tasks.size()),
                tasks.stream()
                        .filter(task -> task.name().equals(daemon.allocator()))
                        .mapToInt(Task::number)
                        .findFirst()
                        .orElse(0),
                ops(tasks)
                        .anyMatch(
                                op ->
                                        op.kind() == Op.Kind.READ
                                                || op.kind() == Op.Kind.READ_DIRECT
                                                || op.kind() == Op.Kind.COPY),
                ops(tasks)
                        .anyMatch(
                                op ->
                                        op.kind() == Op.Kind.STAT
                                                || op.kind() == Op.Kind.STAT_CACHED),
                (int) ops(tasks).filter(op -> op.kind() == Op.Kind.SYNCFS).count(),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.ABORT),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.WRITE && op.mapping() != 0),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.CHMOD),
                ops(tasks)
                        .anyMatch(
                                op ->
                                        op.kind() == Op.Kind.TRUNCATE
                                                || op.kind() == Op.Kind.OPEN_TRUNC),
                ops(tasks).anyMatch(op -> op.kind() == Op.Kind.STAT_CACHED));
    }

    /** The same with other request slots, and without an allocation of the daemon's own. */
    Needs asSeen(int slots) {
        return new Needs(
                slots,
                handles,
                frames,
                0,
                reads,
                stats,
                syncs,
                aborts,
                sharesHandles,
                chmods,
                truncates,
                cachesAttributes);
    }

    /** How often an operation can take a page out that others hold on to. */
    private static int removals(Op op) {
        return switch (op.kind()) {
            case TRUNCATE, CHMOD, STAT, STAT_CACHED, OPEN_TRUNC -> 2;
            case PUNCH, OPEN, COPY -> 1;
            default -> 0;
        };
    }

    private static Stream<Op> ops(List<Task> tasks) {
        return tasks.stream().flatMap(task -> task.ops().stream());
    }
}
