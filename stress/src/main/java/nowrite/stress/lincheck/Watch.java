package nowrite.stress.lincheck;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nowrite.model.Machine;
import nowrite.model.seam.Lock;
import nowrite.model.state.PageTable;
import nowrite.spec.Property;
import nowrite.spec.scenario.Scenario;

/**
 * Looks on while Lincheck runs one schedule: writes down the steps, and asks for the properties
 * whenever no context is in the middle of a step, where the explorer asks for them too. Nothing
 * here is part of the schedule.
 */
final class Watch {
    /**
     * A step that was taken. One that ended before another began comes before it; else the two
     * overlap.
     */
    static final class Taken {
        final int context;
        final String label;
        final int begin;
        int end = Integer.MAX_VALUE;

        Taken(int context, String label, int begin) {
            this.context = context;
            this.label = label;
            this.begin = begin;
        }
    }

    private final long asked;
    private final List<Taken> taken = new ArrayList<>();
    private final Taken[] inStep;
    private final Object[] sleepsOn;
    private final Set<Lock> lookedAt = new LinkedHashSet<>();
    private Machine machine;
    private int clock;
    private int busy;
    private int choices;
    private Property violated;
    private boolean over;
    private boolean stopped;
    private RuntimeException defect;

    /**
     * Looks on.
     *
     * @param asked the properties to ask for, as bits of their ordinals
     */
    Watch(Scenario scenario, long asked) {
        this.asked = asked;
        int contexts = scenario.contexts();
        inStep = new Taken[contexts + 1];
        sleepsOn = new Object[contexts + 1];
    }

    /** Where the properties are asked; to be called before any context runs. */
    void of(Machine watched) {
        machine = watched;
        lookedAt.add(watched.kernel().conn().lock);
        lookedAt.add(watched.kernel().ghost().lock);
        for (PageTable mm : watched.kernel().state.mms) {
            lookedAt.add(mm.ptl);
        }
    }

    /** Whether the predicate of some boundary looks at what this lock guards. */
    boolean isLookedAt(Lock lock) {
        Unwatched.enter();
        try {
            return lookedAt.contains(lock);
        } finally {
            Unwatched.leave();
        }
    }

    /** A context comes to a boundary. */
    void arrives(int context, String label) {
        Unwatched.enter();
        try {
            endStep(context);
        } finally {
            Unwatched.leave();
        }
    }

    private void endStep(int context) {
        if (inStep[context] != null && violated == null) {
            inStep[context].end = ++clock;
            inStep[context] = null;
            busy--;
            ask();
        }
    }

    private void ask() {
        if (busy > 0 || violated != null || stopped) {
            return;
        }
        long found = machine.violated() & asked;
        if (found != 0) {
            violated = Property.values()[Long.numberOfTrailingZeros(found)];
            throw new PropertyViolated(violated);
        }
    }

    /** The clock goes on. */
    int tick() {
        Unwatched.enter();
        try {
            return ++clock;
        } finally {
            Unwatched.leave();
        }
    }

    /** A context begins a step. */
    void begins(int context, String label) {
        Unwatched.enter();
        try {
            if (violated == null) {
                inStep[context] = new Taken(context, label, ++clock);
                taken.add(inStep[context]);
                busy++;
            }
        } finally {
            Unwatched.leave();
        }
    }

    /** A context goes to sleep on a monitor; null: it is awake. */
    void sleeps(int context, Object monitor) {
        Unwatched.enter();
        try {
            sleepsOn[context] = monitor;
        } finally {
            Unwatched.leave();
        }
    }

    /** The monitors on which somebody sleeps. */
    List<Object> sleepers() {
        Unwatched.enter();
        try {
            List<Object> monitors = new ArrayList<>();
            for (Object monitor : sleepsOn) {
                if (monitor != null) {
                    monitors.add(monitor);
                }
            }
            return monitors;
        } finally {
            Unwatched.leave();
        }
    }

    /**
     * Every thread has ended.
     *
     * @throws PropertyViolated if a property was violated
     */
    void over() {
        Unwatched.enter();
        try {
            over = true;
            ask();
            if (violated != null) {
                throw new PropertyViolated(violated);
            }
            if (defect != null) {
                throw new IllegalStateException("a thread of the model broke: " + defect, defect);
            }
        } finally {
            Unwatched.leave();
        }
    }

    /** A context was stopped by an assertion of the kernel. */
    void stops(int context) {
        Unwatched.enter();
        try {
            endStep(context);
        } catch (PropertyViolated e) {
            // It is asked for: said at the end.
        } finally {
            stopped = true;
            Unwatched.leave();
        }
    }

    /** A thread broke: a defect of the model. */
    void broke(RuntimeException why) {
        defect = why;
    }

    /** Whether the schedule came to its end. */
    boolean isOver() {
        return over;
    }

    /** How many choices there were before this one. */
    int choices() {
        Unwatched.enter();
        try {
            return choices++;
        } finally {
            Unwatched.leave();
        }
    }

    /** A context has come to its end. */
    void ends(int context) {
        arrives(context, "done");
    }

    /** The steps that were taken, in the order in which they began. */
    List<Taken> taken() {
        return taken;
    }

    /** The property that was found violated; null if none. */
    Property violated() {
        return violated;
    }
}
