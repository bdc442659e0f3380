package nowrite.stress.cli.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import nowrite.stress.conform.Conformance;
import nowrite.stress.conform.Conformed;

/** Compares spec and model for many jobs side by side. */
public final class ConformRunner {

    private final Conformance conformance;
    private final Estimates estimates;
    private final int parallel;

    /**
     * A runner.
     *
     * @param conformance makes and compares the graphs
     * @param estimates says which jobs are long
     * @param parallel how many at once
     */
    public ConformRunner(Conformance conformance, Estimates estimates, int parallel) {
        this.conformance = conformance;
        this.estimates = estimates;
        this.parallel = parallel;
    }

    /**
     * Makes the comparisons.
     *
     * @return one for each job, in the order of the jobs
     * @throws InterruptedException if the process is ending; TLC's processes end with it
     */
    public List<Conformed> run(List<Job> jobs, Board board) throws InterruptedException {
        JobQueue queue = new JobQueue(jobs, estimates::millis, estimates::wantsMemoryForItself);
        Map<Job, Conformed> results = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(parallel);
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
                worker.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the process is ending");
            }
            throw new IllegalStateException(e.getCause().toString(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return jobs.stream().map(results::get).toList();
    }

    private void work(JobQueue queue, Map<Job, Conformed> results, Board board)
            throws InterruptedException {
        for (Job job = queue.take(); job != null; job = queue.take()) {
            try {
                results.put(job, compare(job, board));
                board.done(job);
            } finally {
                queue.done(job);
            }
        }
    }

    /** One comparison; what an engine throws is a failed one, and the others go on. */
    private Conformed compare(Job job, Board board) throws InterruptedException {
        try {
            return conformance.compare(
                    job.scenario(), job.kernel(), job.limits(), board.start(job));
        } catch (RuntimeException | Error e) {
            StackTraceElement[] stack = e.getStackTrace();
            String where = stack.length == 0 ? "" : " at " + stack[0];
            return Conformed.failed(job.scenario().name(), job.kernel().toString(), e + where);
        }
    }
}
