package nowrite.stress.jcstress;

import java.util.concurrent.atomic.AtomicInteger;
import nowrite.model.Machine;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelBug;
import nowrite.model.state.FuseReq;
import nowrite.model.state.Page;
import nowrite.spec.Property;

/**
 * The state of one sample: the model's own code and objects, at the start of a scenario. Actors run
 * operations of the scenario's tasks, which are numbered from 1, and the daemon.
 */
public abstract class Sample {
    /** Nanoseconds, long enough for every actor of a correct kernel; who waits longer is asleep. */
    static final long PATIENT = 20_000_000_000L;

    /** Long enough where now and then somebody waits for ever. */
    static final long SOME_PATIENCE = 1_000_000;

    /** Long enough to meet the others where waiting for ever is part of the scenario. */
    static final long BRIEF = 20_000;

    /** The kernel's objects. */
    final Kernel k;

    private final Machine machine;
    private final HardwareSeam seam;
    private final int tasks;
    private final AtomicInteger notYetHere = new AtomicInteger();
    private final AtomicInteger atWork = new AtomicInteger();
    private volatile boolean asleep;
    private volatile long seen;

    /**
     * A sample.
     *
     * @param actors how many actors run tasks; the daemon ends when they have
     */
    Sample(Scene scene, long patience, int actors) {
        seam = new HardwareSeam(patience);
        k = scene.start(seam);
        machine = new Machine(k);
        tasks = scene.tasks();
        notYetHere.set(actors);
        atWork.set(actors);
    }

    /** Runs operations of a task before the actors start. */
    final void before(int task, int... operations) {
        seam.become(task);
        for (int operation : operations) {
            machine.run(task, operation);
        }
    }

    /** What an actor does: operations of a task, with a moment between them. */
    final void actor(int task, int... operations) {
        as(
                task,
                () -> {
                    begin();
                    operate(task, operations);
                });
        atWork.decrementAndGet();
    }

    /** The same, a moment after the others have begun. */
    final void actorLater(int task, int... operations) {
        as(
                task,
                () -> {
                    begin();
                    seam.moment();
                    operate(task, operations);
                });
        atWork.decrementAndGet();
    }

    private void operate(int task, int... operations) {
        for (int i = 0; i < operations.length; i++) {
            if (i > 0) {
                seam.moment();
            }
            machine.run(task, operations[i]);
        }
    }

    /** Waits for the others: an operation is so short that it would seldom meet another's. */
    private void begin() {
        notYetHere.decrementAndGet();
        seam.stepWhen("begin", () -> notYetHere.get() <= 0);
    }

    /** What an actor does: fuse_set_nowrite under i_mutex. */
    final void setNowrite(int task) {
        as(
                task,
                () -> {
                    begin();
                    seam.lockInside(k.inode().iMutex);
                    k.fuseDir.fuseSetNowrite();
                });
        atWork.decrementAndGet();
    }

    /** What an actor does: answers one request after the other, until the tasks have ended. */
    final void daemon() {
        as(0, this::serve);
    }

    /** What a signal does: answers the request at the head of the queue, and ends. */
    final void answer() {
        atWork.set(0); // an actor that ends later makes it less
        as(0, this::serve);
    }

    private void serve() {
        while (true) {
            FuseReq[] next = new FuseReq[1];
            seam.await(() -> isNextOrEnd(next));
            if (next[0] == null) {
                return;
            }
            seam.become(tasks + next[0].slot);
            machine.run(tasks + next[0].slot, 0);
        }
    }

    /** Whether there is a request, which becomes next, or there will be none. */
    private boolean isNextOrEnd(FuseReq[] next) {
        boolean last = atWork.get() <= 0;
        seam.become(tasks + 1);
        seam.lockInside(k.conn().lock);
        next[0] = k.conn().pending.first();
        seen |= machine.violated();
        seam.unlock(k.conn().lock);
        return last || next[0] != null;
    }

    /**
     * Looks at the properties, under the page lock, whenever an actor comes to a step; for what
     * does not last to the end. To be called by the constructor.
     */
    final void lookAt(String label) {
        Page page = k.mapping().cache[0];
        seam.watch(
                label,
                () -> {
                    seam.await(() -> page.trylock(seam.self()));
                    seen |= machine.violated();
                    page.clearLocked();
                    seam.wakeOneExclusive(page.lockq);
                });
    }

    private void as(int context, Runnable work) {
        seam.become(context);
        HardwareSeam.act(getClass());
        try {
            work.run();
        } catch (HardwareSeam.Asleep e) {
            asleep = true;
        } catch (KernelBug e) {
            // The ghost variable remembers the assertion.
        } finally {
            HardwareSeam.act(null);
        }
    }

    /** Whether an actor waited in vain; only the arbiter may ask. */
    final boolean isAsleep() {
        return asleep;
    }

    /**
     * Whether a property is violated at the end or was when somebody looked; only the arbiter may
     * ask.
     */
    final boolean violates(Property property) {
        return ((seen | machine.violated()) >>> property.ordinal() & 1) != 0;
    }

    /** {@code good}, or the name of the property that is violated, or {@code asleep}. */
    final String verdict(Property property) {
        return violates(property) ? property.name() : isAsleep() ? "asleep" : "good";
    }
}
