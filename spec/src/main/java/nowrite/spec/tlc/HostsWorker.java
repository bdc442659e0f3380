package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nowrite.spec.ExitCode;
import tlc2.TLC;
import tlc2.TLCGlobals;

/**
 * A worker of a check on several hosts: connects to the check, and for every TLC server that it is
 * sent to runs a child with TLC's worker. It needs nothing of the check's files: TLC fetches the
 * modules.
 */
public final class HostsWorker {

    /** In place of an exit code: the child had to be ended, because the search ended before it. */
    static final String STOPPED = "stopped";

    private static final long RETRY_MILLIS = 500;
    private static final int SECONDS_TO_END = 5;
    private static final int KEPT_LINES = 15;

    private final String host;
    private final int port;
    private final int threads;
    private final int heapMegabytes;
    private final Path work;
    private final Consumer<String> says;
    private HostsLink link;
    private Process child;
    private Thread reader;

    /**
     * A worker.
     *
     * @param host where the check runs
     * @param port the check's port
     * @param threads how many states it works on at once
     * @param heapMegabytes the heap of the child
     * @param work a folder for what TLC fetches; it is empty again at the end
     * @param says hears what happens, in words
     */
    public HostsWorker(
            String host,
            int port,
            int threads,
            int heapMegabytes,
            Path work,
            Consumer<String> says) {
        this.host = host;
        this.port = port;
        this.threads = threads;
        this.heapMegabytes = heapMegabytes;
        this.work = work;
        this.says = says;
    }

    /**
     * Works until the check lets it go.
     *
     * @param wait how long to look for the check
     * @return the exit code
     * @throws InterruptedException if the thread was interrupted; nothing is left running
     */
    public int run(Duration wait) throws InterruptedException {
        Thread hook = new Thread(this::kill, "kill-tlc-worker");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            link = connect(wait);
            return serve();
        } finally {
            kill();
            if (link != null) {
                link.close();
            }
        }
    }

    private HostsLink connect(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        boolean told = false;
        while (true) {
            try {
                return new HostsLink(new Socket(host, port));
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw new HostsException(
                            "no check is waiting for workers at "
                                    + host
                                    + ":"
                                    + port
                                    + " ("
                                    + e.getMessage()
                                    + "). Start it there first: ./nowrite check SCENARIO --hosts"
                                    + " ...");
                }
                if (!told) {
                    says.accept("no check at " + host + ":" + port + " yet; trying again");
                    told = true;
                }
                Thread.sleep(RETRY_MILLIS);
            }
        }
    }

    private int serve() throws InterruptedException {
        try {
            String greeting = link.receive();
            if (greeting == null || !greeting.startsWith(HostsLink.CHECK + " ")) {
                throw new HostsException(
                        "what listens at " + host + ":" + port + " is no nowrite check");
            }
            link.send(HostsLink.WORKER + " " + TLCGlobals.versionOfTLC);
            for (String line = link.receive(); line != null; line = link.receive()) {
                String[] words = line.split(" ", 5);
                switch (words[0]) {
                    case "welcome" -> says.accept("connected to " + host + " as " + words[1]);
                    case "refused" -> throw new HostsException("the check refuses: " + rest(line));
                    case "run" -> start(words[1], words[2], words[3].equals("large"), words[4]);
                    case "stop" -> stop();
                    case "end" -> {
                        says.accept("the check has ended");
                        return ExitCode.OK;
                    }
                    default -> throw new HostsException("the check says: " + line);
                }
            }
        } catch (IOException e) {
            // Said below.
        }
        says.accept("the check at " + host + ":" + port + " is gone");
        return ExitCode.FAILED;
    }

    private static String rest(String line) {
        return line.substring(line.indexOf(' ') + 1);
    }

    private void start(String round, String tlcPort, boolean large, String title)
            throws IOException, InterruptedException {
        stop();
        says.accept("searching " + title);
        Files.createDirectories(work);
        Path folder = Files.createTempDirectory(work.toAbsolutePath(), "worker-");
        Process started =
                new ProcessBuilder(command(folder, tlcPort, large))
                        .directory(folder.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectErrorStream(true)
                        .start();
        synchronized (this) {
            child = started;
        }
        reader = new Thread(() -> relay(started, round, folder), "tlc-worker-output");
        reader.start();
    }

    private List<String> command(Path folder, String tlcPort, boolean large) {
        List<String> command = TlcEngine.jvm(large, heapMegabytes);
        command.addAll(
                List.of(
                        // One that goes on without memory would be given smaller and smaller work.
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + folder,
                        "-Dtlc2.tool.distributed.TLCServer.port=" + tlcPort,
                        "-Dtlc2.tool.distributed.TLCWorker.threadCount=" + threads,
                        "-cp",
                        TlcEngine.classPath(TLC.class, HostsWorkerMain.class),
                        HostsWorkerMain.class.getName(),
                        link.here().getHostAddress(),
                        host,
                        String.valueOf(ProcessHandle.current().pid())));
        return command;
    }

    /** Passes on what the child's invariants print; at its end says so, and how it ended. */
    private void relay(Process of, String round, Path folder) {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(of.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("<<")) {
                    link.send("said " + round + " " + line);
                }
                last.add(line);
                if (last.size() > KEPT_LINES) {
                    last.remove();
                }
            }
        } catch (IOException e) {
            last.add(e.toString());
        }
        int exit = of.onExit().join().exitValue();
        boolean stopped;
        synchronized (this) {
            stopped = child != of;
        }
        if (exit != 0 && !stopped) {
            says.accept("TLC's worker ended with exit code " + exit + ". Its last lines:");
            last.forEach(says);
        }
        RunFolder.deleteQuietly(folder);
        link.send("left " + round + " " + (stopped ? STOPPED : String.valueOf(exit)));
    }

    /** Ends the child, which should be ending by itself. */
    private void stop() throws InterruptedException {
        Process running;
        synchronized (this) {
            running = child;
        }
        if (running == null) {
            return;
        }
        boolean ended = running.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        synchronized (this) {
            child = ended ? child : null; // Not an end of its own.
        }
        running.destroyForcibly();
        reader.join();
        synchronized (this) {
            child = null;
        }
    }

    private synchronized void kill() {
        Process running = child;
        child = null;
        if (running != null) {
            running.destroyForcibly();
            running.onExit().join();
        }
    }
}
