package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** Finds the quiet moments of a log, and cuts it there. */
public final class Windows {

    private record Event(int moment, boolean ends, Operation operation, Request request) {}

    private final Set<Object> open = new HashSet<>();
    private final List<Window> windows = new ArrayList<>();
    private final KernelLog log;
    private final long inode;
    private List<Operation> operations;
    private List<Request> requests;
    private long start = -1;
    private long size = -1;
    private boolean dirty;
    private int lastStore = -1;

    private Windows(KernelLog log) {
        this.log = log;
        this.inode = log.inode();
    }

    /**
     * The windows of a log, each as short as can be. What comes before the first quiet moment at
     * which the size of the file is known is in none.
     */
    public static List<Window> of(KernelLog log) {
        return new Windows(log).cut();
    }

    private List<Window> cut() {
        for (Event event : events()) {
            if (!event.ends() && open.isEmpty() && !dirty && size >= 0) {
                quiet();
            }
            if (event.operation() != null) {
                operation(event);
            } else {
                request(event);
            }
        }
        if (start >= 0) {
            add();
        }
        return windows;
    }

    private List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (Operation each : log.operations()) {
            events.add(new Event(each.begin(), false, each, null));
            if (each.isEnded()) {
                events.add(new Event(each.end(), true, each, null));
            }
        }
        for (Request each : log.requests()) {
            if (each.inode() == inode) {
                events.add(new Event(each.read(), false, null, each));
                if (each.isAnswered()) {
                    events.add(new Event(each.replied(), true, null, each));
                }
            }
        }
        events.sort(Comparator.comparingInt(Event::moment).thenComparing(event -> !event.ends()));
        return events;
    }

    private void quiet() {
        if (start >= 0) {
            add();
        }
        start = size;
        operations = new ArrayList<>();
        requests = new ArrayList<>();
    }

    private void add() {
        if (!operations.isEmpty()) {
            windows.add(new Window(start, operations, requests));
        }
    }

    private void operation(Event event) {
        Operation operation = event.operation();
        if (!event.ends()) {
            open.add(operation);
            if (start >= 0) {
                operations.add(operation);
            }
            if (operation.stores()) {
                dirty = true;
                lastStore = Integer.MAX_VALUE;
            }
            return;
        }
        open.remove(operation);
        if (operation.stores()) {
            boolean others = open.stream().anyMatch(o -> o instanceof Operation p && p.stores());
            lastStore = others ? Integer.MAX_VALUE : operation.end();
            if (operation.op().equals("pwrite") && operation.result() > 0 && size >= 0) {
                size = Math.max(size, operation.at() + operation.result());
            }
        }
        if (operation.result() == 0
                && operation.op().equals("fsync")
                && lastStore < operation.begin()) {
            dirty = false;
        }
    }

    private void request(Event event) {
        Request request = event.request();
        if (!event.ends()) {
            open.add(request);
            if (start >= 0) {
                requests.add(request);
            }
            return;
        }
        open.remove(request);
        if (request.error() == 0 && (request.setsSize() || request.opensTruncating())) {
            boolean writing =
                    log.operations().stream()
                            .takeWhile(o -> o.begin() < request.replied())
                            .anyMatch(o -> o.op().equals("pwrite") && o.end() > request.read());
            size = writing ? -1 : request.size();
            if (size == 0 && lastStore < request.read()) {
                dirty = false;
            }
        }
    }
}
