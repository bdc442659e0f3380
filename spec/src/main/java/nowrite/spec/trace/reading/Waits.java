package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Why a context cannot move, and who could end that, as far as a state tells. */
final class Waits {
    /** What a context waits for, in words that follow "waits for ", and who could end it. */
    record Wait(String what, List<String> by) {
        String text() {
            return "waits for " + what;
        }
    }

    /** How a wait for a page's copy begins. */
    static final String COPY = "the copy of page ";

    private static final String HELD = ", held by ";

    private final List<Map<String, String>> states;
    private final List<RequestLife> requests;

    Waits(List<Map<String, String>> states, List<RequestLife> requests) {
        this.states = states;
        this.requests = requests;
    }

    /** The wait of a context that cannot move in state {@code n}. */
    Wait of(String context, int n) {
        Map<String, String> state = states.get(n);
        String at = state.getOrDefault(context + ".pc", "an unknown step").replace(".test", "");
        String queue = queueOf(context, state);
        if (queue.endsWith(".lockq")) {
            return lock(queue.replace(".lockq", ".locked"), state);
        }
        if (queue.endsWith(".wbq")) {
            return writeback(queue, n);
        }
        if (Paths.isOwnQueue(queue)) {
            return new Wait("a wake-up on " + Paths.own(queue) + " (" + at + ")", List.of());
        }
        String own = state.get(context + "." + Paths.WANTS);
        if (own != null) {
            return lock(own, state);
        }
        if (at.startsWith("throttle_vm_writeout:")) {
            return writtenPages(n);
        }
        if (at.startsWith("request_wait_answer:")) {
            return answer(context, n);
        }
        int page = Paths.pageOf(context, state);
        if (!queue.isEmpty() && at.contains("page_writeback") && page >= 0) {
            return copy(page, n);
        }
        if (!queue.isEmpty() && at.contains("nowrite")) {
            return inFlight(n);
        }
        String lock = at.substring(at.indexOf(':') + 1);
        if (Paths.isLock(lock) && isHeld(lock, state)) {
            return lock(lock, state);
        }
        if (at.startsWith("client_") && lock.equals("lock") && isHeld(Paths.CLIENT_LOCK, state)) {
            return lock(Paths.CLIENT_LOCK, state);
        }
        if (isHeld("fc->lock", state)) {
            return lock("fc->lock", state);
        }
        String where = queue.isEmpty() ? "" : ", on " + queue;
        return new Wait("what " + at + " needs" + where, List.of());
    }

    /** Whether a context sleeps nowhere, and its next step is to take a lock that another holds. */
    boolean isForNextLock(String context, int n) {
        return queueOf(context, states.get(n)).isEmpty() && of(context, n).what().contains(HELD);
    }

    private static String queueOf(String context, Map<String, String> state) {
        for (Map.Entry<String, String> entry : state.entrySet()) {
            if (Paths.isWaitQueue(entry.getKey())
                    && Texts.list(entry.getValue()).contains(context)) {
                return entry.getKey();
            }
        }
        return "";
    }

    private static boolean isHeld(String lock, Map<String, String> state) {
        return !state.getOrDefault(lock, Paths.NOBODY).equals(Paths.NOBODY);
    }

    private static Wait lock(String path, Map<String, String> state) {
        String holder = state.getOrDefault(path, Paths.NOBODY);
        String name = Paths.lockName(path);
        return holder.equals(Paths.NOBODY)
                ? new Wait(name, List.of())
                : new Wait(name + HELD + holder, List.of(holder));
    }

    /** What an allocator that looks at NR_WRITEBACK waits for. */
    private Wait writtenPages(int n) {
        for (RequestLife life : requests) {
            if (life.refersToPage() && life.exists(n)) {
                return ended("NR_WRITEBACK, which counts page " + life.page(), life);
            }
        }
        return new Wait("NR_WRITEBACK to be 0", List.of());
    }

    private static Wait ended(String what, RequestLife life) {
        return new Wait(
                what + " until the daemon answers " + life.name(),
                List.of("daemon(" + life.slot() + ")"));
    }

    /** The end of a page's writeback: a task's to make, or the daemon's if a WRITE refers to it. */
    private Wait writeback(String queue, int n) {
        String what = "PG_writeback of " + Paths.frame(queue);
        for (RequestLife life : requests) {
            boolean refers = life.refersToPage() && life.covers(Paths.page(queue));
            if (refers && life.exists(n)) {
                return ended(what + ", which stays", life);
            }
        }
        return new Wait(what, List.of());
    }

    private Wait answer(String context, int n) {
        for (RequestLife life : requests) {
            if (life.slot().equals(context) && life.exists(n)) {
                return new Wait(
                        "the daemon's answer to its " + life.opcode(),
                        List.of("daemon(" + context + ")"));
            }
        }
        return new Wait("the daemon's answer", List.of("daemon(" + context + ")"));
    }

    private Wait copy(int page, int n) {
        String name = COPY + page + " in flight";
        for (RequestLife life : requests) {
            if (!life.writeback() || !life.covers(page) || !life.exists(n)) {
                continue;
            }
            String write = name + " (" + life.name();
            if (life.isWithDaemon(n)) {
                return new Wait(write + ")", List.of("daemon(" + life.slot() + ")"));
            }
            if (life.replied() != 0 && life.replied() <= n) {
                return new Wait(
                        write + ", answered and not ended)",
                        List.of("daemon(" + life.slot() + ")"));
            }
            if (life.queued() != 0 && life.queued() <= n && life.sent() == 0) {
                if (!Spans.isNowrite(states.get(n))) {
                    return new Wait(write + ", on queued_writes, which nobody sends)", List.of());
                }
                String holder = states.get(n).getOrDefault("i_mutex", Paths.NOBODY);
                return new Wait(
                        write + ", queued until nowrite is released)",
                        holder.equals(Paths.NOBODY) ? List.of() : List.of(holder));
            }
        }
        return new Wait(name, List.of());
    }

    private Wait inFlight(int n) {
        List<String> names = new ArrayList<>();
        Set<String> by = new LinkedHashSet<>();
        for (RequestLife life : requests) {
            if (life.writeback() && life.sent() != 0 && life.sent() <= n && life.exists(n)) {
                names.add(life.name());
                by.add("daemon(" + life.slot() + ")");
            }
        }
        String counter = states.get(n).get("writectr");
        if (names.isEmpty() && "NOWRITE".equals(counter)) {
            return new Wait("a wake-up, though writectr is NOWRITE already", List.of());
        }
        return names.isEmpty()
                ? new Wait("writectr to become NOWRITE (it is " + counter + ")", List.of())
                : new Wait(Texts.and(names) + " in flight", List.copyOf(by));
    }
}
