package nowrite.stress.patch;

import java.util.function.Consumer;

/**
 * Notices that a step does not end. The explorer calls the model many times a second; when a call
 * lasts for many ticks, the thread is in an endless loop or waits for something. Ticks are counted,
 * not the time, so that a machine that sleeps or stalls is not taken for a loop.
 */
final class StuckWatch implements AutoCloseable {
    private static final long TICK_MILLIS = 250;

    private final Thread watched;
    private final int most;
    private final Consumer<StackTraceElement[]> stuck;
    private final Thread thread;
    private volatile long call;
    private volatile boolean inside;

    /**
     * Begins to watch the calling thread.
     *
     * @param seconds how long a call may last
     * @param stuck gets where the thread is when one lasts longer
     */
    StuckWatch(int seconds, Consumer<StackTraceElement[]> stuck) {
        this.watched = Thread.currentThread();
        this.most = (int) (seconds * 1000L / TICK_MILLIS);
        this.stuck = stuck;
        this.thread = new Thread(this::watch, "stuck-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** A call of the model begins; only the watched thread calls this. */
    void begins() {
        call = call + 1;
        inside = true;
    }

    /** The call has ended. What the explorer does itself is not watched. */
    void ends() {
        inside = false;
    }

    private void watch() {
        long seen = -1;
        int ticks = 0;
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(TICK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long now = call;
            ticks = inside && now == seen ? ticks + 1 : 0;
            seen = now;
            if (ticks > most) {
                stuck.accept(watched.getStackTrace());
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
