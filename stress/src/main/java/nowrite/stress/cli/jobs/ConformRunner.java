package nowrite.stress.cli.jobs;

import java.util.List;
import nowrite.spec.engine.Progress;
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
        return new JobPool<>(this::compare, (job, result) -> result, estimates, parallel, "")
                .run(jobs, board);
    }

    /** One comparison; what an engine throws is a failed one, and the others go on. */
    private Conformed compare(Job job, Progress progress) throws InterruptedException {
        try {
            return conformance.compare(job.scenario(), job.kernel(), job.limits(), progress);
        } catch (RuntimeException | Error e) {
            return Conformed.failed(
                    job.scenario().name(), job.kernel().toString(), JobPool.describe(e));
        }
    }
}
