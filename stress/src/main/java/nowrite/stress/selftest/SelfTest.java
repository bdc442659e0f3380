package nowrite.stress.selftest;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.cli.home.Checkout;
import nowrite.stress.cli.home.Engines;
import nowrite.stress.cli.jobs.Counts;
import nowrite.stress.selftest.bytecode.InvalidMutantException;
import nowrite.stress.selftest.bytecode.ModelBench;
import nowrite.stress.selftest.mutant.Canary;
import nowrite.stress.selftest.mutant.Fate;
import nowrite.stress.selftest.mutant.Mutant;
import nowrite.stress.selftest.mutant.Pair;
import nowrite.stress.selftest.tla.SpecMutants;
import nowrite.stress.selftest.tla.SpecRunner;

/** Tries mutants of specification and model, and asks the explorer without its memory of steps. */
public final class SelfTest {
    /** Larger scenarios are not tried on mutants of the spec: most of the time would go there. */
    private static final long MOST_SPEC_STATES = 8_000;

    /** The same for those that nothing has noticed, and of which nobody has said why. */
    private static final long MOST_SPEC_STATES_FOR_SURVIVORS = 12_000;

    private static final long MOST_MODEL_STATES = 14_000;

    /** The explorer without memory executes every step from its operation's start. */
    private static final long MOST_MEMORYLESS_STATES = 1_000;

    private final Checkout checkout;
    private final List<Scenario> scenarios;
    private final Counts counts;
    private final SpecMutants spec;
    private final ModelBench model;
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final Map<String, String> broken = new ConcurrentHashMap<>();
    private final Kept kept;
    private final long mostStates;
    private final Predicate<String> equivalent;

    /**
     * A self-test of a checkout.
     *
     * @param kept the file in which the fates of mutants are kept
     */
    public SelfTest(Checkout checkout, List<Scenario> scenarios, Path kept) {
        this(checkout, scenarios, kept, Integer.MAX_VALUE);
    }

    /** As the other, with scenarios of at most so many states, and no long look at a survivor. */
    SelfTest(Checkout checkout, List<Scenario> scenarios, Path kept, long mostStates) {
        this.mostStates = mostStates;
        this.checkout = checkout;
        this.scenarios = scenarios;
        this.counts = Counts.read(checkout.counts());
        this.spec = SpecMutants.of(checkout.tla());
        Map<String, Ledger.Survivor> survivors =
                Ledger.read(checkout.root().resolve("spec/selftest")).survivors();
        boolean isSlice = mostStates < Integer.MAX_VALUE;
        this.equivalent =
                id -> isSlice || survivors.containsKey(id) && survivors.get(id).equivalent();
        List<Pair> ofModel =
                Pair.ofMore(
                        scenarios,
                        counts::states,
                        SelfTest::explored,
                        Math.min(mostStates, MOST_MODEL_STATES));
        this.model = new ModelBench(ofModel, equivalent);
        List<Pair> ofSpec =
                Pair.ofMore(
                        scenarios,
                        counts::states,
                        spec.asked(),
                        Math.min(mostStates, MOST_SPEC_STATES_FOR_SURVIVORS));
        Grounds grounds = new Grounds(scenarios);
        grounds.add(Mutant.Side.MODEL, model.sources(), ofModel);
        grounds.add(Mutant.Side.SPEC, spec.sources(), ofSpec);
        this.kept = new Kept(kept, grounds::of);
    }

    private static boolean explored(Scenario scenario, KernelId kernel) {
        return scenario.engines().contains(Engines.EXPLORER);
    }

    /** The mutants of a side. */
    public List<Mutant> mutants(Mutant.Side side) {
        return side == Mutant.Side.SPEC ? spec.all() : model.mutants();
    }

    /** For each property on how many scenarios and kernels it is expected to be violated. */
    public Map<Property, Integer> expected() {
        Map<Property, Integer> expected = new EnumMap<>(Property.class);
        scenarios.forEach(
                scenario ->
                        scenario.expectations().stream()
                                .flatMap(expectation -> expectation.violates().stream())
                                .forEach(property -> expected.merge(property, 1, Integer::sum)));
        return expected;
    }

    /** The lines that a mutant changes; empty where only bytecode is changed. */
    public String diff(Mutant mutant) {
        return mutant.side() == Mutant.Side.SPEC ? spec.diff(mutant.id()) : "";
    }

    /** Forgets what earlier runs found out. */
    public void startAnew() {
        kept.clear();
    }

    /** Takes over what earlier runs found out, as far as it still stands. */
    public void goOn() {
        Map<String, Fate> before = kept.fates();
        for (Mutant.Side side : Mutant.Side.values()) {
            for (Mutant mutant : mutants(side)) {
                Fate fate = before.get(mutant.id());
                if (fate != null && fate.mutant().equals(mutant)) {
                    fates.put(mutant.id(), fate);
                }
            }
        }
    }

    private void found(String key, Fate fate, Ticker ticker) {
        fates.put(key, fate);
        if (!fate.mutant().id().startsWith(Canary.PREFIX)) {
            kept.add(fate);
        }
        ticker.done(fate.killed());
    }

    /**
     * Tries mutants, and the canaries of the sides that they are of.
     *
     * @param chosen which mutants
     * @param jobs how many at once
     * @param time where to stop
     * @param err where to show how far it is
     * @throws InterruptedException if the thread was interrupted
     */
    public Results run(Predicate<Mutant> chosen, int jobs, Duration time, PrintWriter err)
            throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        List<String> ofSpec = ids(Mutant.Side.SPEC, chosen);
        List<String> ofModel = ids(Mutant.Side.MODEL, chosen);
        ExecutorService pool = Executors.newFixedThreadPool(jobs);
        try (Ticker ticker = new Ticker(ofSpec.size() + ofModel.size(), err)) {
            List<Future<?>> futures = new ArrayList<>();
            modelJobs(ofModel, jobs, end, ticker, pool, futures);
            specJobs(ofSpec, jobs, end, ticker, pool, futures);
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the process is ending");
            }
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        Map<String, Mutant> all = new LinkedHashMap<>();
        for (Mutant.Side side : Mutant.Side.values()) {
            mutants(side).stream().filter(chosen).forEach(one -> all.put(one.id(), one));
        }
        return new Results(all, fates, broken);
    }

    private List<String> ids(Mutant.Side side, Predicate<Mutant> chosen) {
        List<String> ids = new ArrayList<>();
        List<Mutant> all = mutants(side).stream().filter(chosen).toList();
        all.stream().map(Mutant::id).filter(id -> !fates.containsKey(id)).forEach(ids::add);
        if (!all.isEmpty()) {
            ids.add(0, side.word() + " " + Canary.NO_OP);
            ids.add(0, side.word() + " " + Canary.FATAL);
        }
        return ids;
    }

    private void modelJobs(
            List<String> ids,
            int jobs,
            long end,
            Ticker ticker,
            ExecutorService pool,
            List<Future<?>> futures) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Mutant> all = model.mutants();
        for (int i = 0; i < all.size(); i++) {
            numbers.put(all.get(i).id(), i);
        }
        ConcurrentLinkedQueue<String> queue = new ConcurrentLinkedQueue<>(ids);
        for (int job = 0; job < jobs; job++) {
            futures.add(
                    pool.submit(
                            () -> {
                                for (String id = queue.poll();
                                        id != null && System.nanoTime() < end;
                                        id = queue.poll()) {
                                    tryModel(id, numbers.get(id), ticker);
                                }
                                return null;
                            }));
        }
    }

    private void tryModel(String id, Integer number, Ticker ticker) throws InterruptedException {
        try {
            Fate fate = number == null ? model.canary(plain(id)) : model.fate(number);
            found(id, fate, ticker);
        } catch (InvalidMutantException e) {
            broken.put(id, e.getMessage());
        }
    }

    private static String plain(String id) {
        return id.substring(id.indexOf(' ') + 1);
    }

    private void specJobs(
            List<String> ids,
            int jobs,
            long end,
            Ticker ticker,
            ExecutorService pool,
            List<Future<?>> futures) {
        AtomicInteger number = new AtomicInteger();
        for (int job = 0; job < jobs && !ids.isEmpty(); job++) {
            int first = job;
            List<String> own = new ArrayList<>();
            for (int i = first; i < ids.size(); i += jobs) {
                own.add(plain(ids.get(i)));
            }
            futures.add(
                    pool.submit(
                            () -> {
                                runSpec(own, end, ticker, number.incrementAndGet());
                                return null;
                            }));
        }
    }

    private void runSpec(List<String> ids, long end, Ticker ticker, int number)
            throws InterruptedException {
        Path work =
                checkout.work()
                        .resolve("selftest")
                        .resolve("child-" + ProcessHandle.current().pid() + "-" + number);
        SpecRunner runner =
                new SpecRunner(
                        checkout.root(),
                        work,
                        Math.min(mostStates, MOST_SPEC_STATES),
                        Math.min(mostStates, MOST_SPEC_STATES_FOR_SURVIVORS),
                        equivalent);
        runner.run(
                ids,
                Duration.ofNanos(end - System.nanoTime()),
                new SpecRunner.Told() {
                    @Override
                    public void fate(Fate fate) {
                        String id = fate.mutant().id();
                        String key = id.startsWith(Canary.PREFIX) ? "spec " + id : id;
                        found(key, fate, ticker);
                    }

                    @Override
                    public void broken(String id, String why) {
                        broken.put(id, why);
                    }
                });
        runner.clean();
    }

    /**
     * Searches small scenarios without the memory of steps.
     *
     * @return what differs from the search with memory, in words; empty if nothing does
     * @throws InterruptedException if the thread was interrupted
     */
    public List<String> withoutMemory() throws InterruptedException {
        return ModelBench.withoutMemory(
                Pair.of(
                        scenarios,
                        counts::states,
                        SelfTest::explored,
                        Math.min(mostStates, MOST_MEMORYLESS_STATES)));
    }
}
