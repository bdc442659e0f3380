package nowrite.stress.hardware;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Watches the JVMs in which JCStress runs tests. One that is older than it should be has a wedged
 * actor: its threads are written down, and it is killed, so that the others get their turn.
 */
final class ForkWatch {
    private static final Pattern RUNNER =
            Pattern.compile("nowrite\\.stress\\.jcstress\\.([\\w.]+)_jcstress\\b");

    /** JCStress itself waits half a minute before it calls an actor of this kind stale. */
    private static final Duration STALE = Duration.ofSeconds(35);

    private final Map<String, HardwareTest> tests = new TreeMap<>();
    private final Map<String, String> wedged = new TreeMap<>();
    private final Path dumps;
    private final Duration limit;

    /**
     * A watch.
     *
     * @param tests what runs
     * @param dumps the folder for thread dumps
     * @param limit how old such a JVM may be
     */
    ForkWatch(Iterable<HardwareTest> tests, Path dumps, Duration limit) {
        this.dumps = dumps;
        this.limit = limit;
        tests.forEach(t -> this.tests.put(t.name().replace('.', '_'), t));
    }

    /**
     * Looks once, at every JVM: which class it runs cannot be told, for ProcessHandle reads 4096
     * bytes of a command line, and a class path may be longer.
     */
    void look(ProcessHandle jcstress) {
        Instant now = Instant.now();
        jcstress.descendants()
                .filter(p -> p.info().command().orElse("").endsWith("java"))
                .forEach(p -> look(p, now));
    }

    private void look(ProcessHandle fork, Instant now) {
        Instant start = fork.info().startInstant().orElse(now);
        Duration age = Duration.between(start, now);
        if (age.compareTo(limit) < 0) {
            return;
        }
        String dump = dump(fork);
        HardwareTest test = testIn(dump);
        if (test != null && test.isTermination() && age.compareTo(limit.plus(STALE)) < 0) {
            return;
        }
        String name = test == null ? "unknown-" + fork.pid() : test.name();
        Path file = dumps.resolve(name + ".txt");
        try {
            Files.createDirectories(dumps);
            Files.writeString(file, dump);
        } catch (IOException e) {
            // The verdict says all the same that it was killed.
        }
        wedged.put(name, dumps.getFileName() + "/" + file.getFileName());
        fork.destroyForcibly();
    }

    /** The tests that were killed, and where their threads are, relative to the run's folder. */
    Map<String, String> wedged() {
        return wedged;
    }

    private HardwareTest testIn(String dump) {
        Matcher matcher = RUNNER.matcher(dump);
        return matcher.find() ? tests.get(matcher.group(1).replace('.', '_')) : null;
    }

    private static String dump(ProcessHandle fork) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Path out = Files.createTempFile("nowrite-threads", ".txt");
            try {
                Process process =
                        new ProcessBuilder(
                                        jcmd.toString(), Long.toString(fork.pid()), "Thread.print")
                                .redirectErrorStream(true)
                                .redirectInput(new File("/dev/null"))
                                .redirectOutput(out.toFile())
                                .start();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                }
                return Files.readString(out, StandardCharsets.UTF_8);
            } finally {
                Files.deleteIfExists(out);
            }
        } catch (IOException e) {
            return "no thread dump: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no thread dump: interrupted";
        }
    }

    /** Ends JCStress and every JVM that it started. */
    static void killTree(ProcessHandle jcstress) {
        try (Stream<ProcessHandle> children = jcstress.descendants()) {
            children.toList().forEach(ProcessHandle::destroyForcibly);
        }
        jcstress.destroyForcibly();
        jcstress.onExit().join();
    }
}
