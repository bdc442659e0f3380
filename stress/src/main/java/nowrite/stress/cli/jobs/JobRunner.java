package nowrite.stress.cli.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;

/**
 * Runs jobs side by side. When the process is told to end, the runs are interrupted and every child
 * process is killed before it ends.
 */
public final class JobRunner {

    private static final long SECONDS_TO_STOP = 5;

    private final Function<String, Engine> engines;
    private final OutcomeStore store;
    private final Estimates estimates;
    private final int parallel;
    private volatile boolean stopping;

    /**
     * A runner.
     *
     * @param engines gives the engine of a name
     * @param store keeps what comes out
     * @param estimates says which runs are long
     * @param parallel how many runs at once
     */
    public JobRunner(
            Function<String, Engine> engines,
            OutcomeStore store,
            Estimates estimates,
            int parallel) {
        this.engines = engines;
        this.store = store;
        this.estimates = estimates;
        this.parallel = parallel;
    }

    /**
     * Runs the jobs and keeps their outcomes.
     *
     * @return a row for each job, in the order of the jobs
     * @throws InterruptedException if the process is ending; nothing is left running
     */
    public List<Row> run(List<Job> jobs, Board board) throws InterruptedException {
        JobQueue queue = new JobQueue(jobs, estimates::millis, estimates::wantsMemoryForItself);
        Map<Job, Row> rows = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(parallel);
        Thread hook = new Thread(() -> interrupted(pool), "stop the runs");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                workers.add(
                        pool.submit(
                                () -> {
                                    work(queue, rows, board);
                                    return null;
                                }));
            }
            for (Future<?> worker : workers) {
                await(worker);
            }
        } finally {
            stop(pool);
            removeHook(hook);
        }
        return jobs.stream().map(rows::get).toList();
    }

    private void work(JobQueue queue, Map<Job, Row> rows, Board board) throws InterruptedException {
        for (Job job = queue.take(); job != null; job = queue.take()) {
            try {
                RunResult result = runOne(job, board.start(job));
                if (stopping) {
                    throw new InterruptedException("the process is ending");
                }
                rows.put(job, new Row(job, store.keep(job, result), false));
                board.done(job);
            } finally {
                queue.done(job);
            }
        }
    }

    /** Runs one job; what an engine throws is a failed run, and the other runs go on. */
    private RunResult runOne(Job job, Progress progress) throws InterruptedException {
        long start = System.nanoTime();
        try {
            Engine engine = engines.apply(job.engine());
            return engine.run(job.scenario(), job.kernel(), job.limits(), progress);
        } catch (RuntimeException | Error e) {
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return RunResult.failed(
                    job.engine(), job.scenario(), job.kernel(), time, describe(e), null);
        }
    }

    private static String describe(Throwable problem) {
        StackTraceElement[] stack = problem.getStackTrace();
        return problem + (stack.length == 0 ? "" : " at " + stack[0]);
    }

    private void await(Future<?> worker) throws InterruptedException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the process is ending");
            }
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private void interrupted(ExecutorService pool) {
        stop(pool);
        System.err.println("\nnowrite: interrupted; the runs that had ended are remembered");
    }

    /** Interrupts the workers, waits until they have ended, and leaves no child behind. */
    private void stop(ExecutorService pool) {
        stopping = true;
        pool.shutdownNow();
        try {
            pool.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending and the hook is at work.
        }
    }
}
