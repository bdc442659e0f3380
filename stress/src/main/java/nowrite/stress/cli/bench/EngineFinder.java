package nowrite.stress.cli.bench;

import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.stress.cli.jobs.Job;

/** An engine that takes scenarios: the explorer, TLC, and what else {@code check} knows. */
public final class EngineFinder implements BugFinder {
    private final Engine engine;

    /** Asks an engine. */
    public EngineFinder(Engine engine) {
        this.engine = engine;
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public double seconds(Bug bug) throws InterruptedException {
        if (!bug.scenario().engines().contains(engine.name())) {
            return NOT_ASKED;
        }
        long start = System.nanoTime();
        RunResult result =
                engine.run(
                        bug.scenario(), bug.kernel(), Job.limitsOf(bug.scenario()), Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        return result.violated().stream().anyMatch(bug.properties()::contains)
                ? seconds
                : NOT_FOUND;
    }
}
