package nowrite.stress.lincheck;

import java.util.function.BiConsumer;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;

/**
 * Races that Lincheck must find before it is believed. On JDK 25, Lincheck 3.7 runs code whose
 * state is reachable only through a Runnable that is given to a thread without a single switch: it
 * finds nothing and says so.
 */
final class Canary {
    private static final int SCHEDULES = 500;

    private Canary() {}

    /** Runs a body for some schedules; throws an assertion error if one fails. */
    interface Tool extends BiConsumer<Integer, Runnable> {}

    /** Lincheck itself. */
    static final Tool LINCHECK = Lincheck::runConcurrentTest;

    /** A counter that two threads raise without a lock. */
    private static final class Counter implements Runnable {
        private int value;

        @Override
        public void run() {
            value++;
        }
    }

    /** A flag that is tested, and waited for, without looking again under the monitor. */
    private static final class Sleeper implements Runnable {
        private boolean ready;

        @Override
        public void run() {
            if (!isReady()) {
                synchronized (this) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        private synchronized boolean isReady() {
            return ready;
        }

        private synchronized void wake() {
            ready = true;
            notifyAll();
        }
    }

    /**
     * Looks for the races.
     *
     * @return why the tool cannot be believed; empty if it found what it must
     */
    static String missed(Tool tool) {
        String counter = look(tool, "a lost update", "lost update", Canary::count);
        return counter.isEmpty() ? look(tool, "a lost wake-up", "hung", Canary::sleep) : counter;
    }

    private static void count() {
        Counter counter = new Counter();
        Thread one = new Thread(counter);
        Thread two = new Thread(counter);
        one.start();
        two.start();
        join(one);
        join(two);
        if (counter.value != 2) {
            throw new AssertionError("lost update");
        }
    }

    private static void sleep() {
        Sleeper sleeper = new Sleeper();
        Thread one = new Thread(sleeper);
        Thread two = new Thread(sleeper::wake);
        one.start();
        two.start();
        join(one);
        join(two);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String look(Tool tool, String what, String sign, Runnable race) {
        try {
            tool.accept(SCHEDULES, race);
        } catch (LincheckAssertionError e) {
            String said = String.valueOf(e.getMessage());
            return said.contains(sign)
                    ? ""
                    : "the canary was taken for something else: "
                            + what
                            + ", and Lincheck said "
                            + said.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        }
        return "the canary was missed: "
                + what
                + " went unnoticed in "
                + SCHEDULES
                + " schedules, so Lincheck sees nothing on JDK "
                + Runtime.version().feature()
                + " ("
                + System.getProperty("java.home")
                + ")";
    }
}
