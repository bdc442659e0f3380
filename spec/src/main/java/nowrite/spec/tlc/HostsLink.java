package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The connection between a check on several hosts and one of its workers: lines of text, both ways.
 * Each end says every few seconds that it is there, so the other end notices when it is not.
 */
final class HostsLink implements Closeable {

    /**
     * First words of the check's greeting and of the worker's, with the version of the protocol.
     */
    static final String CHECK = "nowrite-check 1";

    static final String WORKER = "nowrite-worker 1";

    private static final String ALIVE = "alive";
    private static final int BEAT_MILLIS = 5_000;
    private static final int SILENT_MILLIS = 60_000;

    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;
    private final Thread beat;

    HostsLink(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(SILENT_MILLIS);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
        beat = new Thread(this::beat, "nowrite-alive");
        beat.setDaemon(true);
        beat.start();
    }

    private void beat() {
        try {
            while (!socket.isClosed()) {
                Thread.sleep(BEAT_MILLIS);
                send(ALIVE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends a line. Whether the other end is there shows in {@link #receive}. */
    synchronized void send(String line) {
        out.println(line);
    }

    /**
     * The next line; null when the other end has closed the connection.
     *
     * @throws IOException if the other end is gone
     */
    String receive() throws IOException {
        String line = in.readLine();
        while (ALIVE.equals(line)) {
            line = in.readLine();
        }
        return line;
    }

    /** The address of the other end. */
    InetAddress there() {
        return socket.getInetAddress();
    }

    /** The address under which the other end knows this one. */
    InetAddress here() {
        return socket.getLocalAddress();
    }

    @Override
    public void close() {
        beat.interrupt();
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
