package nowrite.model.seam;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Where each context is in its step, for a recorder. A context's own part is its own thread's. */
final class RecordedSteps {
    private static final class Own {
        private final List<Lock> kept = new ArrayList<>();
        private boolean inStep;
        private volatile Object tried;
    }

    private final StepRecorder recorder;
    private final LongSupplier clock;
    private final Own[] contexts;

    /**
     * Nobody is in a step yet.
     *
     * @param contexts how many contexts there are
     * @param clock grows with every reading
     */
    RecordedSteps(int contexts, StepRecorder recorder, LongSupplier clock) {
        this.recorder = recorder;
        this.clock = clock;
        this.contexts = new Own[contexts + 1];
        Arrays.setAll(this.contexts, i -> new Own());
    }

    StepRecorder recorder() {
        return recorder;
    }

    void begin(int context, String label) {
        contexts[context].inStep = true;
        recorder.begins(context, label, clock.getAsLong());
    }

    /** Ends the step that a context is in, if it is in one, and gives back what it kept. */
    void end(int context, String next, Consumer<Lock> release) {
        Own own = contexts[context];
        if (own.inStep) {
            own.inStep = false;
            recorder.ends(context, next, clock.getAsLong());
            own.kept.forEach(release);
            own.kept.clear();
            own.tried = null;
        }
    }

    void cutOff(int context) {
        if (contexts[context].inStep) {
            recorder.cutOff(context);
        }
    }

    /** Whether a lock that a context gives back stays with it until its step has ended. */
    boolean keeps(int context, Lock lock) {
        boolean keeps = contexts[context].inStep && recorder.isKept(lock);
        return keeps && contexts[context].kept.add(lock);
    }

    /**
     * Whether a context still has the lock that it gave back in this step; then it has it again.
     */
    boolean takesBack(int context, Lock lock) {
        return contexts[context].kept.remove(lock);
    }

    void tries(int context, Object lock) {
        contexts[context].tried = lock;
    }

    /** Whether a context has tried this lock in the step that it is in. */
    boolean hasTried(int context, Object lock) {
        return contexts[context].tried == lock;
    }
}
