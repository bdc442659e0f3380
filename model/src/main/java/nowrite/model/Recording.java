package nowrite.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nowrite.model.kernel.Kernel;
import nowrite.model.seam.Lock;
import nowrite.model.seam.StepRecorder;
import nowrite.model.state.PageTable;
import nowrite.spec.log.LogEvent;
import nowrite.spec.scenario.Scenario;

/**
 * Writes down the steps of one run on real threads: each context its own, with what it can vouch
 * for in the state after the step. That is its own position and locals, what it changed while it
 * held the lock that guards it, and what nobody else can change before it gives that lock back.
 * Nothing here makes contexts wait for each other.
 */
final class Recording implements StepRecorder {

    /** What one context has written; only its own thread touches it. */
    private static final class Own {
        private final List<LogEvent> events = new ArrayList<>();
        private final Deque<Map<String, Integer>> frames = new ArrayDeque<>();
        private final Map<String, String> saw = new LinkedHashMap<>();
        private final Map<Lock, int[]> tables = new LinkedHashMap<>();
        private String label;
        private long begin;
        private boolean keepsFc;
        private boolean keepsMutex;
    }

    private final Scenario scenario;
    private final Kernel kernel;
    private final View view;
    private final int run;
    private final List<Own> contexts = new ArrayList<>();

    /** A recording of a run with this number. */
    Recording(Scenario scenario, Kernel kernel, int run) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.view = new View(kernel);
        this.run = run;
        for (int context = 0; context <= scenario.contexts(); context++) {
            contexts.add(new Own());
        }
    }

    /**
     * The events of all contexts, in the order in which they began; when all threads have ended.
     */
    List<LogEvent> events() {
        return contexts.stream()
                .flatMap(own -> own.events.stream())
                .sorted(Comparator.comparingLong(LogEvent::begin))
                .toList();
    }

    @Override
    public void begins(int context, String label, long stamp) {
        Own own = contexts.get(context);
        own.label = label;
        own.begin = stamp;
        own.saw.clear();
        own.keepsFc = false;
        own.keepsMutex = false;
    }

    @Override
    public void ends(int context, String next, long stamp) {
        Own own = contexts.get(context);
        position(context, own, next);
        underLocks(context, own);
        if (context > scenario.tasks().size()) {
            request(context - scenario.tasks().size(), own);
        }
        own.events.add(
                new LogEvent(run, name(context), own.label, own.begin, stamp, next, own.saw));
    }

    @Override
    public void cutOff(int context) {
        Own own = contexts.get(context);
        own.events.add(
                new LogEvent(run, name(context), own.label, own.begin, null, null, Map.of()));
    }

    private String name(int context) {
        return scenario.contextName(context);
    }

    private void position(int context, Own own, String next) {
        if (context > scenario.tasks().size() || next.equals("BUG")) {
            return;
        }
        own.saw.put(name(context) + ".op", String.valueOf(kernel.ghost().ended[context - 1] + 1));
        own.frames
                .descendingIterator()
                .forEachRemaining(
                        frame ->
                                frame.forEach(
                                        (local, value) ->
                                                own.saw.putIfAbsent(
                                                        name(context) + ".loc." + local,
                                                        String.valueOf(value))));
    }

    private void underLocks(int context, Own own) {
        Lock fc = kernel.conn().lock;
        if (fc.holder == context) {
            own.saw.put("fc->lock", own.keepsFc ? "-" : name(context));
            view.guarded(own.saw);
        }
        Lock mutex = kernel.inode().iMutex;
        if (mutex.holder == context) {
            own.saw.put("i_mutex", own.keepsMutex ? "-" : name(context));
        }
    }

    /** The daemon's request is its own from the reading to the answer, but for who waits for it. */
    private void request(int slot, Own own) {
        String text = view.requestWithDaemon(slot);
        if (text != null) {
            own.saw.put("req." + scenario.slotName(slot), text);
        }
    }

    @Override
    public void enters(int context, String function) {
        contexts.get(context).frames.push(new TreeMap<>());
    }

    @Override
    public void leaves(int context) {
        contexts.get(context).frames.pop();
    }

    @Override
    public void local(int context, String name, int value) {
        Map<String, Integer> frame = contexts.get(context).frames.element();
        if (value == 0) {
            frame.remove(name);
        } else {
            frame.put(name, value);
        }
    }

    @Override
    public void locked(int context, Lock lock) {
        PageTable table = table(lock);
        if (table != null) {
            contexts.get(context).tables.put(lock, table.pte.clone());
        }
    }

    @Override
    public void unlocks(int context, Lock lock) {
        Own own = contexts.get(context);
        if (lock == kernel.conn().lock) {
            own.keepsFc = true;
        } else if (lock == kernel.inode().iMutex) {
            own.keepsMutex = true;
        } else if (lock == kernel.state.daemon.lock) {
            view.daemon(own.saw);
        } else if (own.tables.containsKey(lock)) {
            view.changedEntries(table(lock), own.tables.remove(lock), own.saw);
        }
    }

    private PageTable table(Lock lock) {
        for (PageTable table : kernel.state.mms) {
            if (table.ptl == lock) {
                return table;
            }
        }
        return null;
    }

    @Override
    public boolean isKept(Lock lock) {
        return lock == kernel.conn().lock || lock == kernel.inode().iMutex;
    }
}
