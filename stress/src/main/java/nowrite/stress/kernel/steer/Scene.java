package nowrite.stress.kernel.steer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import nowrite.stress.kernel.line.LineSocket;

/** What is known of the daemon and the tasks while a kernel is led. */
final class Scene {

    /** How long something must not happen to count as absent. */
    private static final long QUIET_MILLIS = 150;

    private static final int HALF = 2048;

    private record Arrived(long number, String kind, long offset, boolean held) {}

    private final List<String> said = new ArrayList<>();
    private final List<Arrived> arrived = new ArrayList<>();
    private final Set<Long> answered = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Map<String, String> results = new HashMap<>();
    private LineSocket daemon;
    private LineSocket client;
    private boolean ready;
    private boolean over;

    /** Takes a line that a process of the mount said. */
    synchronized void told(String line) {
        if (line.startsWith("client 0 ended") || line.startsWith("daemon ended")) {
            over = true;
        }
        if (line.startsWith("failed")) {
            said.add(line);
        }
        notifyAll();
    }

    /** Takes what comes over a socket, until it is closed. */
    void listen(LineSocket socket) {
        for (String line = socket.next(); line != null; line = socket.next()) {
            took(socket, line.split(" "));
        }
    }

    private synchronized void took(LineSocket socket, String[] words) {
        switch (words[0]) {
            case "daemon" -> daemon = socket;
            case "client" -> client = socket;
            case "ready" -> ready = true;
            case "req" -> {
                long number = Long.parseLong(words[1]);
                arrived.add(
                        new Arrived(
                                number,
                                words[2],
                                Long.parseLong(words[4]),
                                words[6].equals("held")));
                if (ready) {
                    said.add(
                            "the daemon reads "
                                    + words[2]
                                    + " at "
                                    + words[4]
                                    + (words[6].equals("held") ? " and keeps it back" : ""));
                }
            }
            case "rep" -> {
                answered.add(Long.parseLong(words[1]));
            }
            case "returned" -> {
                calls.merge(words[1], -1, Integer::sum);
                results.put(words[1], words[2]);
                said.add(
                        words[1]
                                + " returns "
                                + words[2]
                                + (words[3].equals("0") ? "" : ", last value " + words[3]));
            }
            case "done" -> taken.add(words[1] + " " + words[2]);
            default -> {
                // What nobody here waits for.
            }
        }
        notifyAll();
    }

    private boolean within(long millis, BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        synchronized (this) {
            while (!what.getAsBoolean()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
            return true;
        }
    }

    boolean isReady(int seconds) throws InterruptedException {
        return within(seconds * 1000L, () -> ready && daemon != null || over) && !over;
    }

    boolean isOver(int seconds) throws InterruptedException {
        return within(seconds * 1000L, () -> over);
    }

    synchronized List<String> said() {
        return List.copyOf(said);
    }

    /**
     * Has the daemon keep such requests back from now on; false if it does not say that it does.
     */
    boolean hold(String kind) throws InterruptedException {
        daemon.send("hold " + kind);
        return within(SteeredRun.patienceMillis(), () -> taken.contains("hold " + kind));
    }

    /** Nobody is led any more: what is held is answered, tasks get no more orders. */
    void letGo() throws InterruptedException {
        try {
            if (daemon != null) {
                daemon.close();
            }
            within(
                    SteeredRun.patienceMillis(),
                    () -> calls.values().stream().noneMatch(count -> count > 0));
            if (client != null) {
                client.close();
            }
        } catch (IOException e) {
            told("failed: " + e.getMessage());
        }
    }

    /** Does, or waits for, one lead; null if it went well, else what was instead. */
    String follow(Lead lead) throws InterruptedException {
        long patience = SteeredRun.patienceMillis();
        switch (lead.verb()) {
            case CALL -> {
                return call(lead, patience);
            }
            case RETURNS -> {
                return within(patience, () -> calls.getOrDefault(lead.who(), 0) == 0)
                        ? null
                        : lead.who() + " has not returned; " + pending();
            }
            case WAITS -> {
                return within(QUIET_MILLIS, () -> calls.getOrDefault(lead.who(), 0) == 0)
                        ? lead.who() + " has returned " + results.get(lead.who())
                        : null;
            }
            case ARRIVES -> {
                return within(patience, () -> find(lead) != null)
                        ? null
                        : "no such request came; " + pending();
            }
            case ABSENT -> {
                return within(QUIET_MILLIS, () -> find(lead) != null)
                        ? "it came; " + pending()
                        : null;
            }
            default -> {
                return answer(lead, patience);
            }
        }
    }

    private String call(Lead lead, long patience) throws InterruptedException {
        if (!within(patience, () -> calls.getOrDefault(lead.who(), 0) == 0)) {
            return lead.who() + " is still at its operation before; " + pending();
        }
        String refusal = Calls.whyNot(lead.what());
        if (refusal != null) {
            return refusal;
        }
        synchronized (this) {
            calls.merge(lead.who(), 1, Integer::sum);
            said.add(lead.who() + " calls " + lead.what());
        }
        client.send(lead.who() + " " + lead.what());
        return null;
    }

    private String answer(Lead lead, long patience) throws InterruptedException {
        if (!within(patience, () -> find(lead) != null)) {
            return "there is no such request to answer; " + pending();
        }
        Arrived request;
        synchronized (this) {
            request = find(lead);
            said.add("the daemon answers " + request.kind() + " at " + request.offset());
        }
        daemon.send("answer " + request.number() + " " + lead.error());
        return within(patience, () -> answered.contains(request.number()))
                ? null
                : "the daemon did not answer";
    }

    /** The first request that was kept back and is not answered; call it with the lock. */
    private Arrived find(Lead lead) {
        for (Arrived each : arrived) {
            if (each.held()
                    && !answered.contains(each.number())
                    && each.kind().equals(lead.who())
                    && (lead.half() < 0 || each.offset() == (long) lead.half() * HALF)) {
                return each;
            }
        }
        return null;
    }

    /** Waits until nothing was said for a time. */
    void untilQuiet(long millis) throws InterruptedException {
        int before = -1;
        while (true) {
            int now = said().size();
            if (now == before) {
                return;
            }
            before = now;
            Thread.sleep(millis);
        }
    }

    synchronized boolean isIdle(String task) {
        return calls.getOrDefault(task, 0) == 0;
    }

    boolean areAllIdle(long millis) throws InterruptedException {
        return within(millis, () -> calls.values().stream().allMatch(count -> count == 0));
    }

    /** Whether one of some tasks is idle, or the daemon has something to answer, within a time. */
    boolean canGoOn(List<String> tasks, long millis) throws InterruptedException {
        return within(millis, () -> tasks.stream().anyMatch(this::isIdle) || !answers().isEmpty());
    }

    /** What the daemon could answer now. */
    synchronized List<Lead> answers() {
        return arrived.stream()
                .filter(each -> each.held() && !answered.contains(each.number()))
                .map(
                        each ->
                                new Lead(
                                        0,
                                        Lead.Verb.ANSWER,
                                        each.kind(),
                                        "",
                                        (int) (each.offset() / HALF),
                                        0))
                .toList();
    }

    synchronized String pending() {
        List<String> open = new ArrayList<>();
        arrived.stream()
                .filter(each -> each.held() && !answered.contains(each.number()))
                .forEach(each -> open.add(each.kind() + " at " + each.offset()));
        List<String> waiting = new ArrayList<>();
        calls.forEach(
                (task, count) -> {
                    if (count > 0) {
                        waiting.add(task);
                    }
                });
        return "with the daemon: "
                + (open.isEmpty() ? "nothing" : String.join(", ", open))
                + "; not returned: "
                + (waiting.isEmpty() ? "nobody" : String.join(", ", waiting));
    }
}
