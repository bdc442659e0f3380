package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Request;

/** The rules about requests alone: R1, R2, R3 and R7. */
final class RequestRules {

    private static final int PAGE = 4096;

    private final KernelLog log;
    private final Book book;

    RequestRules(KernelLog log, Book book) {
        this.log = log;
        this.book = book;
    }

    void judge() {
        Map<Long, List<Request>> writes = new HashMap<>();
        for (Request request : log.requests()) {
            if (request.isWriteback()) {
                writes.computeIfAbsent(request.inode(), any -> new ArrayList<>()).add(request);
            }
        }
        for (Request request : log.requests()) {
            if (request.setsSize()) {
                alone(Rule.R1, request, writes.getOrDefault(request.inode(), List.of()));
            } else if (request.opensTruncating()) {
                alone(Rule.R2, request, writes.getOrDefault(request.inode(), List.of()));
            }
        }
        writes.values().forEach(this::onePerPage);
        releases();
    }

    /** What sets a size against the WRITEs around it, and all that may be there at its time. */
    private void alone(Rule rule, Request size, List<Request> writes) {
        int next = firstAfter(writes, size.read());
        Request latest = null;
        for (int i = next - 1; i >= 0 && i >= next - 64; i--) {
            if (latest == null || writes.get(i).replying() > latest.replying()) {
                latest = writes.get(i);
            }
        }
        if (latest != null) {
            ask(rule, size, latest);
        }
        for (int i = next; i < writes.size(); i++) {
            ask(rule, size, writes.get(i));
            if (writes.get(i).read() > size.replying()) {
                break;
            }
        }
    }

    private void ask(Rule rule, Request size, Request write) {
        book.ask(
                rule,
                () -> Book.words(write) + " is with the daemon together with " + Book.words(size),
                book.of(size),
                book.of(write));
    }

    private static int firstAfter(List<Request> sorted, int moment) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted.get(middle).read() > moment) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private void onePerPage(List<Request> writes) {
        Map<Long, Request> latest = new HashMap<>();
        for (Request write : writes) {
            long end = write.offset() + Math.max(1, write.length());
            for (long page = write.offset() / PAGE; page * PAGE < end; page++) {
                Request before = latest.get(page);
                if (before != null) {
                    long number = page;
                    book.ask(
                            Rule.R3,
                            () ->
                                    "page "
                                            + number
                                            + ": "
                                            + Book.words(write)
                                            + " was sent before the reply to "
                                            + Book.words(before),
                            book.of(before),
                            book.of(write));
                }
                if (before == null || write.replying() > before.replying()) {
                    latest.put(page, write);
                }
            }
        }
    }

    private void releases() {
        Map<Long, Request> last = new HashMap<>();
        for (Request request : log.requests()) {
            if (request.isWriteback() && request.handle() >= 0) {
                last.merge(
                        request.handle(), request, (a, b) -> a.replying() >= b.replying() ? a : b);
            }
        }
        for (Request release : log.requests()) {
            Request write = release.op().equals("RELEASE") ? last.get(release.handle()) : null;
            if (write != null) {
                book.ask(
                        Rule.R7,
                        () ->
                                Book.words(release)
                                        + " was sent before the reply to "
                                        + Book.words(write),
                        book.of(release),
                        book.of(write));
            }
        }
    }
}
