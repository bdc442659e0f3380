package nowrite.spec.tlc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import nowrite.spec.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that come and go, without TLC. */
@Timeout(60)
class HostsServerTest {

    @TempDir private Path work;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    private HostsServer open(int port, String... hosts) {
        return HostsServer.open(List.of(hosts), port, "check of a on b", said::add);
    }

    private HostsWorker worker(int port) {
        return new HostsWorker("127.0.0.1", port, 1, 64, work, said::add);
    }

    @Test
    void whoDoesNotComeIsMissing() throws Exception {
        try (HostsServer server = open(0, "127.0.0.1", "127.0.0.1", "localhost")) {
            assertFalse(server.await(Duration.ofMillis(50)));
            assertEquals(List.of("127.0.0.1#1", "127.0.0.1#2", "localhost"), server.missing());
        }
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        HostsException e =
                assertThrows(HostsException.class, () -> open(0, "no.such.host.invalid"));
        assertTrue(e.getMessage().contains("no.such.host.invalid"), e.getMessage());
    }

    @Test
    void aPortThatIsTakenIsSaidByWhom() throws IOException {
        try (HostsServer first = open(0, "127.0.0.1")) {
            HostsException e =
                    assertThrows(HostsException.class, () -> open(first.port(), "127.0.0.1"));
            String pid = String.valueOf(ProcessHandle.current().pid());
            assertEquals(
                    "port "
                            + first.port()
                            + " is taken by another nowrite: check of a on b, process "
                            + pid
                            + ". Another: --port N",
                    e.getMessage());
        }
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HostsException e =
                    assertThrows(
                            HostsException.class, () -> open(other.getLocalPort(), "127.0.0.1"));
            assertTrue(e.getMessage().contains("a program that is not nowrite"), e.getMessage());
        }
    }

    @Test
    void aWorkerThatNobodyNamedIsRefused() {
        try (HostsServer server = open(0, "192.0.2.1")) {
            HostsException e =
                    assertThrows(
                            HostsException.class,
                            () -> worker(server.port()).run(Duration.ofSeconds(5)));
            assertTrue(e.getMessage().contains("names no host with the address"), e.getMessage());
            assertEquals(List.of("192.0.2.1"), server.missing());
        }
    }

    @Test
    void aWorkerWithoutCheckSaysSo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HostsException e =
                assertThrows(HostsException.class, () -> worker(port).run(Duration.ofMillis(10)));
        assertTrue(e.getMessage().contains("no check is waiting"), e.getMessage());
    }

    @Test
    void aWorkerEndsWhenTheCheckIsGone() throws Exception {
        try (ServerSocket check = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread =
                    new Thread(
                            () -> {
                                try (Socket link = check.accept()) {
                                    String greeting = HostsLink.CHECK + " of nothing\n";
                                    link.getOutputStream()
                                            .write(greeting.getBytes(StandardCharsets.UTF_8));
                                } catch (IOException e) {
                                    said.add(e.toString());
                                }
                            });
            thread.start();
            assertEquals(ExitCode.FAILED, worker(check.getLocalPort()).run(Duration.ofSeconds(5)));
            thread.join();
        }
        assertTrue(said.get(said.size() - 1).endsWith(" is gone"), said::toString);
    }

    @Test
    void aWorkerWhoseWordsDoNotArriveIsNoticed() throws Exception {
        try (HostsServer server = open(0, "127.0.0.1", "127.0.0.1");
                ServerSocket sockets = new ServerSocket(0);
                HostsLink link = new HostsLink(new Socket("127.0.0.1", sockets.getLocalPort()))) {
            assertEquals(2, server.hosts().size());
            HostsRound round = new HostsRound(3, 1, false, "x");
            round.join("a", "a", link);
            round.join("b", "b", link);
            round.hear("a", "said 2 " + HostsWorkerMain.READY);
            assertEquals(List.of("a", "b"), round.silent(), "another round's words");
            round.hear("a", "said 3 " + HostsWorkerMain.READY);
            round.hear("a", "said 3 <<\"MET\", 0>>");
            assertEquals(List.of("b"), round.silent());
            assertEquals(Set.of("<<\"MET\", 0>>"), round.said());
            round.hear("a", "left 3 0");
            assertFalse(round.awaitLeft(Duration.ofMillis(10)));
            round.gone("b");
            assertTrue(round.awaitLeft(Duration.ofMillis(10)));
            assertEquals(List.of("b"), round.lost());
            assertFalse(round.allLost());
        }
    }
}
