package nowrite.stress.cli.bench;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.lincheck.Fit;
import nowrite.stress.lincheck.LincheckEngine;
import nowrite.stress.lincheck.Promised;

/**
 * Lincheck: one question, for the property that a line of {@code lincheck.tsv} says it finds on the
 * kernel, in the scenario of that line. Where no line names the kernel it is not asked: it samples,
 * and that it does not find what it is not expected to find says nothing.
 */
public final class LincheckFinder implements BugFinder {
    /** How many schedules a question may take; {@code lincheck} takes as many if it is not told. */
    public static final int SCHEDULES = 2000;

    /** How long a question may take. */
    private static final Limits LIMITS = Limits.ofTime(Duration.ofSeconds(120));

    private final List<Promised> promises;
    private final Function<String, Scenario> scenarios;
    private final Supplier<LincheckEngine> start;
    private LincheckEngine engine;
    private String refused = "";

    /**
     * Asks Lincheck.
     *
     * @param promises what it is expected to find
     * @param scenarios gives a scenario by its name
     * @param engine makes the engine, or throws {@link LincheckEngine.Refused}
     */
    public LincheckFinder(
            List<Promised> promises,
            Function<String, Scenario> scenarios,
            Supplier<LincheckEngine> engine) {
        this.promises = List.copyOf(promises);
        this.scenarios = scenarios;
        this.start = engine;
    }

    @Override
    public String engine() {
        return LincheckEngine.NAME;
    }

    @Override
    public String circumstances() {
        return engine == null ? "" : "lincheck on JDK " + engine.jdkVersion();
    }

    @Override
    public Answer ask(Bug bug) throws InterruptedException {
        Optional<Promised> promise = promise(bug);
        if (promise.isEmpty()) {
            return Answer.notAsked(
                    Fit.reason(bug.scenario(), bug.kernel())
                            .map(why -> "the scenario does not fit: " + why)
                            .orElse(
                                    "no line of spec/scenarios/lincheck.tsv names this kernel:"
                                            + " samples of it did not find the bug"));
        }
        if (refused.isEmpty()) {
            try {
                return ask(bug, promise.orElseThrow());
            } catch (LincheckEngine.Refused e) {
                refused = e.getMessage();
            }
        }
        return Answer.skipped(refused);
    }

    /** The line about the bug: in its own scenario if there is one, else the quickest. */
    private Optional<Promised> promise(Bug bug) {
        return promises.stream()
                .filter(p -> p.kernel().equals(bug.kernel()))
                .filter(p -> properties(bug, p).contains(p.property()))
                .min(
                        Comparator.comparing(
                                        (Promised p) -> !p.scenario().equals(bug.scenario().name()))
                                .thenComparingLong(Promised::schedules));
    }

    private Set<Property> properties(Bug bug, Promised promise) {
        return bug.propertiesIn(scenarios.apply(promise.scenario()));
    }

    private Answer ask(Bug bug, Promised promise) throws InterruptedException {
        if (engine == null) {
            engine = start.get();
        }
        long begin = System.nanoTime();
        RunResult result =
                engine.ask(
                        scenarios.apply(promise.scenario()),
                        promise.kernel(),
                        promise.property(),
                        LIMITS,
                        Progress.NONE);
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (result.violated().stream().noneMatch(properties(bug, promise)::contains)) {
            return Answer.notFound(
                    "reproduce: ./nowrite lincheck "
                            + promise.scenario()
                            + " --kernel '"
                            + promise.kernel()
                            + "'");
        }
        return Answer.found(
                seconds,
                promise.scenario().equals(bug.scenario().name()) ? "" : promise.scenario());
    }
}
