package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import nowrite.spec.trace.Trace;

/**
 * What a trace means, computed from the trace alone: from the names of its paths and of its steps.
 * What it does not know is left as it is; it never refuses a trace that {@link
 * nowrite.spec.trace.TraceJson} reads.
 */
public final class Reading {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Checks checks;
    private final Effects effects;
    private final Causes causes;
    private final Circle circle;
    private final List<Span> locks;
    private final List<Span> blocked;
    private final List<Span> nowrite;
    private final String wrong;
    private final String rule;
    private final SortedSet<String> cells;
    private final SortedSet<Integer> matters;
    private final List<String> story;

    private Reading(Trace trace) {
        this.trace = trace;
        states = trace.states();
        lives = new Lives(Requests.of(trace));
        Waits waits = new Waits(states, lives.all());
        Spans spans = new Spans(trace, states, waits);
        locks = spans.locks();
        blocked = spans.blocked();
        nowrite = spans.nowrite();
        checks = new Checks(trace, states, lives);
        effects = new Effects(trace, states, lives, checks);
        circle = new Circle(trace, states, waits, lives);
        Ending ending = new Ending(trace, states, lives);
        Wrong what = new Wrong(ending, circle);
        wrong = what.sentence();
        rule = what.rule();
        cells = Collections.unmodifiableSortedSet(ending.cells);
        causes = new Causes(trace, states, lives, checks);
        matters = Collections.unmodifiableSortedSet(causes.past(ending.steps, ending.cells));
        List<Deed> deeds =
                new ArrayList<>(new Deeds(trace, states, lives, checks, blocked, cells).all());
        deeds.addAll(circle.deeds());
        deeds.sort(Comparator.comparingInt(Deed::step));
        story =
                List.copyOf(
                        new Story(trace, states, lives, cells).tell(deeds, matters, ending.steps));
    }

    /** Reads a trace. */
    public static Reading of(Trace trace) {
        return new Reading(trace);
    }

    /** A size in half pages as one says it: 2 is "1p", 3 is "3h". */
    public static String size(String halves) {
        return Texts.size(halves);
    }

    /** A text of a state with the errors of requests by their names: "err 5" is "EIO". */
    public static String errors(String text) {
        return Errors.named(text);
    }

    /** The trace. */
    public Trace trace() {
        return trace;
    }

    /** The states, the initial one first; one more than there are steps. */
    public List<Map<String, String>> states() {
        return Collections.unmodifiableList(states);
    }

    /** The locks that are held across steps. */
    public List<Span> locks() {
        return locks;
    }

    /** Who cannot move, from when to when, and why: "waits for page 0 lock, held by f". */
    public List<Span> blocked() {
        return blocked;
    }

    /** The stretches from set_nowrite's bias to the release. */
    public List<Span> nowrite() {
        return nowrite;
    }

    /** The requests, in the order in which they were made. */
    public List<RequestLife> requests() {
        return lives.all();
    }

    /**
     * The steps in the causal past of the violation, for a reader who wants to see only those.
     * Steps that only pass are left out.
     */
    public SortedSet<Integer> matters() {
        return matters;
    }

    /**
     * The earlier steps that a step needs directly, by data, by control or by a wake-up.
     *
     * @param n number of the step
     */
    public SortedSet<Integer> causes(int n) {
        return Collections.unmodifiableSortedSet(causes.of(n));
    }

    /** Three to seven sentences that tell the steps that matter, up to {@link #wrong}. */
    public List<String> story() {
        return story;
    }

    /** What is wrong at the end, in one sentence, with the page, contents and requests. */
    public String wrong() {
        return wrong;
    }

    /** What must hold: of a property with several rules the one that is broken. */
    public String rule() {
        return rule;
    }

    /** The paths that decide the violation in the last state. */
    public SortedSet<String> cells() {
        return cells;
    }

    /**
     * For a deadlock who waits for what, one sentence for each task, those in a circle first, and
     * what a silent daemon has; else empty.
     */
    public List<String> waits() {
        return circle.lines();
    }

    /**
     * What a step changes in shared state, in a few words each: "+page 0", "page 0 dirty".
     *
     * @param n number of the step
     */
    public List<String> effects(int n) {
        return effects.of(n);
    }

    /**
     * What a step that changes nothing found, in a few words; empty if its label says all.
     *
     * @param n number of the step
     */
    public String note(int n) {
        return effects.note(n);
    }

    /**
     * Whether a step does not do what its name promises, because this kernel goes without it.
     *
     * @param n number of the step
     */
    public boolean isLeftOut(int n) {
        return checks.isIdleRelease(n) || !checks.withoutLock(n).isEmpty();
    }

    /**
     * The step as one says it: its kernel function, or what the daemon does: "applies WRITE 1".
     *
     * @param n number of the step
     */
    public String action(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        String daemon = lives.daemonStep(step);
        return daemon == null ? step.label().replaceFirst(":.*", "") : daemon;
    }
}
