package nowrite.stress.kernel.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nowrite.stress.kernel.line.LineSocket;

/**
 * Takes orders over a socket, one a line: {@code hold OP}, {@code pass OP}, {@code answer NUMBER
 * ERROR}. It says {@code req NUMBER OP OFFSET SIZE KIND} for each request when it was read, and
 * {@code rep NUMBER ERROR} when it was answered. When nobody listens any more, all that is held is
 * answered: no one must wait for a daemon whose master is gone.
 *
 * <p>OP is the protocol's name; {@code WRITEBACK} is a WRITE of the page cache, {@code SIZE} what
 * sets a size.
 */
final class SocketSteering implements Steering {

    private final FuseDaemon daemon;
    private final LineSocket socket;
    private final Set<String> held = new HashSet<>();
    private final List<Request> waiting = new ArrayList<>();
    private boolean alone;

    SocketSteering(Path socket, FuseDaemon daemon) throws IOException {
        this.daemon = daemon;
        this.socket = LineSocket.connect(socket);
        this.socket.send("daemon");
        Thread orders = new Thread(this::obey, "orders");
        orders.setDaemon(true);
        orders.start();
    }

    private static String kind(Request request) {
        if (request.isWriteback()) {
            return "WRITEBACK";
        }
        return request.setsSize() || request.truncates() ? "SIZE" : Opcode.name(request.opcode());
    }

    @Override
    public boolean holds(Request request) {
        String kind = kind(request);
        boolean hold;
        synchronized (this) {
            hold = !alone && (held.contains(kind));
            if (hold) {
                waiting.add(request);
            }
        }
        boolean isData = request.opcode() == Opcode.WRITE || request.opcode() == Opcode.READ;
        long offset =
                isData
                        ? request.u64(8)
                        : request.setsSize()
                                ? request.u64(16)
                                : request.opcode() == Opcode.FALLOCATE ? request.u64(8) : 0;
        socket.send(
                "req "
                        + request.number()
                        + " "
                        + kind
                        + " "
                        + request.node()
                        + " "
                        + offset
                        + " "
                        + (isData ? request.u32(16) : 0)
                        + (hold ? " held" : " -"));
        return hold;
    }

    @Override
    public void answered(Request request, int error) {
        socket.send("rep " + request.number() + " " + error);
    }

    private void obey() {
        for (String line = socket.next(); line != null; line = socket.next()) {
            order(line.split(" "));
        }
        List<Request> left;
        synchronized (this) {
            alone = true;
            left = List.copyOf(waiting);
            waiting.clear();
        }
        left.forEach(request -> daemon.answer(request, 0));
    }

    private void order(String[] words) {
        switch (words[0]) {
            case "hold" -> {
                synchronized (this) {
                    held.add(words[1]);
                }
            }
            case "pass" -> {
                synchronized (this) {
                    held.remove(words[1]);
                }
            }
            case "answer" -> {
                Request request = taken(Long.parseLong(words[1]));
                if (request != null) {
                    daemon.answer(request, Integer.parseInt(words[2]));
                }
            }
            default -> throw new IllegalArgumentException("no order: " + words[0]);
        }
        socket.send("done " + String.join(" ", words));
    }

    private synchronized Request taken(long number) {
        for (Request request : waiting) {
            if (request.number() == number) {
                waiting.remove(request);
                return request;
            }
        }
        return null;
    }
}
