package nowrite.stress.cli.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import nowrite.stress.hardware.Effort;
import nowrite.stress.hardware.HardwareTest;
import nowrite.stress.hardware.HardwareTests;
import nowrite.stress.hardware.StressEngine;
import nowrite.stress.hardware.StressStore;
import nowrite.stress.hardware.TestReport;
import nowrite.stress.hardware.Verdict;

/**
 * JCStress: the broken twin that stands for the kernel, in a child JVM. One iteration, which is
 * twice as long each time until the outcome is there.
 */
public final class StressFinder implements BugFinder {
    private static final int FIRST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 4000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<HardwareTest> tests = HardwareTests.read().all();
    private final StressStore store;
    private final int cpus = Runtime.getRuntime().availableProcessors();

    /**
     * Asks JCStress.
     *
     * @param folder where its files are while it runs
     */
    public StressFinder(Path folder) {
        store = new StressStore(folder);
    }

    @Override
    public String engine() {
        return "jcstress";
    }

    @Override
    public Answer ask(Bug bug) throws InterruptedException {
        List<HardwareTest> twins =
                tests.stream().filter(t -> t.kernel().equals(bug.kernel().toString())).toList();
        if (twins.isEmpty()) {
            return Answer.notAsked("no broken twin stands for this kernel");
        }
        List<HardwareTest> ending = twins.stream().filter(t -> !t.isTermination()).toList();
        if (ending.isEmpty()) {
            return Answer.notAsked("the broken twin of this kernel hangs for good");
        }
        int needed = ending.stream().mapToInt(HardwareTest::actors).min().orElseThrow();
        if (needed > cpus) {
            return Answer.skipped("the broken twin of this kernel needs " + needed + " CPUs");
        }
        return ask(ending.stream().filter(t -> t.actors() <= cpus).limit(1).toList());
    }

    private Answer ask(List<HardwareTest> twin) throws InterruptedException {
        String name = twin.get(0).name();
        long start = System.nanoTime();
        for (int millis = FIRST_MILLIS; millis <= LONGEST_MILLIS; millis *= 2) {
            Path working = store.begin();
            try {
                StressEngine engine =
                        new StressEngine(working, Effort.once(millis), cpus, PATIENCE);
                List<TestReport> reports = engine.run(twin, (done, planned) -> {});
                if (reports.get(0).verdict() == Verdict.CAUGHT) {
                    return Answer.found((System.nanoTime() - start) / 1e9, name);
                }
            } finally {
                StressStore.discard(working);
            }
        }
        return Answer.notFound("reproduce: ./nowrite stress " + name);
    }
}
