package nowrite.stress.lincheck;

import java.util.function.Consumer;
import nowrite.model.Machine;
import nowrite.model.kernel.Kernel;
import nowrite.model.kernel.KernelBug;
import nowrite.model.seam.Lock;
import nowrite.model.state.FuseReq;
import nowrite.spec.KernelId;
import nowrite.spec.scenario.Scenario;

/** A scenario on a kernel, run once with threads: what Lincheck runs for each schedule. */
final class OneSchedule implements Runnable {
    private final Scenario scenario;
    private final KernelId kernel;
    private final Consumer<Kernel> mutation;
    private final long asked;
    private final int iteration;
    private final Bookkeeper keeper;

    /** Hears of every schedule; nothing of it is part of one. */
    interface Bookkeeper {
        /** A schedule begins; throws {@link TimeUp} if there shall be no more. */
        void begins(Watch watch);
    }

    /**
     * A scenario. A thread's exception does not end a schedule of Lincheck's, only one of the main
     * thread does: what a context finds ends the others first.
     *
     * @param mutation what is changed of the kernel besides its name; for tests
     * @param asked the properties to ask for, as bits of their ordinals
     * @param iteration turns the order in which threads start, so that Lincheck, which does the
     *     same for the same program, comes to other schedules
     */
    OneSchedule(
            Scenario scenario,
            KernelId kernel,
            Consumer<Kernel> mutation,
            long asked,
            int iteration,
            Bookkeeper keeper) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.mutation = mutation;
        this.asked = asked;
        this.iteration = iteration;
        this.keeper = keeper;
    }

    /** What a schedule runs with. */
    record Parts(Watch watch, LincheckSeam seam, Machine machine, Claim claim) {

        /** Makes the parts; the caller is unwatched. */
        static Parts of(
                Scenario scenario,
                KernelId kernel,
                Consumer<Kernel> mutation,
                long asked,
                int iteration,
                Bookkeeper keeper) {
            Watch watch = new Watch(scenario, asked);
            keeper.begins(watch);
            LincheckSeam seam = new LincheckSeam(watch, iteration);
            Machine machine = new Machine(scenario, kernel, seam);
            mutation.accept(machine.kernel());
            watch.of(machine);
            return new Parts(watch, seam, machine, new Claim(machine, seam));
        }
    }

    /** A thread of a schedule: what ends it ends the others. */
    abstract static class Contexts extends LincheckSeam.Context {
        final Parts parts;

        Contexts(Parts parts, String name) {
            super(name);
            this.parts = parts;
        }

        abstract void work();

        @Override
        public final void run() {
            try {
                work();
            } catch (LincheckSeam.Over e) {
                // Another context has ended the schedule.
            } catch (KernelBug e) {
                parts.watch().stops(number());
                parts.seam().end();
            } catch (PropertyViolated e) {
                parts.seam().end();
            } catch (RuntimeException e) {
                parts.watch().broke(e);
                parts.seam().end();
            }
        }
    }

    private static final class Task extends Contexts {
        private final int context;

        Task(Parts parts, int context) {
            super(parts, parts.machine().contextName(context));
            this.context = context;
        }

        @Override
        void work() {
            become(context);
            int operations = parts.machine().operations(context);
            for (int op = 0; op < operations; op++) {
                parts.machine().run(context, op);
            }
            parts.watch().ends(context);
        }
    }

    private static final class Daemon extends Contexts {
        private final int tasks;
        private boolean claims;

        Daemon(Parts parts, int tasks, int number) {
            super(parts, "daemon thread " + number);
            this.tasks = tasks;
        }

        @Override
        void unlocked(Lock lock) {
            if (claims && lock == parts.machine().kernel().conn().lock) {
                claims = false;
                parts.claim().isRead();
            }
        }

        @Override
        void work() {
            for (FuseReq req = parts.claim().next(); req != null; req = parts.claim().next()) {
                become(tasks + req.slot);
                claims = true;
                parts.machine().run(number(), 0);
                parts.watch().ends(number());
            }
        }
    }

    @Override
    public void run() {
        Parts parts;
        Thread[] threads;
        Unwatched.enter();
        try {
            parts = Parts.of(scenario, kernel, mutation, asked, iteration, keeper);
            threads = new Thread[scenario.tasks().size() + scenario.daemonThreads()];
        } finally {
            Unwatched.leave();
        }
        int tasks = parts.machine().contexts() - parts.machine().kernel().conn().slots.length;
        for (int t = 0; t < threads.length; t++) {
            threads[t] =
                    t < tasks ? new Task(parts, t + 1) : new Daemon(parts, tasks, t - tasks + 1);
        }
        for (int t = 0; t < threads.length; t++) {
            threads[(t + iteration) % threads.length].start();
        }
        for (int t = 0; t < threads.length; t++) {
            if (t == tasks) {
                parts.claim().close();
            }
            join(threads[t]);
        }
        parts.watch().over();
    }

    /** A thread of the daemon, which ends when nobody asks any more. */
    static Thread daemon(Parts parts, int tasks, int number) {
        return new Daemon(parts, tasks, number);
    }

    /** Waits for a thread. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
