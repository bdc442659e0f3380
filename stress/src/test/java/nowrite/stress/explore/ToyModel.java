package nowrite.stress.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import nowrite.stress.explore.step.Explorable;

/** A model put together in a test: a kernel of any shape, and contexts that are lambdas. */
final class ToyModel implements Explorable {
    /** Thrown by a toy's code: one of its assertions does not hold. */
    static final class ToyBug extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Context(String name, boolean daemon, Runnable[] operations) {}

    private final Object kernel;
    private final List<Context> contexts = new ArrayList<>();
    private final Map<String, BooleanSupplier> conditions = new TreeMap<>();
    private LongSupplier violated = () -> 0;
    private BooleanSupplier owes = () -> false;
    private Waits waits = (context, label, locals) -> new Waiting(label, List.of());

    /** Says what a context waits for. */
    interface Waits {
        Waiting of(int context, String label, Map<String, Integer> locals);
    }

    ToyModel(Object kernel) {
        this.kernel = kernel;
    }

    ToyModel task(String name, Runnable... operations) {
        contexts.add(new Context(name, false, operations));
        return this;
    }

    ToyModel daemon(String name, Runnable operation) {
        contexts.add(new Context(name, true, new Runnable[] {operation}));
        return this;
    }

    ToyModel violatedWhen(LongSupplier bits) {
        violated = bits;
        return this;
    }

    ToyModel owesWhen(BooleanSupplier daemonOwes) {
        owes = daemonOwes;
        return this;
    }

    ToyModel condition(String name, BooleanSupplier holds) {
        conditions.put(name, holds);
        return this;
    }

    ToyModel waits(Waits who) {
        waits = who;
        return this;
    }

    @Override
    public Object kernel() {
        return kernel;
    }

    @Override
    public int contexts() {
        return contexts.size();
    }

    @Override
    public boolean isDaemon(int context) {
        return contexts.get(context - 1).daemon();
    }

    @Override
    public int operations(int context) {
        return contexts.get(context - 1).operations().length;
    }

    @Override
    public String contextName(int context) {
        return contexts.get(context - 1).name();
    }

    @Override
    public void run(int context, int operation) {
        contexts.get(context - 1).operations()[operation].run();
    }

    @Override
    public long violated() {
        return violated.getAsLong();
    }

    @Override
    public long exercised() {
        return -1;
    }

    @Override
    public boolean daemonOwes() {
        return owes.getAsBoolean();
    }

    @Override
    public Map<String, String> view() {
        return new TreeMap<>();
    }

    @Override
    public boolean reached(String condition) {
        return conditions.get(condition).getAsBoolean();
    }

    @Override
    public Waiting blame(int context, String label, Map<String, Integer> locals) {
        return waits.of(context, label, locals);
    }

    @Override
    public boolean isBug(RuntimeException thrown) {
        return thrown instanceof ToyBug;
    }
}
