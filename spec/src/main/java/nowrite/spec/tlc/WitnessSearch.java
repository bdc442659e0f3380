package nowrite.spec.tlc;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.WitnessLog.Kind;
import nowrite.spec.log.WitnessLog.Point;
import nowrite.spec.log.Witnessed;
import nowrite.spec.scenario.Scenario;

/**
 * Looks for a behaviour of the specification that explains what was seen of a kernel. Depth first
 * over pairs of a state and a moment; what came to nothing once is not tried again, so a refusal
 * has tried everything.
 *
 * <p>A moment is passed when the state is as it says. Between two moments any steps are taken, but:
 * an operation begins only after its begin; a WRITE, a size or a FSYNC is read by the daemon only
 * as the next one of the log, with offset, length and content, and answered only after its reply
 * began; a step that is probed is taken only by whom a probe has seen before it.
 */
final class WitnessSearch {

    /** The steps that every kernel of a probed log was probed at. */
    private static final Set<String> PROBED =
            Set.of(
                    "fuse_set_nowrite:bias",
                    "fuse_flush_writepages:send",
                    "fuse_writepage_end:lock",
                    "fuse_writepage_end:next",
                    "fuse_page_mkwrite:lock_page");

    private static final String TEST = ".test";
    private static final int NOT_READ = -1;
    private static final int TOLD = 6;

    /**
     * How far an explanation has come.
     *
     * @param state the state
     * @param next the next moment
     * @param read for each context the request that the daemon works on there, -1 for none
     * @param requests how many requests were read
     * @param granted the contexts that were seen to be about to take a step
     */
    private record Place(
            SpecSteps.State state, int next, int[] read, int requests, Set<Integer> granted) {}

    private final SpecSteps steps;
    private final WitnessScene scene;
    private final Scenario scenario;
    private final WitnessLog log;
    private final int budget;
    private final int[][] begun;
    private final int[] replying;
    private final Set<Integer> free = new HashSet<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private final Set<String> instead = new TreeSet<>();
    private Place furthest;

    WitnessSearch(SpecSteps steps, Scenario scenario, WitnessLog log, int budget) {
        this.steps = steps;
        this.scenario = scenario;
        this.scene = new WitnessScene(scenario);
        this.log = log;
        this.budget = budget;
        this.replying = new int[log.requests().size()];
        Arrays.fill(replying, Integer.MAX_VALUE);
        this.begun = new int[log.points().size() + 1][scenario.tasks().size() + 1];
        log.free().forEach(name -> free.add(scene.task(name)));
        for (int i = 0; i < log.points().size(); i++) {
            Point point = log.points().get(i);
            begun[i + 1] = begun[i].clone();
            if (point.kind() == Kind.BEGIN) {
                begun[i + 1][scene.task(point.task())]++;
            } else if (point.kind() == Kind.REPLYING) {
                replying[point.request()] = i;
            }
        }
    }

    /** More places were tried than may be. */
    static final class BudgetException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Searches.
     *
     * @return null if everything is explained
     * @throws BudgetException if the budget is spent
     */
    Witnessed.Refusal run() {
        int[] nothing = new int[scenario.contexts() + 1];
        Arrays.fill(nothing, NOT_READ);
        Deque<Deque<Place>> path = new ArrayDeque<>();
        path.push(new ArrayDeque<>(List.of(new Place(steps.initial(), 0, nothing, 0, Set.of()))));
        while (!path.isEmpty()) {
            Place place = path.peek().poll();
            if (place == null) {
                path.pop();
            } else if (isNew(place)) {
                if (place.next() == log.points().size()) {
                    furthest = place;
                    return null;
                }
                path.push(from(place));
            }
        }
        return new Witnessed.Refusal(
                log.points().get(furthest.next()).words(),
                scene.stand(furthest.state()),
                instead.stream().limit(TOLD).toList());
    }

    /** How many moments were passed. */
    int passed() {
        return furthest == null ? 0 : furthest.next();
    }

    long places() {
        return seen.size();
    }

    private boolean isNew(Place place) {
        List<Object> key =
                List.of(
                        place.state().fingerprint(),
                        place.next(),
                        Arrays.hashCode(place.read()),
                        place.granted());
        if (!seen.add(key)) {
            return false;
        }
        if (seen.size() > budget) {
            throw new BudgetException();
        }
        if (furthest == null || place.next() >= furthest.next()) {
            if (furthest == null || place.next() > furthest.next()) {
                instead.clear();
            }
            furthest = place;
        }
        return true;
    }

    private Deque<Place> from(Place place) {
        Deque<Place> next = new ArrayDeque<>();
        Point point = log.points().get(place.next());
        Place passed = pass(place, point);
        if (passed != null) {
            next.add(passed);
        }
        List<Integer> actors = scene.actors(place.state());
        actors.sort(Comparator.comparingInt(context -> rank(point, context)));
        for (int context : actors) {
            if (mayMove(place, context)) {
                for (SpecSteps.Step step : steps.of(place.state(), context)) {
                    Place after = after(place, step);
                    if (after != null) {
                        next.add(after);
                    }
                }
            }
        }
        return next;
    }

    /** Who is tried first: whom the next moment is about, and of whom nothing was seen last. */
    private int rank(Point point, int context) {
        if (free.contains(context)) {
            return 3;
        }
        if (!scene.isTask(context)) {
            return 1;
        }
        return !point.task().isEmpty() && scene.task(point.task()) == context ? 0 : 2;
    }

    private Place pass(Place place, Point point) {
        SpecSteps.State state = place.state();
        Set<Integer> granted = place.granted();
        boolean is =
                switch (point.kind()) {
                    case BEGIN, REPLYING -> true;
                    case END -> hasEnded(place, point);
                    case READ -> place.requests() > point.request();
                    case REPLIED ->
                            place.requests() > point.request()
                                    && Arrays.stream(place.read())
                                            .noneMatch(r -> r == point.request());
                    case ABOUT, PAST -> isSeen(place, point);
                };
        if (!is) {
            return null;
        }
        if (point.kind() == Kind.ABOUT) {
            granted = new TreeSet<>(granted);
            granted.add(about(place, point));
        }
        return new Place(state, place.next() + 1, place.read(), place.requests(), granted);
    }

    private boolean hasEnded(Place place, Point point) {
        int task = scene.task(point.task());
        int operation = begun[place.next()][task];
        if (scene.operation(place.state(), task) <= operation) {
            return false;
        }
        return point.stored() < 0
                || scene.hasStored(place.state(), task, operation) == (point.stored() == 1);
    }

    private boolean isSeen(Place place, Point probe) {
        if (probe.writectr() != null && probe.writectr() != scene.writectr(place.state())) {
            if (place.next() == furthest.next()) {
                instead.add("writectr is " + TlaView.writectr(scene.writectr(place.state())));
            }
            return false;
        }
        if (probe.kind() == Kind.ABOUT) {
            return about(place, probe) != 0;
        }
        return probe.task().isEmpty()
                || !scene.isAt(place.state(), scene.task(probe.task()), probe);
    }

    /** Who is about to take the step of a probe; 0 for nobody. */
    private int about(Place place, Point probe) {
        for (int context : scene.actors(place.state())) {
            boolean may =
                    probe.task().isEmpty()
                            ? !scene.isTask(context)
                            : scene.isTask(context) && scene.task(probe.task()) == context;
            if (may
                    && !place.granted().contains(context)
                    && scene.isAt(place.state(), context, probe)) {
                return context;
            }
        }
        return 0;
    }

    private boolean mayMove(Place place, int context) {
        if (scene.isTask(context)) {
            if (!free.contains(context)
                    && scene.operation(place.state(), context) > begun[place.next()][context]) {
                return false;
            }
        } else {
            int request = place.read()[context];
            if (request != NOT_READ
                    && place.state().stands(context).equals("daemon:reply")
                    && place.next() <= replying[request]) {
                return false;
            }
        }
        if (!log.probed() || place.granted().contains(context)) {
            return true;
        }
        String label = place.state().stands(context);
        boolean unseenFault = free.contains(context) && label.startsWith("fuse_page_mkwrite");
        return unseenFault || !PROBED.contains(label);
    }

    private Place after(Place place, SpecSteps.Step step) {
        int context = step.context();
        int[] read = place.read();
        int requests = place.requests();
        if (!log.probed() && !scene.isTask(context)) {
            if (step.label().equals("daemon:read")) {
                TlaValue request = scene.request(step.after(), context);
                if (scene.isSeen(log, request)) {
                    if (requests == log.requests().size()
                            || !scene.matches(request, context, log.requests().get(requests))) {
                        if (place.next() == furthest.next()) {
                            instead.add("the daemon reads a " + scene.words(request));
                        }
                        return null;
                    }
                    read = read.clone();
                    read[context] = requests++;
                }
            } else if (step.after().stands(context).equals("daemon:read")) {
                read = read.clone();
                read[context] = NOT_READ;
            }
        }
        Set<Integer> granted = place.granted();
        if (log.probed() && granted.contains(context) && !isSameWait(step)) {
            granted = new TreeSet<>(granted);
            granted.remove(context);
        }
        return new Place(step.after(), place.next(), read, requests, granted);
    }

    /** Whether a step looked in vain: the step that a probe has seen is still to come. */
    private static boolean isSameWait(SpecSteps.Step step) {
        String before = step.label();
        String after = step.after().stands(step.context());
        return !before.equals(after) && before.replace(TEST, "").equals(after.replace(TEST, ""));
    }
}
