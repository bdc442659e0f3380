package nowrite.spec.tlc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tlc2.TLCGlobals;

/**
 * The check's side of a search on several hosts: knows the workers that have come, tells them which
 * TLC server to work for, and hears what they print and when they go. TLC itself is elsewhere, in
 * child processes on both sides.
 */
public final class HostsServer implements AutoCloseable {

    /** The port that workers find a check at if nobody says another. */
    public static final int PORT = 10997;

    private static final int GREETING_MILLIS = 2_000;

    /** One place for a worker. */
    private static final class Place {
        final String host;
        final Set<InetAddress> addresses;
        HostsLink link;

        Place(String host, Set<InetAddress> addresses) {
            this.host = host;
            this.addresses = addresses;
        }
    }

    private final ServerSocket socket;
    private final String what;
    private final Consumer<String> says;
    private final List<Place> places = new ArrayList<>();
    private HostsRound round;
    private int rounds;
    private boolean closed;

    private HostsServer(ServerSocket socket, String what, Consumer<String> says) {
        this.socket = socket;
        this.what = what;
        this.says = says;
    }

    /**
     * Begins to listen for workers.
     *
     * @param hosts where the workers will run, once for each worker
     * @param port the port
     * @param what what goes on here, for those who find the port taken
     * @param says hears what happens, in words
     * @throws HostsException if a host is not known or the port is taken
     */
    public static HostsServer open(
            List<String> hosts, int port, String what, Consumer<String> says) {
        List<Place> places = hosts.stream().map(HostsServer::place).toList();
        boolean local =
                places.stream()
                        .allMatch(
                                place ->
                                        place.addresses.stream()
                                                .allMatch(InetAddress::isLoopbackAddress));
        try {
            ServerSocket socket = new ServerSocket();
            InetSocketAddress here =
                    local
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port);
            try {
                socket.bind(here);
            } catch (BindException e) {
                socket.close();
                throw new HostsException(
                        "port " + port + " is taken by " + owner(port) + ". Another: --port N");
            }
            HostsServer server = new HostsServer(socket, what, says);
            server.places.addAll(places);
            daemon("nowrite-hosts", server::accept);
            return server;
        } catch (IOException e) {
            throw new HostsException("cannot listen for workers at port " + port + ": " + e);
        }
    }

    private static Place place(String host) {
        try {
            return new Place(host, Set.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            throw new HostsException("there is no host '" + host + "' (--hosts)");
        }
    }

    /** Who listens at a port of this machine: another check says so. */
    private static String owner(int port) {
        try (Socket other = new Socket()) {
            other.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), GREETING_MILLIS);
            other.setSoTimeout(GREETING_MILLIS);
            String greeting =
                    new BufferedReader(
                                    new InputStreamReader(
                                            other.getInputStream(), StandardCharsets.UTF_8))
                            .readLine();
            if (greeting != null && greeting.startsWith(HostsLink.CHECK + " ")) {
                return "another nowrite: " + greeting.substring(HostsLink.CHECK.length() + 1);
            }
        } catch (IOException e) {
            // It does not speak to us.
        }
        return "a program that is not nowrite";
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The port that workers connect to. */
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (true) {
            try {
                HostsLink link = new HostsLink(socket.accept());
                link.send(HostsLink.CHECK + " " + what + ", process " + pid());
                daemon("nowrite-worker-link", () -> serve(link));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static long pid() {
        return ProcessHandle.current().pid();
    }

    private void serve(HostsLink link) {
        Place place = null;
        try {
            String hello = link.receive();
            if (hello == null || !hello.startsWith(HostsLink.WORKER + " ")) {
                return; // Somebody who only asked who is here.
            }
            place = enter(link, hello.substring(HostsLink.WORKER.length() + 1));
            if (place == null) {
                return;
            }
            for (String line = link.receive(); line != null; line = link.receive()) {
                hear(place, line);
            }
        } catch (IOException e) {
            // The worker is gone, which is what the next lines are about.
        } finally {
            if (place != null) {
                leave(place);
            }
            link.close();
        }
    }

    private synchronized Place enter(HostsLink link, String version) {
        String refused = null;
        Place free = null;
        if (!version.equals(TLCGlobals.versionOfTLC)) {
            refused = "it has TLC '" + version + "', the check '" + TLCGlobals.versionOfTLC + "'";
        } else {
            refused =
                    "the check names no host with the address "
                            + link.there().getHostAddress()
                            + " (--hosts)";
            for (Place place : places) {
                if (place.addresses.contains(link.there())) {
                    refused = "every worker that the check waits for there has come already";
                    free = place.link == null && free == null ? place : free;
                }
            }
        }
        if (free == null) {
            link.send("refused " + refused);
            says.accept("a worker at " + link.there().getHostAddress() + " is refused: " + refused);
            return null;
        }
        free.link = link;
        link.send("welcome " + name(free));
        says.accept("worker " + name(free) + " has come; " + present() + " of " + places.size());
        if (round != null) {
            round.join(free, name(free), link);
        }
        notifyAll();
        return free;
    }

    private synchronized void hear(Place place, String line) {
        if (round != null) {
            round.hear(place, line);
        }
    }

    private synchronized void leave(Place place) {
        place.link = null;
        if (!closed) {
            says.accept(
                    "worker "
                            + name(place)
                            + " is gone; "
                            + present()
                            + " of "
                            + places.size()
                            + " left");
        }
        if (round != null) {
            round.gone(place);
        }
    }

    private String name(Place place) {
        List<Place> same = places.stream().filter(p -> p.host.equals(place.host)).toList();
        return place.host + (same.size() == 1 ? "" : "#" + (same.indexOf(place) + 1));
    }

    private long present() {
        return places.stream().filter(place -> place.link != null).count();
    }

    /** The names of the workers that have not come. */
    public synchronized List<String> missing() {
        return places.stream().filter(place -> place.link == null).map(this::name).toList();
    }

    /**
     * Waits until all workers are there.
     *
     * @return whether they are
     */
    public synchronized boolean await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (present() < places.size()) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** The address at which the workers have found this machine. */
    synchronized InetAddress address() {
        return places.stream()
                .filter(place -> place.link != null)
                .map(place -> place.link.here())
                .findFirst()
                .orElseThrow(() -> new TlcException("no worker is there any more"));
    }

    /**
     * Sends all workers to a TLC server.
     *
     * @param large whether the search is long enough for the optimizing compiler
     */
    synchronized HostsRound begin(int port, boolean large, String title) {
        round = new HostsRound(++rounds, port, large, title);
        for (Place place : places) {
            if (place.link != null) {
                round.join(place, name(place), place.link);
            }
        }
        return round;
    }

    /** How many workers there should be. */
    public int size() {
        return places.size();
    }

    /** The hosts, in the order in which they were named. */
    public List<String> hosts() {
        return Collections.unmodifiableList(
                new ArrayList<>(places.stream().map(place -> place.host).toList()));
    }

    /** Lets the workers go. */
    @Override
    public void close() {
        List<HostsLink> links = new ArrayList<>();
        synchronized (this) {
            closed = true;
            places.stream().filter(p -> p.link != null).forEach(p -> links.add(p.link));
        }
        links.forEach(
                link -> {
                    link.send("end");
                    link.close();
                });
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody can come in any more either way.
        }
    }
}
