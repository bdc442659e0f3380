package nowrite.spec.tlc;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.rmi.ConnectException;
import java.rmi.Naming;
import java.rmi.NotBoundException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;
import util.ToolIO;

/**
 * TLC's worker: this runs in a child of {@code ./nowrite worker}. What its invariants print in
 * every state that meets a condition, it prints once. It ends with its parent.
 */
final class HostsWorkerMain {

    /** What a worker prints before anything else: its words arrive. */
    static final String READY = "<<\"READY\">>";

    private static final long POLL_MILLIS = 100;

    private HostsWorkerMain() {}

    /** Prints each line that begins like a TLA+ tuple only once. */
    private static final class Once extends PrintStream {
        private final Set<String> printed = ConcurrentHashMap.newKeySet();

        Once(PrintStream out) {
            super(out, true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            if (line == null || !line.startsWith("<<") || printed.add(line)) {
                super.println(line);
            }
        }
    }

    /**
     * Runs the worker until the server lets it go.
     *
     * @param args the address to listen at, the server's host, the process number of the parent
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        BoundSockets.use(args[0]);
        HostsServerMain.endWith(Long.parseLong(args[2]));
        ToolIO.out = new Once(System.out);
        ToolIO.out.println(READY);
        awaitServer("//" + args[1] + ":" + TLCServer.Port + "/" + TLCServer.SERVER_WORKER_NAME);
        TLCWorker.main(new String[] {args[1]});
    }

    /** TLC's own waiting is in seconds that double. */
    private static void awaitServer(String url) throws IOException, InterruptedException {
        while (true) {
            try {
                Naming.lookup(url);
                return;
            } catch (ConnectException | NotBoundException e) {
                Thread.sleep(POLL_MILLIS);
            }
        }
    }
}
