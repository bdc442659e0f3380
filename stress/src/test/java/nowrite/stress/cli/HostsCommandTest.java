package nowrite.stress.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import nowrite.stress.cli.home.Checkout;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --hosts} and {@code worker} as processes. */
@Timeout(300)
class HostsCommandTest {

    private static final long PATIENCE_SECONDS = 120;

    @TempDir private Path home;

    private final List<Process> processes = new ArrayList<>();
    private String realHome;
    private int port;

    @BeforeEach
    void makeCheckout() throws IOException {
        realHome = System.getProperty(Checkout.HOME);
        for (String folder : List.of("spec/tla", "spec/scenarios/truncate")) {
            Path to = Files.createDirectories(home.resolve(folder));
            try (Stream<Path> files = Files.list(Path.of(realHome, folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        System.setProperty(Checkout.HOME, home.toString());
    }

    @AfterEach
    void goHome() {
        System.setProperty(Checkout.HOME, realHome);
        processes.forEach(Process::destroyForcibly);
    }

    private Process start(String log, String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Dnowrite.home=" + home));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(home.resolve(log).toFile())
                        .start();
        processes.add(process);
        return process;
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "still not: " + what);
            Thread.sleep(50);
        }
    }

    /** Everything that runs for this checkout. */
    private List<String> running() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(home.toString()))
                .toList();
    }

    @Test
    void whenTheCheckIsKilledNothingIsLeft() throws Exception {
        Process check =
                start(
                        "check.log",
                        "check",
                        "truncate/in-flight",
                        "--kernel",
                        "2.6.26",
                        "--hosts",
                        "127.0.0.1,127.0.0.1",
                        "--port",
                        String.valueOf(port));
        List<Process> workers = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            String[] args = {"worker", "127.0.0.1:" + port, "--threads", "1", "--heap", "256"};
            workers.add(start("worker" + i + ".log", args));
        }
        await(
                "TLC at work on both sides",
                () ->
                        running().stream().anyMatch(line -> line.contains("HostsServerMain"))
                                && running().stream()
                                                .filter(line -> line.contains("HostsWorkerMain"))
                                                .count()
                                        == 2);
        check.destroyForcibly().waitFor();
        for (Process worker : workers) {
            assertTrue(worker.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS));
            assertEquals(70, worker.exitValue());
        }
        String said = Files.readString(home.resolve("worker1.log"));
        assertTrue(said.contains("the check at 127.0.0.1:" + port + " is gone"), said);
        await("nothing is left running", () -> running().isEmpty());
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, again.getLocalPort());
        }
    }

    @Test
    void whenNoWorkerComesItSaysWhoIsMissing() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] args = {
            "check",
            "truncate/in-flight",
            "--kernel",
            "2.6.26",
            "--hosts",
            "127.0.0.1,localhost",
            "--wait",
            "1",
            "--port",
            String.valueOf(port)
        };
        assertEquals(69, Main.run(new PrintWriter(out), new PrintWriter(err), args), err::toString);
        assertTrue(err.toString().contains("./nowrite worker 127.0.0.1:" + port), err::toString);
        assertTrue(
                err.toString().contains("2 workers did not come in 1 s: 127.0.0.1, localhost."),
                err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void hostsAreNotForTheExplorer() {
        StringWriter err = new StringWriter();
        String[] args = {"check", "--hosts", "127.0.0.1", "--engine", "explorer"};
        assertEquals(64, Main.run(new PrintWriter(err), new PrintWriter(err), args));
        assertTrue(err.toString().contains("leave --engine out"), err::toString);
    }
}
