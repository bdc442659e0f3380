package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A child JVM that runs TLC, several times one after the other ({@link TlcChildMain}). Who needs
 * one takes an idle one or starts one. A child is used again only after a run that went well; one
 * that ran out of time, was interrupted, failed or died is killed.
 */
final class TlcChild {

    /** After so many runs a child is replaced, which bounds what TLC leaves in memory. */
    private static final int MOST_RUNS = 200;

    /** Idle children by their command. Also guards the other static fields. */
    private static final Map<List<String>, Deque<TlcChild>> IDLE = new HashMap<>();

    private static final Set<TlcChild> ALL = new HashSet<>();
    private static boolean hooked;
    private static boolean ending;

    private final List<String> command;
    private final Path temporary;
    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter to;
    private volatile boolean begun;
    private int runs;

    private TlcChild(List<String> command) throws IOException {
        this.command = command;
        this.temporary = Files.createTempDirectory("nowrite-tlc-");
        List<String> whole = new ArrayList<>(command);
        // TLC unpacks its standard modules there: two children must not meet.
        whole.add(1, "-Djava.io.tmpdir=" + temporary);
        this.process = new ProcessBuilder(whole).redirectError(errors().toFile()).start();
        this.in = process.inputReader(StandardCharsets.UTF_8);
        this.to = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** What the JVM itself says. */
    private Path errors() {
        return temporary.resolve("jvm.err");
    }

    /**
     * Runs TLC in a folder. It is killed when the time is over, when the calling thread is
     * interrupted, when the consumer throws, and when this JVM ends.
     *
     * @param command starts a child
     * @param folder where MC.tla is
     * @param graph the file for the graph; empty if none is wanted
     * @param timeout the time of the run
     * @param lines gets every line that TLC prints, from another thread
     * @throws IOException if no child can be started or a file cannot be written
     * @throws TlcException if the consumer threw it
     */
    static TlcProcess.Ended run(
            List<String> command,
            Path folder,
            String graph,
            Duration timeout,
            Consumer<String> lines)
            throws IOException, InterruptedException {
        while (true) {
            TlcProcess.Ended ended = take(command).run(folder, graph, timeout, lines);
            if (ended != null) {
                return ended;
            }
        }
    }

    private static TlcChild take(List<String> command) throws IOException, InterruptedException {
        synchronized (IDLE) {
            if (ending) {
                throw new InterruptedException("the program is ending");
            }
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(TlcChild::end, "kill-tlc"));
                hooked = true;
            }
            Deque<TlcChild> idle = IDLE.computeIfAbsent(command, c -> new ArrayDeque<>());
            TlcChild child = idle.poll();
            while (child != null && !child.process.isAlive()) {
                child.discard();
                child = idle.poll();
            }
            if (child == null) {
                child = new TlcChild(command);
                ALL.add(child);
            }
            return child;
        }
    }

    private static void end() {
        Set<TlcChild> all;
        synchronized (IDLE) {
            ending = true;
            all = new HashSet<>(ALL);
        }
        all.forEach(TlcChild::discard);
    }

    /** Gives it to whoever comes next. */
    private void release() {
        synchronized (IDLE) {
            IDLE.get(command).push(this);
        }
    }

    /** Kills it; what it has written can still be read. */
    private void discard() {
        TlcProcess.kill(process);
        RunFolder.deleteQuietly(temporary);
        synchronized (IDLE) {
            ALL.remove(this);
        }
    }

    /**
     * One run. Whatever is to be known of it is known before the child is given back.
     *
     * @return null if the child was idle and ended in the moment in which it was asked
     */
    private TlcProcess.Ended run(
            Path folder, String graph, Duration timeout, Consumer<String> lines)
            throws IOException, InterruptedException {
        boolean fresh = runs++ == 0;
        begun = false;
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(folder, lines, exit), "tlc-output");
        reader.setDaemon(true);
        reader.start();
        boolean well = false;
        try {
            ask(folder, graph);
            int code = exit.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            well = code == 0;
            return begun || fresh ? new TlcProcess.Ended(false, code) : null;
        } catch (TimeoutException e) {
            return new TlcProcess.Ended(true, 137);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TlcException broken) {
                throw broken;
            }
            throw new IOException("TLC's output could not be kept in " + folder, e.getCause());
        } finally {
            if (well && runs < MOST_RUNS) {
                release();
            } else {
                TlcProcess.kill(process);
                try {
                    keepErrors(folder);
                } finally {
                    discard();
                }
                reader.join();
            }
            synchronized (IDLE) {
                if (ending) {
                    throw new InterruptedException("the program is ending");
                }
            }
        }
    }

    private void ask(Path folder, String graph) {
        try {
            to.write(folder + "\t" + graph + "\n");
            to.flush();
        } catch (IOException e) {
            // It has ended: so has its output, and the reader says so.
        }
    }

    /** What a JVM that did not go well has said, such as that it could not start. */
    private void keepErrors(Path folder) throws IOException {
        if (Files.isDirectory(folder) && Files.exists(errors()) && Files.size(errors()) > 0) {
            Files.write(
                    folder.resolve(TlcEngine.ERRORS),
                    Files.readAllBytes(errors()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private void read(Path folder, Consumer<String> lines, CompletableFuture<Integer> exit) {
        int code = -1;
        try (PrintWriter kept =
                new PrintWriter(
                        Files.newBufferedWriter(
                                folder.resolve(TlcEngine.OUTPUT), StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null && !line.startsWith(TlcChildMain.END)) {
                if (line.equals(TlcChildMain.BEGIN)) {
                    begun = true;
                } else {
                    kept.println(line);
                    lines.accept(line);
                }
                line = in.readLine();
            }
            if (line != null) {
                code = Integer.parseInt(line.substring(TlcChildMain.END.length()));
            }
        } catch (IOException | RuntimeException e) {
            exit.completeExceptionally(
                    e instanceof IOException || e instanceof TlcException
                            ? e
                            : new TlcException(e.toString()));
            return;
        }
        if (code == -1) {
            // It died; an end without a word is none that went well.
            int died = process.onExit().join().exitValue();
            code = died == 0 ? 1 : died;
        }
        exit.complete(code);
    }
}
