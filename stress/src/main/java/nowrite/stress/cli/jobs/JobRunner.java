package nowrite.stress.cli.jobs;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;

/** Runs jobs in their engines, side by side, and keeps what comes out. */
public final class JobRunner {

    private static final String REMEMBERED = "; the runs that had ended are remembered";

    private final Function<String, Engine> engines;
    private final OutcomeStore store;
    private final Estimates estimates;
    private final int parallel;

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
        return run(jobs, board, row -> {});
    }

    /**
     * Runs the jobs and keeps their outcomes.
     *
     * @param arrived hears of each row as soon as it is there; one call at a time
     * @return a row for each job, in the order of the jobs
     * @throws InterruptedException if the process is ending; nothing is left running
     */
    public List<Row> run(List<Job> jobs, Board board, Consumer<Row> arrived)
            throws InterruptedException {
        Object oneAtATime = new Object();
        return new JobPool<>(
                        this::runOne,
                        (job, result) -> {
                            Row row = new Row(job, store.keep(job, result), false);
                            synchronized (oneAtATime) {
                                arrived.accept(row);
                            }
                            return row;
                        },
                        estimates,
                        parallel,
                        REMEMBERED)
                .run(jobs, board);
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
                    job.engine(), job.scenario(), job.kernel(), time, JobPool.describe(e), null);
        }
    }
}
