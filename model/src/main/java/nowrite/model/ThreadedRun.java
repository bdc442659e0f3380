package nowrite.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nowrite.model.kernel.KernelBug;
import nowrite.model.seam.ThreadedSeam;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;

/**
 * One run of a scenario on real threads: a thread for each task and each daemon context. It shows
 * that the model is code that runs, and samples schedules that no controller chose.
 *
 * @param hung the tasks that did not end in time, with the step at which they stand
 * @param violated the properties that the state at the end violates, as bits of their ordinals
 */
public record ThreadedRun(List<String> hung, long violated) {
    /** Copies the list. */
    public ThreadedRun {
        hung = List.copyOf(hung);
    }

    /**
     * Runs a scenario once.
     *
     * @param seed decides how threads are slowed down and what the daemon answers, not the schedule
     * @param patience how long to wait for the tasks before they count as hung
     * @throws InterruptedException if the calling thread is interrupted; all threads are ended
     *     first
     */
    public static ThreadedRun of(Scenario scenario, KernelId id, long seed, Duration patience)
            throws InterruptedException {
        ThreadedSeam seam = new ThreadedSeam(scenario.contexts());
        Machine machine = new Machine(scenario, id, seam);
        SplittableRandom random = new SplittableRandom(seed);
        List<Thread> threads = new ArrayList<>();
        for (int context = 1; context <= machine.contexts(); context++) {
            SplittableRandom own = random.split();
            int number = context;
            Runnable body =
                    () -> {
                        seam.bind(number, own);
                        runAll(machine, number);
                    };
            Thread thread = new Thread(body, machine.contextName(context));
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        List<String> hung = new ArrayList<>();
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            for (int t = 1; t <= scenario.tasks().size(); t++) {
                Thread thread = threads.get(t - 1);
                long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
                thread.join(left);
                if (thread.isAlive()) {
                    hung.add(thread.getName() + " at " + seam.lastLabel(t));
                }
            }
        } finally {
            seam.stop();
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return new ThreadedRun(hung, machine.violated());
    }

    private static void runAll(Machine machine, int context) {
        try {
            for (int op = 0; op < machine.operations(context); op++) {
                machine.run(context, op);
            }
        } catch (ThreadedSeam.Stopped | KernelBug e) {
            return;
        }
    }
}
