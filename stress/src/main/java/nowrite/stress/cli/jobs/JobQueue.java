package nowrite.stress.cli.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Hands out jobs, the longest first, and of those that want the memory one at a time. */
final class JobQueue {

    private final List<Job> waiting;
    private final Predicate<Job> large;
    private boolean largeRuns;

    /**
     * A queue of all the jobs.
     *
     * @param jobs the jobs
     * @param length probable time of a job
     * @param large whether a job must not run beside another such job
     */
    JobQueue(List<Job> jobs, ToLongFunction<Job> length, Predicate<Job> large) {
        this.waiting = new ArrayList<>(jobs);
        this.waiting.sort(Comparator.comparingLong(length).reversed());
        this.large = large;
    }

    /** The next job, waiting until one may run; null when none is left. */
    synchronized Job take() throws InterruptedException {
        while (!waiting.isEmpty()) {
            Iterator<Job> jobs = waiting.iterator();
            while (jobs.hasNext()) {
                Job job = jobs.next();
                boolean isLarge = large.test(job);
                if (!isLarge || !largeRuns) {
                    jobs.remove();
                    largeRuns |= isLarge;
                    return job;
                }
            }
            wait();
        }
        return null;
    }

    /** Says that a job which was taken has ended. */
    synchronized void done(Job job) {
        if (large.test(job)) {
            largeRuns = false;
        }
        notifyAll();
    }
}
