package nowrite.stress.cli.bench;

import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import nowrite.spec.KernelId;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.jobs.Job;

/** An engine that takes scenarios: the explorer, TLC, and what else {@code check} knows. */
public final class EngineFinder implements BugFinder {
    private final Engine engine;
    private final BiFunction<Scenario, KernelId, Optional<String>> whyNot;

    /**
     * Asks an engine.
     *
     * @param whyNot why it cannot be asked about a scenario on a kernel; empty if it can
     */
    public EngineFinder(Engine engine, BiFunction<Scenario, KernelId, Optional<String>> whyNot) {
        this.engine = engine;
        this.whyNot = whyNot;
    }

    @Override
    public String engine() {
        return engine.name();
    }

    @Override
    public Answer ask(Bug bug) throws InterruptedException {
        Optional<String> why = whyNot.apply(bug.scenario(), bug.kernel());
        if (why.isPresent()) {
            return Answer.notAsked(why.get());
        }
        if (!bug.scenario().engines().contains(engine.name())) {
            return Answer.notAsked(
                    "the scenario is for "
                            + String.join(" and ", new TreeSet<>(bug.scenario().engines()))
                            + " only");
        }
        long start = System.nanoTime();
        RunResult result =
                engine.run(
                        bug.scenario(), bug.kernel(), Job.limitsOf(bug.scenario()), Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        return result.violated().stream().anyMatch(bug.properties()::contains)
                ? Answer.found(seconds)
                : Answer.notFound(missed(bug));
    }

    private String missed(Bug bug) {
        return "reproduce: ./nowrite check "
                + bug.scenario().name()
                + " --kernel '"
                + bug.kernel()
                + "' --engine "
                + engine.name();
    }
}
