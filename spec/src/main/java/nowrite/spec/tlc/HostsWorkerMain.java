package nowrite.spec.tlc;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.rmi.ConnectException;
import java.rmi.Naming;
import java.rmi.NotBoundException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tlc2.tool.distributed.TLCServer;
import tlc2.tool.distributed.TLCWorker;
import tlc2.util.Cache;
import util.ToolIO;

/**
 * TLC's worker: this runs in a child of {@code ./nowrite worker}. What its invariants print in
 * every state that meets a condition, it prints once. It ends with its parent.
 */
final class HostsWorkerMain {

    /** What a worker prints when it is as it must be; it also shows that its words arrive. */
    static final String READY = "<<\"READY\">>";

    /**
     * The exit code of a worker that never got to the server, as when the search ended meanwhile.
     */
    static final int NEVER_BEGAN = 4;

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
        awaitServer("//" + args[1] + ":" + TLCServer.Port + "/" + TLCServer.SERVER_WORKER_NAME);
        TLCWorker.main(new String[] {args[1]});
        try {
            forgetNothing();
        } catch (ReflectiveOperationException e) {
            e.printStackTrace();
            System.exit(1);
        }
        ToolIO.out.println(READY);
    }

    /** A cache of the states that were sent to the server; it knows none. */
    private static final class NoCache implements Cache {
        @Override
        public boolean hit(long fingerprint) {
            return false;
        }

        @Override
        public long getHitRate() {
            return 0;
        }

        @Override
        public double getHitRatio() {
            return 0;
        }

        @Override
        public String getHitRatioAsString() {
            return "0";
        }
    }

    /**
     * Takes away the cache of each of TLC's worker threads. It takes a state for known as soon as
     * it was computed; when the answer then does not reach the server and the server asks again,
     * the state would be lost.
     */
    private static void forgetNothing() throws ReflectiveOperationException, InterruptedException {
        // There is no setter; the version of TLC is pinned, and without the fields this fails.
        Field runnables = TLCWorker.class.getDeclaredField("runnables");
        Field cache = TLCWorker.class.getDeclaredField("cache");
        runnables.setAccessible(true);
        cache.setAccessible(true);
        TLCWorker.TLCWorkerRunnable[] all = (TLCWorker.TLCWorkerRunnable[]) runnables.get(null);
        if (all.length == 0) {
            System.exit(NEVER_BEGAN);
        }
        for (TLCWorker.TLCWorkerRunnable one : all) {
            while (one.getTLCWorker() == null) {
                Thread.sleep(1);
            }
            cache.set(one.getTLCWorker(), new NoCache());
        }
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
