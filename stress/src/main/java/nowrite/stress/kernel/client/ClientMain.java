package nowrite.stress.kernel.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A process with threads that use the mount at random, for a time. */
public final class ClientMain {

    private static final long TELL_EVERY_MILLIS = 500;

    private ClientMain() {}

    /** The operations that a run can do without. */
    public static Collection<String> optional() {
        return Workload.OPTIONAL;
    }

    /**
     * Runs for the time and ends. It says {@code ops N} now and then, and {@code done N} at its
     * end.
     *
     * @param args the mount, the folder for logs, the number of its first thread, how many it has,
     *     how many there are in all processes, the pages, the seed, the time in ms, and the
     *     operations to leave out, with commas between
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path mount = Path.of(args[0]);
        Path logs = Path.of(args[1]);
        int first = Integer.parseInt(args[2]);
        int own = Integer.parseInt(args[3]);
        int all = Integer.parseInt(args[4]);
        int pages = Integer.parseInt(args[5]);
        long seed = Long.parseLong(args[6]);
        long nanos = Long.parseLong(args[7]) * 1_000_000;
        AtomicLong end = new AtomicLong();
        Set<String> without = Set.of(args[8].split(","));
        boolean helped = Helper.missing() == null;
        AtomicLong done = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        List<MappedFile> files = new ArrayList<>();
        List<OperationLog> written = new ArrayList<>();
        Path file = mount.resolve("file");
        for (int i = first; i < first + own; i++) {
            MappedFile mapped =
                    new MappedFile(
                            file,
                            pages,
                            logs.resolve("scratch-" + i),
                            helped ? new Helper(file) : null);
            files.add(mapped);
            OperationLog log = new OperationLog(logs.resolve("client-" + i + ".ndjson"), i);
            written.add(log);
            Workload workload = new Workload(mapped, log, seed, i, all, pages, without);
            Thread thread =
                    new Thread(
                            () -> {
                                while (System.nanoTime() < end.get() && workload.step()) {
                                    done.incrementAndGet();
                                }
                                log.flush();
                            },
                            "client-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        written.get(0).begin("trunc", (long) pages * MappedFile.PAGE, 0, 0);
        int result = files.get(0).truncate((long) pages * MappedFile.PAGE);
        written.get(0).end("trunc", (long) pages * MappedFile.PAGE, result, 0);
        end.set(System.nanoTime() + nanos);
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                thread.join(TELL_EVERY_MILLIS);
                written.forEach(OperationLog::flush);
                System.out.println("ops " + first + " " + done.get());
            }
        }
        lookAtAll(files.get(0), written.get(0), pages, all);
        for (MappedFile each : files) {
            try {
                each.close();
            } catch (IOException e) {
                // A WRITE had failed that nobody was told of yet.
                System.out.println("ops " + first + " " + done.get());
            }
        }
        System.out.println("done " + first + " " + done.get());
    }

    /** At the end every word of every page is looked at. */
    private static void lookAtAll(MappedFile file, OperationLog log, int pages, int threads) {
        for (int page = 0; page < pages; page++) {
            for (int thread = 0; thread < threads; thread++) {
                long at = (long) page * MappedFile.PAGE + 8L * thread;
                log.begin("load", at, 0, 0);
                int result = file.load(at);
                log.end("load", at, result, file.loaded());
            }
        }
        log.flush();
    }
}
