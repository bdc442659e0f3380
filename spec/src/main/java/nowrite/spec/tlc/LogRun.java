package nowrite.spec.tlc;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nowrite.spec.log.LogEvent;
import nowrite.spec.log.StepLog;
import nowrite.spec.scenario.Scenario;

/**
 * The events of one run, those of each context in their order. How far an explanation has come is
 * the number of events explained of each context, by context.
 */
final class LogRun {

    private final boolean whole;
    private final LogEvent[][] events;
    private final int total;

    /** The events of a run of a log. */
    LogRun(Scenario scenario, StepLog log, List<LogEvent> run) {
        whole = log.isWhole();
        events = new LogEvent[scenario.contexts() + 1][0];
        for (int context = 1; context <= scenario.contexts(); context++) {
            String name = scenario.contextName(context);
            events[context] =
                    run.stream().filter(e -> e.task().equals(name)).toArray(LogEvent[]::new);
        }
        total = (int) run.stream().filter(e -> !e.open()).count();
    }

    /** The beginning: nothing is explained. */
    int[] start() {
        return new int[events.length];
    }

    /** Whether everything is explained that was not cut off. */
    boolean isExplained(int[] done) {
        return explained(done) == total;
    }

    /** Number of events explained, without those that were cut off. */
    int explained(int[] done) {
        int n = 0;
        for (int context = 1; context < events.length; context++) {
            for (int i = 0; i < done[context]; i++) {
                n += events[context][i].open() ? 0 : 1;
            }
        }
        return n;
    }

    /** A context's first event that is not explained, null if there is none. */
    LogEvent event(int[] done, int context) {
        return done[context] < events[context].length ? events[context][done[context]] : null;
    }

    /** The contexts whose next event may come next, the one that ended first before the others. */
    List<Integer> mayComeNext(int[] done) {
        int first = firstToEnd(done);
        List<Integer> contexts = new ArrayList<>();
        for (int context = 1; context < events.length; context++) {
            LogEvent event = event(done, context);
            if (event != null
                    && event.begin() <= event(done, first).latest()
                    && stoodAt(done, context) == null) {
                contexts.add(context);
            }
        }
        contexts.sort(Comparator.comparingLong(c -> event(done, c).latest()));
        return contexts;
    }

    /** The context whose next event had ended before the next ones of all others; 0 if none. */
    int firstToEnd(int[] done) {
        int first = 0;
        for (int context = 1; context < events.length; context++) {
            LogEvent event = event(done, context);
            if (event != null && (first == 0 || event.latest() < event(done, first).latest())) {
                first = context;
            }
        }
        return first;
    }

    /**
     * Where a context stood after its event before, if its next event does not go on there: an
     * event is missing or out of place. Else null.
     */
    String stoodAt(int[] done, int context) {
        int next = done[context];
        if (whole || next == 0) {
            return null;
        }
        String stood = events[context][next - 1].next();
        String label = events[context][next].label();
        return label.equals(stood) || LogMatch.isChoice(stood, label) ? null : stood;
    }
}
