package nowrite.stress.lincheck;

import java.util.Optional;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Op;
import nowrite.spec.scenario.Scenario;

/** Which scenarios Lincheck can run. */
public final class Fit {
    private static final int THREADS = 8;

    private Fit() {}

    /** Why a scenario cannot be run on a kernel; empty if it can. */
    public static Optional<String> reason(Scenario scenario, KernelId kernel) {
        if (scenario.silent()) {
            return Optional.of(
                    "the daemon is silent: tasks wait for good, and Lincheck takes any such wait"
                            + " for a deadlock");
        }
        if (!scenario.mayBlock(kernel).isEmpty()) {
            return Optional.of(
                    "a task may wait for good, and Lincheck takes any such wait for a deadlock");
        }
        boolean polls =
                scenario.tasks().stream()
                        .flatMap(task -> task.ops().stream())
                        .anyMatch(Op::isAllocation);
        if (polls) {
            return Optional.of(
                    "reclaim, throttle: a task may poll, for a page frame or for the end of"
                            + " writeback, and Lincheck takes polling for a livelock");
        }
        int threads = scenario.tasks().size() + scenario.daemonThreads();
        if (threads > THREADS) {
            return Optional.of(threads + " threads: too many schedules to sample with effect");
        }
        return Optional.empty();
    }
}
