package nowrite.stress.explore;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import nowrite.model.Kernels;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.ScenarioParser;
import nowrite.stress.explore.state.ModelFault;
import nowrite.stress.explore.step.Explorable;

/**
 * A race that every explorer must find before it is believed: some 400 states of the model itself,
 * with a state that violates a property and a task that sleeps for good. It is searched once for
 * each way to search.
 */
final class Canary {

    private static final String RACE =
            """
            pages  1
            file   1p
            task p store 0h
            task t truncate 1h
            daemon any-order
            expect 2.6.26 without invalidate-after-release violates P8 P13
            """;

    private static final KernelId KERNEL =
            KernelId.parse("2.6.26 without invalidate-after-release");
    private static final Set<Property> VIOLATED = Set.of(Property.P8, Property.P13);

    /** The ways to search that the options choose from. */
    private record Way(boolean verify, boolean memory) {}

    private final UnaryOperator<Explorable> model;
    private final Map<Way, String> answers = new HashMap<>();

    /**
     * A canary.
     *
     * @param model what the engine does with each model that it searches
     */
    Canary(UnaryOperator<Explorable> model) {
        this.model = model;
    }

    /**
     * Searches for the race in the way of these limits, without their bounds.
     *
     * @return why the engine cannot be believed; empty if it found what it must
     * @throws InterruptedException if the thread was interrupted
     */
    synchronized String missed(Limits limits) throws InterruptedException {
        Way way = new Way(limits.verify(), limits.memory());
        String answer = answers.get(way);
        if (answer == null) {
            answer = search(way);
            answers.put(way, answer);
        }
        return answer;
    }

    private String search(Way way) throws InterruptedException {
        Scenario scenario =
                new ScenarioParser(Path.of("scenarios"), Kernels.catalogue())
                        .parse("canary", Path.of("scenarios", "canary.scn"), RACE);
        Limits limits =
                new Limits(
                        Long.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Duration.ofMinutes(5),
                        way.verify(),
                        way.memory());
        Set<Property> found;
        try {
            found =
                    ExplorerEngine.result(
                                    scenario,
                                    KERNEL,
                                    Exploration.of(scenario, KERNEL, limits, Progress.NONE, model))
                            .violated();
        } catch (ModelFault e) {
            return "the canary could not be searched: " + e.getMessage();
        }
        return found.equals(VIOLATED)
                ? ""
                : "the canary was missed: a store against a truncate on "
                        + KERNEL
                        + " violates "
                        + sorted(VIOLATED)
                        + ", and the search found "
                        + (found.isEmpty() ? "nothing" : sorted(found));
    }

    private static String sorted(Set<Property> properties) {
        return String.join(" ", properties.stream().sorted().map(Property::name).toList());
    }
}
