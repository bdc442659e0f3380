package nowrite.spec.tlc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the workers do and say while they work for one TLC server. */
final class HostsRound {

    /** How those end that came too late to be of use. */
    private static final Set<String> LATE =
            Set.of(HostsWorker.STOPPED, String.valueOf(HostsWorkerMain.NEVER_BEGAN));

    /** A worker in this round. */
    private static final class Member {
        final String name;
        final HostsLink link;
        boolean ready;
        boolean left;
        boolean lost;
        boolean late;

        Member(String name, HostsLink link) {
            this.name = name;
            this.link = link;
        }
    }

    private final int number;
    private final int port;
    private final boolean large;
    private final String title;
    private final Map<Object, Member> members = new LinkedHashMap<>();
    private final Set<String> said = new LinkedHashSet<>();
    private final List<String> lost = new ArrayList<>();
    private boolean stopped;

    HostsRound(int number, int port, boolean large, String title) {
        this.number = number;
        this.port = port;
        this.large = large;
        this.title = title;
    }

    /** Sends a worker to the server; {@code place} is what it is known by. */
    synchronized void join(Object place, String name, HostsLink link) {
        if (stopped) {
            return;
        }
        members.put(place, new Member(name, link));
        link.send("run " + number + " " + port + (large ? " large " : " small ") + title);
    }

    /**
     * Takes a line of a worker: {@code said ROUND LINE} or {@code left ROUND EXITCODE}, or {@code
     * stopped} for the exit code.
     */
    synchronized void hear(Object place, String line) {
        String[] words = line.split(" ", 3);
        Member member = members.get(place);
        if (member == null || words.length < 3 || !words[1].equals(String.valueOf(number))) {
            return;
        }
        if (words[0].equals("left")) {
            boolean late = LATE.contains(words[2]);
            member.ready |= late;
            member.late = late;
            leave(member, !late && !words[2].equals("0"));
        } else if (words[2].equals(HostsWorkerMain.READY)) {
            member.ready = true;
        } else {
            said.add(words[2]);
        }
    }

    /** A worker is gone. */
    synchronized void gone(Object place) {
        Member member = members.get(place);
        if (member != null) {
            leave(member, true);
        }
    }

    private void leave(Member member, boolean early) {
        if (!member.left && early) {
            member.lost = true;
            lost.add(member.name);
        }
        member.left = true;
        notifyAll();
    }

    /** Tells the workers that the server has ended; who comes now waits for the next. */
    synchronized void stop() {
        stopped = true;
        members.values().stream()
                .filter(member -> !member.left)
                .forEach(member -> member.link.send("stop " + number));
    }

    /**
     * Waits until the workers have said all that they have to say.
     *
     * @return whether they have; a worker that is lost has nothing to say any more
     */
    synchronized boolean awaitLeft(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!members.values().stream().allMatch(member -> member.left)) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** Whether every worker was lost, or could not begin. */
    synchronized boolean allLost() {
        return !members.isEmpty()
                && members.values().stream().allMatch(member -> member.lost || member.late);
    }

    /** What the workers' invariants have printed. */
    synchronized Set<String> said() {
        return new LinkedHashSet<>(said);
    }

    /** The names of the workers that were lost. */
    synchronized List<String> lost() {
        return List.copyOf(lost);
    }

    /** The names of the workers of which nothing was heard although they were there to the end. */
    synchronized List<String> silent() {
        return members.values().stream()
                .filter(member -> !member.ready && !member.lost)
                .map(member -> member.name)
                .toList();
    }
}
