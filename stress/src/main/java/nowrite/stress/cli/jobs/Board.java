package nowrite.stress.cli.jobs;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;
import nowrite.spec.engine.Progress;

/**
 * Shows how far the runs are: how many are done, the time that is left, and states and rate of
 * those at work. On a terminal one line that is rewritten, else a plain line every few seconds.
 */
public final class Board implements AutoCloseable {

    /** System property with the width of the terminal at standard error; not set if it is none. */
    public static final String TERMINAL = "nowrite.terminal";

    private static final int TERMINAL_INTERVAL_MILLIS = 500;
    private static final int PLAIN_INTERVAL_MILLIS = 5_000;
    private static final int PLAIN_WIDTH = 200;

    /** What is known of a run at work. */
    private record Running(long startNanos, long states, int depth) {

        long millis() {
            return (System.nanoTime() - startNanos) / 1_000_000;
        }
    }

    private final Map<Job, Long> estimates = new LinkedHashMap<>();
    private final Map<Job, Running> running = new LinkedHashMap<>();
    private final int parallel;
    private final PrintWriter err;
    private final int width;
    private final ProgressBar bar;
    private long shownNanos = System.nanoTime();
    private long doneEstimate;
    private long doneMillis;

    /**
     * Starts showing.
     *
     * @param title what goes on, one word
     * @param jobs everything there is to do
     * @param estimate probable time of a job in milliseconds
     * @param parallel how many run at once
     * @param err where to show it
     */
    public Board(
            String title,
            List<Job> jobs,
            ToLongFunction<Job> estimate,
            int parallel,
            PrintWriter err) {
        jobs.forEach(job -> estimates.put(job, estimate.applyAsLong(job)));
        this.parallel = parallel;
        this.err = err;
        this.width = Integer.getInteger(TERMINAL, 0);
        boolean terminal = width > 0;
        ProgressBarBuilder builder =
                new ProgressBarBuilder()
                        .setTaskName(title)
                        .setInitialMax(jobs.size())
                        .setUnit(" runs", 1)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(
                                terminal ? TERMINAL_INTERVAL_MILLIS : PLAIN_INTERVAL_MILLIS)
                        .setEtaFunction(state -> timeLeft())
                        .continuousUpdate()
                        .setConsumer(
                                new DelegatingProgressBarConsumer(
                                        this::show, terminal ? width - 1 : PLAIN_WIDTH));
        if (!terminal) {
            builder.setRenderer((state, length) -> plain(state));
        }
        this.bar = builder.build();
    }

    /** The line that stands for the bar where there is no terminal. */
    private String plain(ProgressState state) {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d runs, %d s, %s;%s",
                state.getTaskName(),
                state.getCurrent(),
                state.getMax(),
                state.getElapsedAfterStart().toSeconds(),
                timeLeft()
                        .map(left -> "about " + (1 + left.toSeconds()) + " s left")
                        .orElse("time left unknown"),
                state.getExtraMessage());
    }

    private void show(String line) {
        if (width > 0) {
            err.print("\r" + line + "\033[K");
        } else if (System.nanoTime() - shownNanos > PLAIN_INTERVAL_MILLIS * 900_000L) {
            // The library also shows the beginning and, twice, the end.
            shownNanos = System.nanoTime();
            err.println(line.stripTrailing());
        }
        err.flush();
    }

    /** Says that a run begins; the result hears how far it is. */
    public Progress start(Job job) {
        synchronized (this) {
            running.put(job, new Running(System.nanoTime(), 0, 0));
        }
        message();
        return (states, pending, depth) -> {
            synchronized (this) {
                running.computeIfPresent(
                        job, (j, old) -> new Running(old.startNanos(), states, depth));
            }
            message();
        };
    }

    /** Says that a run has ended. */
    public void done(Job job) {
        synchronized (this) {
            doneMillis += running.remove(job).millis();
            doneEstimate += estimates.get(job);
            estimates.remove(job);
        }
        bar.step();
        message();
    }

    private void message() {
        bar.setExtraMessage(describeRunning());
    }

    private synchronized String describeRunning() {
        // On a terminal the bar wants room: there the run that began first stands for all.
        return running.entrySet().stream()
                .limit(width > 0 ? 1 : running.size())
                .map(entry -> describe(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("; ", " ", ""));
    }

    private static String describe(Job job, Running run) {
        long millis = run.millis();
        String size =
                run.states() == 0 || millis == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %,d states, %,d/s, depth %d",
                                run.states(),
                                run.states() * 1000 / millis,
                                run.depth());
        return job.name() + size;
    }

    /** Time for what is left, from the estimates and how right they were so far. */
    private synchronized Optional<Duration> timeLeft() {
        double factor = doneEstimate == 0 ? 1 : Math.max(0.2, (double) doneMillis / doneEstimate);
        double left = 0;
        double longest = 0;
        for (Map.Entry<Job, Long> entry : estimates.entrySet()) {
            Running run = running.get(entry.getKey());
            double rest = entry.getValue() * factor - (run == null ? 0 : run.millis());
            left += Math.max(0, rest);
            longest = Math.max(longest, rest);
        }
        // A run that takes longer than it should makes the time unknown, not zero.
        double millis = Math.max(longest, left / parallel);
        return millis > 0 ? Optional.of(Duration.ofMillis((long) millis)) : Optional.empty();
    }

    @Override
    public void close() {
        bar.close();
        if (width > 0) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
