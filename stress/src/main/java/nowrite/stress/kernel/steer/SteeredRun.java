package nowrite.stress.kernel.steer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nowrite.stress.kernel.bench.KeptLogs;
import nowrite.stress.kernel.bench.Mount;
import nowrite.stress.kernel.bench.RoundFolder;
import nowrite.stress.kernel.line.LineSocket;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.LogReader;

/** One mount on which a kernel is led along. */
public final class SteeredRun {

    private static final int MOST_SECONDS = 60;
    private static final int START_SECONDS = 20;

    private final Guide guide;

    /** Prepares. */
    public SteeredRun(Guide guide) {
        this.guide = guide;
    }

    /**
     * How far the kernel was led.
     *
     * @param outcome how far it followed
     * @param said what happened, a line each
     * @param log what the daemon and the tasks have written down
     * @param trouble what broke, for a person; null if nothing did
     */
    public record Result(Guide.Outcome outcome, List<String> said, KernelLog log, String trouble) {}

    /**
     * Leads the kernel, and waits until all is gone.
     *
     * @param kept the folder, which does not exist yet, that the logs are in afterwards; the places
     *     in the log name them there
     */
    public Result run(Path kept) throws InterruptedException {
        Path folder = RoundFolder.make();
        Path socket = folder.resolve("steer");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            return run(folder, socket, server, kept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + folder, e);
        } finally {
            RoundFolder.remove(folder);
        }
    }

    private Result run(Path folder, Path socket, ServerSocketChannel server, Path kept)
            throws IOException, InterruptedException {
        List<String> client =
                new ArrayList<>(
                        List.of(
                                "nowrite.stress.kernel.client.SteeredMain",
                                folder.resolve("mnt").toString(),
                                folder.toString(),
                                socket.toString(),
                                "" + guide.halves(),
                                "" + guide.size()));
        client.addAll(guide.tasks());
        List<String> daemon =
                List.of(
                        "nowrite.stress.kernel.daemon.DaemonMain",
                        folder.resolve("daemon.ndjson").toString(),
                        "none",
                        guide.writebackCache() ? "on" : "off",
                        "1",
                        "1",
                        socket.toString());
        Scene scene = new Scene();
        try (Mount mount =
                Mount.start(folder, MOST_SECONDS, daemon, List.of(client), scene::told)) {
            Thread accepting = new Thread(() -> accept(server, scene), "accept");
            accepting.setDaemon(true);
            accepting.start();
            String trouble = null;
            Guide.Outcome outcome = new Guide.Outcome(0, null, null);
            if (!scene.isReady(START_SECONDS)) {
                trouble = "the daemon or the client did not start: " + scene.said();
            } else {
                for (String kind : guide.held()) {
                    if (!scene.hold(kind)) {
                        trouble = "the daemon does not take orders";
                    }
                }
                outcome = trouble == null ? guide.lead(scene) : outcome;
            }
            scene.letGo();
            boolean ended = scene.isOver(5);
            boolean gone = ended ? mount.end() : mount.abort();
            if (trouble == null && !gone) {
                trouble = "the processes of the mount did not end; they were killed";
            }
            KernelLog log = null;
            if (trouble == null) {
                KeptLogs.keep(logs(folder), kept);
                log = LogReader.read(logs(folder), KeptLogs.ENDING);
            }
            return new Result(outcome, scene.said(), log, trouble);
        }
    }

    private static void accept(ServerSocketChannel server, Scene scene) {
        try {
            for (int i = 0; i < 2; i++) {
                LineSocket socket = new LineSocket(server.accept());
                Thread thread = new Thread(() -> scene.listen(socket), "steered");
                thread.setDaemon(true);
                thread.start();
            }
        } catch (IOException e) {
            scene.told("failed: " + e.getMessage());
        }
    }

    private static List<Path> logs(Path folder) throws IOException {
        List<Path> logs = new ArrayList<>();
        try (var files = Files.newDirectoryStream(folder, "*.ndjson")) {
            for (Path file : files) {
                if (Files.size(file) > 0) {
                    logs.add(file);
                }
            }
        }
        logs.sort(null);
        return logs;
    }

    /** How long a person waits for what should come, in ms. */
    static long patienceMillis() {
        return TimeUnit.SECONDS.toMillis(1);
    }
}
