package nowrite.stress.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import nowrite.stress.kernel.bench.Mount;
import nowrite.stress.kernel.bench.RoundFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is killed while a client waits for a silent daemon: nothing is left. */
class SafetyTest {

    private static final String SILENT = "none,never=1/1";

    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private Path folder;

    @BeforeEach
    void needsTheKernel() {
        Live.needed();
        folder = RoundFolder.make();
    }

    @AfterEach
    void remove() {
        if (folder != null) {
            RoundFolder.remove(folder);
        }
    }

    /** A client waits for the daemon, which does not answer; killing the client has no effect. */
    private static Mount stuck(Path folder, Queue<String> said) {
        return Mount.start(
                folder,
                60,
                List.of(
                        "nowrite.stress.kernel.daemon.DaemonMain",
                        folder.resolve("daemon.ndjson").toString(),
                        SILENT,
                        "on",
                        "1",
                        "1",
                        "-"),
                List.of(
                        List.of(
                                "nowrite.stress.kernel.client.ClientMain",
                                folder.resolve("mnt").toString(),
                                folder.toString(),
                                "0",
                                "1",
                                "1",
                                "2",
                                "1",
                                "60000",
                                "-")),
                said::add);
    }

    private static boolean waits(Path folder) {
        // The client has opened its file, and made it longer: that is never answered.
        try {
            return Live.processes(folder + "/client-0.args").stream()
                    .anyMatch(client -> isBlocked(client.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBlocked(long pid) {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid + "/task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("wchan")).matches("(?s).*fuse.*|request_wait.*")
                        || Files.readString(task.resolve("stat")).matches("(?s).*\\) D .*")) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
        return false;
    }

    private boolean allGone() {
        try {
            return Live.processes(folder.toString()).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingIsLeft() throws Exception {
        assertTrue(Live.within(20, this::allGone), () -> "left: " + left());
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(folder.toString()));
    }

    private String left() {
        try {
            return Live.processes(folder.toString()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon.args", "client-0.args", "mount.sh", "unshare"})
    void killedProcessLeavesNothing(String victim) throws Exception {
        try (Mount mount = stuck(folder, said)) {
            assertTrue(Live.within(20, () -> waits(folder)), () -> "nobody waits: " + said);
            if (victim.equals("unshare")) {
                ProcessHandle.of(mount.pid()).orElseThrow().destroyForcibly();
            } else {
                for (ProcessHandle one : Live.processes(folder + "/" + victim)) {
                    // The shell's own children have its command line too; the first is the oldest.
                    if (one.pid() != mount.pid()) {
                        one.destroyForcibly();
                        break;
                    }
                }
            }
            if (victim.endsWith(".args")) {
                String first = victim.startsWith("daemon") ? "daemon ended" : "client 0 ended";
                boolean isDaemon = victim.startsWith("daemon");
                // Without the daemon the client wakes up; without a reply a killed client stays.
                assertTrue(
                        !isDaemon
                                || Live.within(
                                        10, () -> said.stream().anyMatch(s -> s.startsWith(first))),
                        () -> "said " + said);
                assertTrue(mount.abort(), "the processes did not end");
            }
            assertNothingIsLeft();
        }
    }

    /** As Ctrl-C, as a terminal that goes away, and as what no process can catch. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
    void commandThatIsEndedLeavesNothing(String signal) throws Exception {
        Process command =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                folder.toString())
                        .inheritIO()
                        .start();
        try {
            assertTrue(Live.within(20, () -> waits(folder)), "nobody waits");
            new ProcessBuilder("kill", "-" + signal, "" + command.pid()).start().waitFor();
            assertTrue(command.waitFor(20, TimeUnit.SECONDS), "it goes on after " + signal);
            assertNothingIsLeft();
        } finally {
            command.destroyForcibly();
        }
    }

    /** A command that mounts and waits to be killed. */
    static final class Holder {
        private Holder() {}

        /** Mounts and waits. */
        public static void main(String[] args) throws InterruptedException {
            stuck(Path.of(args[0]), new ConcurrentLinkedQueue<>());
            Thread.sleep(60_000);
        }
    }

    @Test
    void endOfTimeAborts() throws Exception {
        try (Mount mount =
                Mount.start(
                        folder,
                        2,
                        List.of(
                                "nowrite.stress.kernel.daemon.DaemonMain",
                                folder.resolve("daemon.ndjson").toString(),
                                "none",
                                "on",
                                "1",
                                "1",
                                "-"),
                        List.of(),
                        said::add)) {
            assertTrue(Live.within(20, () -> !mount.isAlive()), "it outlived its time");
            assertTrue(said.contains("daemon ended 0"), said.toString());
            assertNothingIsLeft();
        }
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNext() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path left =
                Files.createDirectories(
                        folder.resolveSibling("nowrite-kernel-" + dead.pid() + "-left/mnt"));
        RoundFolder.sweep();
        assertFalse(Files.exists(left.getParent()));
        assertTrue(Files.exists(folder), "a running process's folder was removed");
        assertEquals(folder, folder.toAbsolutePath());
    }
}
