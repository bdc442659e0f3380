package nowrite.stress.kernel.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** One mount: a daemon, clients that work for a time, and their logs. */
final class Round {

    private static final String DAEMON = "nowrite.stress.kernel.daemon.DaemonMain";
    private static final String CLIENT = "nowrite.stress.kernel.client.ClientMain";
    private static final long LOOK_EVERY_MILLIS = 20;
    private static final int START_SECONDS = 20;
    private static final int GRACE_SECONDS = 6;

    private final Path folder;
    private final Workplan plan;
    private final AtomicInteger ended = new AtomicInteger();
    private final Map<String, Long> operations = new ConcurrentHashMap<>();
    private volatile String trouble;
    private volatile boolean aborting;

    Round(Path folder, Workplan plan) {
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * What became of it.
     *
     * @param operations how many operations the clients have ended
     * @param aborted whether clients still waited for the daemon at the end, so that the connection
     *     was aborted
     * @param trouble what broke, for a person; null if nothing did
     * @param logs the logs, as far as they are there
     */
    record Ended(long operations, boolean aborted, String trouble, List<Path> logs) {}

    /** Gets how many operations there were so far. */
    interface Watch {
        void at(long operations);
    }

    Ended run(int seconds, long seed, Watch watch) throws InterruptedException {
        int per = (plan.threads() + plan.processes() - 1) / plan.processes();
        List<List<String>> clients = new ArrayList<>();
        for (int first = 0; first < plan.threads(); first += per) {
            clients.add(
                    List.of(
                            CLIENT,
                            folder.resolve("mnt").toString(),
                            folder.toString(),
                            "" + first,
                            "" + Math.min(per, plan.threads() - first),
                            "" + plan.threads(),
                            "" + plan.pages(),
                            "" + seed,
                            "" + seconds * 1000L,
                            plan.without().isEmpty() ? "-" : String.join(",", plan.without())));
        }
        List<String> daemon =
                List.of(
                        DAEMON,
                        folder.resolve("daemon.ndjson").toString(),
                        plan.conduct().toString(),
                        plan.writebackCache() ? "on" : "off",
                        "" + seed,
                        "" + plan.threads(),
                        "-");
        int most = START_SECONDS + seconds + GRACE_SECONDS;
        boolean aborted;
        try (Mount mount = Mount.start(folder, most + GRACE_SECONDS, daemon, clients, this::said)) {
            long end = System.nanoTime() + most * 1_000_000_000L;
            long begun = System.nanoTime();
            while (ended.get() < clients.size()
                    && trouble == null
                    && mount.isAlive()
                    && System.nanoTime() < end) {
                Thread.sleep(LOOK_EVERY_MILLIS);
                watch.at(sum());
                if (sum() > 0 && System.nanoTime() - begun > (seconds + GRACE_SECONDS + 2) * 1e9) {
                    break;
                }
            }
            aborted = ended.get() < clients.size();
            aborting = aborted;
            boolean gone = aborted ? mount.abort() : mount.end();
            if (!gone) {
                trouble = "the processes of the mount did not end; they were killed";
            }
        }
        return new Ended(sum(), aborted, trouble, logs());
    }

    private long sum() {
        return operations.values().stream().mapToLong(Long::longValue).sum();
    }

    private void said(String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "ops", "done" -> operations.put(words[1], Long.parseLong(words[2]));
            case "client" -> {
                if (!words[3].equals("0") && trouble == null && !aborting) {
                    trouble =
                            "client "
                                    + words[1]
                                    + " ended with "
                                    + words[3]
                                    + ": "
                                    + tail("client-" + words[1] + ".err");
                }
                ended.incrementAndGet();
            }
            case "daemon" -> {
                if (!words[2].equals("0") && trouble == null && !aborting) {
                    trouble = "the daemon ended with " + words[2] + ": " + tail("daemon.out");
                }
            }
            case "failed:" -> trouble = line + ": " + tail("mount.err") + tail("daemon.out");
            default -> {
                // The connection's number, and that all is gone: nobody here needs it.
            }
        }
    }

    private String tail(String name) {
        try {
            String text = Files.readString(folder.resolve(name)).strip();
            return text.substring(Math.max(0, text.length() - 400));
        } catch (IOException e) {
            return "";
        }
    }

    private List<Path> logs() {
        try (var files = Files.newDirectoryStream(folder, "*.ndjson")) {
            List<Path> logs = new ArrayList<>();
            files.forEach(logs::add);
            logs.sort(null);
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
    }
}
