package nowrite.stress.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import nowrite.spec.engine.Progress;

/**
 * Works on jobs side by side. When the process is told to end, the workers are interrupted and
 * every child process is killed before it ends.
 *
 * @param <T> what the work on a job gives
 * @param <R> what is kept of it
 */
final class JobPool<T, R> {

    /** The work on one job. */
    interface Work<T> {
        /** Does it; what goes wrong is part of the result. */
        T on(Job job, Progress progress) throws InterruptedException;
    }

    private static final long SECONDS_TO_STOP = 5;

    private final Work<T> work;
    private final BiFunction<Job, T, R> keep;
    private final Estimates estimates;
    private final int parallel;
    private final String whenInterrupted;
    private volatile boolean stopping;

    /**
     * A pool.
     *
     * @param work the work on one job
     * @param keep makes what is kept of it; not called once the process is ending
     * @param estimates says which jobs are long
     * @param parallel how many at once
     * @param whenInterrupted what to tell the user who ends the process
     */
    JobPool(
            Work<T> work,
            BiFunction<Job, T, R> keep,
            Estimates estimates,
            int parallel,
            String whenInterrupted) {
        this.work = work;
        this.keep = keep;
        this.estimates = estimates;
        this.parallel = parallel;
        this.whenInterrupted = whenInterrupted;
    }

    /**
     * Works on the jobs.
     *
     * @return what was kept of each job, in the order of the jobs
     * @throws InterruptedException if the process is ending; nothing is left running
     */
    List<R> run(List<Job> jobs, Board board) throws InterruptedException {
        JobQueue queue = new JobQueue(jobs, estimates::millis, estimates::wantsMemoryForItself);
        Map<Job, R> results = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(parallel);
        Thread hook = new Thread(() -> interrupted(pool), "stop the runs");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < parallel; i++) {
                workers.add(
                        pool.submit(
                                () -> {
                                    work(queue, results, board);
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
        return jobs.stream().map(results::get).toList();
    }

    private void work(JobQueue queue, Map<Job, R> results, Board board)
            throws InterruptedException {
        for (Job job = queue.take(); job != null; job = queue.take()) {
            try {
                T result = work.on(job, board.start(job));
                if (stopping) {
                    throw new InterruptedException("the process is ending");
                }
                results.put(job, keep.apply(job, result));
                board.done(job);
            } finally {
                queue.done(job);
            }
        }
    }

    /** A problem that should not be, with the place it comes from. */
    static String describe(Throwable problem) {
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
        System.err.println("\nnowrite: interrupted" + whenInterrupted);
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
