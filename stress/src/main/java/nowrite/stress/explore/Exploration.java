package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import nowrite.spec.KernelId;
import nowrite.spec.Property;
import nowrite.spec.engine.Limits;
import nowrite.spec.engine.Progress;
import nowrite.spec.scenario.Reach;
import nowrite.spec.scenario.Scenario;
import nowrite.stress.explore.search.Answer;
import nowrite.stress.explore.search.Bounds;
import nowrite.stress.explore.search.CalmPaths;
import nowrite.stress.explore.search.Question;
import nowrite.stress.explore.search.Search;
import nowrite.stress.explore.search.StateGraph;
import nowrite.stress.explore.step.ControlledSeam;
import nowrite.stress.explore.step.Explorable;
import nowrite.stress.explore.step.LocalState;
import nowrite.stress.explore.step.Stepper;

/** A search that was made, with everything that can be asked about its states afterwards. */
public final class Exploration {
    /** Bytes that looking for fewer context switches may take. */
    private static final long MOST_CALM = 1L << 27;

    private final Explorable model;
    private final Stepper stepper;
    private final Answer answer;
    private final Views views;
    private CalmPaths calm;

    private Exploration(Explorable model, Stepper stepper, Answer answer) {
        this.model = model;
        this.stepper = stepper;
        this.answer = answer;
        this.views = new Views(model, stepper);
    }

    /**
     * Searches a scenario on a kernel.
     *
     * @throws IllegalArgumentException if there is no such kernel
     * @throws InterruptedException if the thread was interrupted
     * @throws nowrite.stress.explore.state.ModelFault if the model cannot be searched
     */
    public static Exploration of(
            Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        return of(MachineModel::new, scenario, kernel, limits, progress);
    }

    /** Searches a scenario on a kernel, with something around the model; for tests. */
    static Exploration of(
            Scenario scenario,
            KernelId kernel,
            Limits limits,
            Progress progress,
            UnaryOperator<Explorable> around)
            throws InterruptedException {
        return of(
                (s, k, seam) -> around.apply(new MachineModel(s, k, seam)),
                scenario,
                kernel,
                limits,
                progress);
    }

    /**
     * Searches a scenario on a kernel of a model made by somebody else, such as a changed one.
     *
     * @throws IllegalArgumentException if there is no such kernel
     * @throws InterruptedException if the thread was interrupted
     * @throws nowrite.stress.explore.state.ModelFault if the model cannot be searched
     */
    public static Exploration of(
            ModelMaker maker, Scenario scenario, KernelId kernel, Limits limits, Progress progress)
            throws InterruptedException {
        ControlledSeam seam = new ControlledSeam();
        Explorable model = maker.make(scenario, kernel, seam);
        Question question =
                new Question(
                        scenario.mayBlock(kernel),
                        reach(scenario, Reach.Kind.AT),
                        reach(scenario, Reach.Kind.ASLEEP),
                        reach(scenario, Reach.Kind.NAMED));
        Bounds bounds =
                new Bounds(
                        limits.maxStates(),
                        limits.maxDepth(),
                        limits.time(),
                        limits.verify(),
                        limits.memory());
        return of(model, seam, question, bounds, progress::update);
    }

    /** Searches a model that was made with a seam; for scenarios and for tests. */
    static Exploration of(
            Explorable model,
            ControlledSeam seam,
            Question question,
            Bounds bounds,
            Search.Listener listener)
            throws InterruptedException {
        Stepper stepper = new Stepper(model, seam, question.conditions(), bounds.verify());
        Answer answer = new Search(model, stepper, question, bounds, listener).run();
        return new Exploration(model, stepper, answer);
    }

    private static List<String> reach(Scenario scenario, Reach.Kind kind) {
        return scenario.reach().stream()
                .filter(reach -> reach.kind() == kind)
                .map(Reach::argument)
                .distinct()
                .toList();
    }

    /** What the search found. */
    public Answer answer() {
        return answer;
    }

    /** The states and steps. */
    public StateGraph graph() {
        return answer.graph();
    }

    /** A state in words: paths and values, in a fixed order. */
    public Map<String, String> view(int state) {
        return views.of(graph().shared(state), positions(state));
    }

    /** A shared state in words, by its number: paths and values, in a fixed order. */
    public Map<String, String> sharedView(int shared) {
        return views.ofShared(shared);
    }

    /** Where a context stands, in words. */
    public Map<String, String> localView(LocalState local) {
        return views.ofLocal(local);
    }

    /** Where each context stands in a state. */
    List<LocalState> positions(int state) {
        List<LocalState> positions = new ArrayList<>();
        for (int context = 1; context <= graph().contexts(); context++) {
            positions.add(graph().local(state, context));
        }
        return positions;
    }

    /**
     * A shortest schedule, with the fewest context switches, to a state or to another of its level
     * that violates the same property; all requests of the daemon count as one context.
     *
     * @param property the property, null if only this state will do
     */
    int[] pathTo(int state, Property property) {
        if (calm == null) {
            int tasks = 0;
            while (tasks < model.contexts() && !model.isDaemon(tasks + 1)) {
                tasks++;
            }
            int daemon = tasks;
            if ((long) graph().states() * (tasks + 1) > MOST_CALM) {
                return graph().pathTo(state);
            }
            calm = new CalmPaths(graph(), tasks + 1, context -> Math.min(context - 1, daemon));
        }
        return calm.pathTo(
                state,
                other ->
                        property != null
                                && (stepper.facts().violated(graph().shared(other))
                                                        >>> property.ordinal()
                                                & 1)
                                        != 0);
    }

    /** Who waits for whom in a state in which nothing can move, one sentence for each. */
    List<String> waits(int state) {
        return new Waits(model, stepper, graph().shared(state), positions(state)).sentences();
    }

    /** Names of the tasks that cannot move in a state and are not at their end. */
    List<String> blocked(int state) {
        List<String> names = new ArrayList<>();
        for (LocalState local : positions(state)) {
            if (!model.isDaemon(local.context())
                    && !local.isOver()
                    && !stepper.mayMove(local, graph().shared(state))) {
                names.add(model.contextName(local.context()));
            }
        }
        return names;
    }

    /** The name of a context. */
    public String contextName(int context) {
        return model.contextName(context);
    }

    /** Whether a context repeats one operation for ever: the daemon. */
    public boolean isDaemon(int context) {
        return model.isDaemon(context);
    }

    /** How many shared states there are; they are numbered from 0. */
    public int sharedStates() {
        return stepper.shared().size();
    }

    /** The kernel's objects, put into a shared state; they stay so until the next call. */
    public Object kernelAt(int shared) {
        stepper.shared().load(shared);
        return model.kernel();
    }

    /** The place of a lock or of a queue's entries in the shared state, -1 if it has none. */
    public int placeOf(Object guard) {
        return stepper.shared().firstPlace(guard);
    }

    /** Whether a context stands where it sleeps, and nobody has taken it off the queue. */
    public boolean sleeps(LocalState local, int shared) {
        return stepper.sleeps(local, shared);
    }
}
