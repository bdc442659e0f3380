package nowrite.stress.explore;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.Word;
import nowrite.spec.engine.Engine;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.engine.RunResult;
import nowrite.spec.scenario.Reach;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.trace.Trace;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.step.Explorable;

/**
 * Searches all schedules of a scenario on the Java model of a kernel. An engine that does not find
 * its {@link Canary} fails in all its runs.
 */
public final class ExplorerEngine implements Engine {
    /** The name in scenarios and reports. */
    public static final String NAME = "explorer";

    private final UnaryOperator<Explorable> model;
    private final Canary canary;

    /** Makes the engine; it has no settings. */
    public ExplorerEngine() {
        this(UnaryOperator.identity());
    }

    /** For tests: an engine that searches something else than the model as it is. */
    ExplorerEngine(UnaryOperator<Explorable> model) {
        this.model = model;
        this.canary = new Canary(model);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public RunResult run(Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        long start = System.nanoTime();
        try {
            String missed = canary.missed(limits);
            if (!missed.isEmpty()) {
                return failed(scenario, kernel, start, missed);
            }
            return result(
                    scenario, kernel, Exploration.of(scenario, kernel, limits, progress, model));
        } catch (ModelFault e) {
            return failed(scenario, kernel, start, e.getMessage());
        }
    }

    private static RunResult failed(
            Scenario scenario, KernelId kernel, long start, String message) {
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return RunResult.failed(NAME, scenario, kernel, time, message, null);
    }

    /**
     * Whether the explorer can be believed: it found the race that is planted.
     *
     * @return why not; empty if it did
     */
    public String canaryMissed(Limits limits) throws InterruptedException {
        return canary.missed(limits);
    }

    /** What a search says about a scenario on a kernel. */
    public static RunResult result(Scenario scenario, KernelId kernel, Exploration exploration) {
        Answer answer = exploration.answer();
        return new RunResult(
                NAME,
                scenario,
                kernel,
                words(answer),
                traces(answer, new Traces(scenario, kernel, exploration)),
                answer.blocked(),
                reached(scenario, answer),
                answer.graph().states(),
                answer.graph().edges(),
                answer.depth(),
                answer.time(),
                answer.stopped(),
                null);
    }

    /** The verdicts. What is not violated holds only if the search was complete. */
    public static Map<Property, Word> words(Answer answer) {
        Map<Property, Word> words = new EnumMap<>(Property.class);
        for (Property property : Property.values()) {
            words.put(property, word(property, answer));
        }
        return words;
    }

    private static Word word(Property property, Answer answer) {
        boolean stuck = answer.deadlock() >= 0 || answer.livelock() >= 0;
        if (property == Property.P8 ? stuck : answer.violations().containsKey(property.ordinal())) {
            return Word.VIOLATED;
        }
        if (!answer.exhausted()) {
            return Word.UNKNOWN;
        }
        // Whether something can move is a question in every state.
        boolean exercised =
                property == Property.P8 || (answer.exercised() >>> property.ordinal() & 1) != 0;
        return exercised ? Word.HOLDS_EXHAUSTED : Word.NOT_EXERCISED;
    }

    private static Map<Property, Trace> traces(Answer answer, Traces traces) {
        Map<Property, Trace> all = new EnumMap<>(Property.class);
        answer.violations()
                .forEach(
                        (ordinal, state) -> {
                            Property property = Property.values()[ordinal];
                            all.put(property, traces.violation(property, state));
                        });
        if (answer.deadlock() >= 0) {
            all.put(Property.P8, traces.deadlock(answer.deadlock()));
        } else if (answer.livelock() >= 0) {
            all.put(Property.P8, traces.livelock(answer.livelock()));
        }
        return all;
    }

    /** The reach conditions of a scenario that a search met, as they stand in it. */
    public static Set<String> reached(Scenario scenario, Answer answer) {
        Set<String> reached = new LinkedHashSet<>();
        for (Reach reach : scenario.reach()) {
            Set<String> met =
                    switch (reach.kind()) {
                        case AT -> answer.at();
                        case ASLEEP -> answer.asleep();
                        case NAMED -> answer.conditions();
                    };
            if (met.contains(reach.argument())) {
                reached.add(reach.text());
            }
        }
        return reached;
    }
}
