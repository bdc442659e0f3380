package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One run of a child process: output kept in a file, nothing left behind. */
public final class TlcProcess {

    private TlcProcess() {}

    /**
     * How the child ended.
     *
     * @param timedOut whether it was killed because its time was over
     * @param exitCode its exit code
     */
    public record Ended(boolean timedOut, int exitCode) {}

    /**
     * Runs a command to its end. Standard input is empty. The child is killed when the time is
     * over, when the calling thread is interrupted, when the consumer throws, and when this JVM
     * ends.
     *
     * @param command the command and its arguments
     * @param directory where it runs
     * @param output the file that keeps its standard output
     * @param errors the file that keeps its standard error
     * @param timeout its time
     * @param lines gets every line of its standard output, from another thread
     * @throws IOException if the child cannot be started or a file cannot be written
     * @throws TlcException if the consumer threw it
     */
    public static Ended run(
            List<String> command,
            Path directory,
            Path output,
            Path errors,
            Duration timeout,
            Consumer<String> lines)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectError(errors.toFile())
                        .start();
        AtomicBoolean ending = new AtomicBoolean();
        Thread hook =
                new Thread(
                        () -> {
                            ending.set(true);
                            kill(child);
                        },
                        "kill-tlc");
        if (!addHook(hook)) {
            kill(child);
            throw new InterruptedException("the program is ending");
        }
        AtomicReference<Exception> broken = new AtomicReference<>();
        Thread reader = new Thread(() -> read(child, output, lines, broken), "tlc-output");
        reader.setDaemon(true);
        reader.start();
        boolean ended = false;
        try {
            ended = child.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                kill(child);
            }
            removeHook(hook);
        }
        reader.join();
        if (ending.get()) {
            throw new InterruptedException("the program is ending");
        }
        Exception problem = broken.get();
        if (problem instanceof TlcException e) {
            throw e;
        }
        if (problem != null && ended) {
            throw new IOException("TLC's output could not be kept in " + output, problem);
        }
        return new Ended(!ended, child.exitValue());
    }

    /** Kills the child and waits until it is gone; what it has written can still be read. */
    private static void kill(Process child) {
        child.toHandle().destroyForcibly();
        child.onExit().join();
    }

    private static void read(
            Process child, Path output, Consumer<String> lines, AtomicReference<Exception> broken) {
        try (BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        child.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter kept =
                        new PrintWriter(Files.newBufferedWriter(output, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                kept.println(line);
                if (broken.get() == null) {
                    feed(child, lines, broken, line);
                }
            }
        } catch (IOException e) {
            broken.compareAndSet(null, e);
            child.toHandle().destroyForcibly();
        }
    }

    private static void feed(
            Process child, Consumer<String> lines, AtomicReference<Exception> broken, String line) {
        try {
            lines.accept(line);
        } catch (RuntimeException e) {
            broken.set(e instanceof TlcException ? e : new TlcException(e.toString()));
            child.toHandle().destroyForcibly();
        }
    }

    private static boolean addHook(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook runs.
        }
    }
}
