package nowrite.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import nowrite.model.kernel.KernelBug;
import nowrite.model.seam.ThreadedSeam;
import nowrite.spec.KernelId;
import nowrite.spec.log.LogEvent;
import nowrite.spec.scenario.Scenario;

/**
 * One run of a scenario on real threads: a thread for each task and each daemon context. It shows
 * that the model is code that runs, and samples schedules that no controller chose.
 *
 * @param hung the tasks that did not end in time, with the step at which they stand
 * @param violated the properties that the state at the end violates, as bits of their ordinals
 * @param events the steps that were taken, if they were recorded
 */
public record ThreadedRun(List<String> hung, long violated, List<LogEvent> events) {
    /** How long the daemon may take to end its work when the tasks have ended theirs. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** Copies the lists. */
    public ThreadedRun {
        hung = List.copyOf(hung);
        events = List.copyOf(events);
    }

    /**
     * Runs a scenario once.
     *
     * @param seed decides how threads are slowed down and what the daemon answers, not the schedule
     * @param patience how long to wait for the tasks before they count as hung
     * @throws InterruptedException if the calling thread is interrupted; all threads are ended
     *     first
     * @throws IllegalStateException if a thread broke: a defect of the model
     */
    public static ThreadedRun of(Scenario scenario, KernelId id, long seed, Duration patience)
            throws InterruptedException {
        ThreadedSeam seam = new ThreadedSeam(scenario.contexts());
        Machine machine = new Machine(scenario, id, seam);
        return run(scenario, machine, seam, seed, patience);
    }

    /**
     * Runs a scenario once and records its steps.
     *
     * @param number the number of the run, for its events
     * @param seed decides how threads are slowed down and what the daemon answers, not the schedule
     * @param patience how long to wait for the tasks before they count as hung
     * @throws InterruptedException if the calling thread is interrupted; all threads are ended
     *     first
     * @throws IllegalStateException if a thread broke: a defect of the model
     */
    public static ThreadedRun recorded(
            Scenario scenario, KernelId id, int number, long seed, Duration patience)
            throws InterruptedException {
        ThreadedSeam seam = new ThreadedSeam(scenario.contexts());
        Machine machine = new Machine(scenario, id, seam);
        Recording recording = new Recording(scenario, machine.kernel(), number);
        seam.record(recording);
        ThreadedRun run = run(scenario, machine, seam, seed, patience);
        return new ThreadedRun(run.hung(), run.violated(), recording.events());
    }

    private static ThreadedRun run(
            Scenario scenario, Machine machine, ThreadedSeam seam, long seed, Duration patience)
            throws InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        List<Thread> threads = new ArrayList<>();
        RuntimeException[] broken = new RuntimeException[machine.contexts() + 1];
        for (int context = 1; context <= machine.contexts(); context++) {
            SplittableRandom own = random.split();
            int number = context;
            Runnable body =
                    () -> {
                        try {
                            seam.bind(number, own);
                            runAll(machine, seam, number);
                        } catch (RuntimeException e) {
                            broken[number] = e;
                        }
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
            drain(scenario, machine, seam, hung.isEmpty());
        } finally {
            seam.stop();
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
        }
        for (int context = 1; context <= machine.contexts(); context++) {
            if (broken[context] != null) {
                throw new IllegalStateException(
                        machine.contextName(context) + " broke: " + broken[context].getMessage(),
                        broken[context]);
            }
        }
        return new ThreadedRun(hung, machine.violated(), List.of());
    }

    /** Lets the daemon end what it has begun: WRITEs may be in flight when the tasks are done. */
    private static void drain(
            Scenario scenario, Machine machine, ThreadedSeam seam, boolean tasksEnded)
            throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN.toNanos();
        while (tasksEnded
                && !scenario.silent()
                && !isIdle(scenario, machine, seam)
                && System.nanoTime() < deadline) {
            Thread.sleep(0, 20_000);
        }
    }

    private static boolean isIdle(Scenario scenario, Machine machine, ThreadedSeam seam) {
        for (int c = scenario.tasks().size() + 1; c <= scenario.contexts(); c++) {
            if (!"daemon:read".equals(seam.lastLabel(c))) {
                return false;
            }
        }
        return machine.kernel().conn().pending.isEmpty() && machine.kernel().conn().active == 0;
    }

    private static void runAll(Machine machine, ThreadedSeam seam, int context) {
        try {
            for (int op = 0; op < machine.operations(context); op++) {
                machine.run(context, op);
            }
            seam.ended("done");
        } catch (KernelBug e) {
            seam.ended("BUG");
        } catch (ThreadedSeam.Stopped e) {
            seam.cutOff();
        }
    }
}
