package nowrite.stress.kernel.daemon;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The daemon's process. The shell that starts it has opened /dev/fuse as descriptor 0 and mounted
 * with it.
 */
public final class DaemonMain {

    private DaemonMain() {}

    /**
     * Serves until the connection ends.
     *
     * @param args the log's file, the conduct, {@code on} or {@code off} for the writeback cache,
     *     the seed, how many values at the start of each page are of interest, and the socket of
     *     who steers, or {@code -}
     */
    public static void main(String[] args) throws IOException {
        DaemonLog log = new DaemonLog(Path.of(args[0]), Integer.parseInt(args[4]));
        FuseDaemon daemon =
                new FuseDaemon(
                        new Device(),
                        log,
                        Conduct.parse(args[1]),
                        args[2].equals("on"),
                        Long.parseLong(args[3]));
        if (!args[5].equals("-")) {
            daemon.steeredBy(new SocketSteering(Path.of(args[5]), daemon));
        }
        daemon.serve();
    }
}
