package nowrite.stress.kernel.judge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nowrite.spec.tlc.BoundaryRules.Fact;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Probe;

/** The rules about events inside the kernel: R11, R12 and R13. */
final class ProbeRules {

    private static final int PAGE = 4096;

    private final Book book;
    private final String inode;
    private final List<Probe> probes;

    /** A WRITE from when it was sent to when its end began. */
    private record Sent(Probe send, Probe end) {}

    private final List<Sent> writes = new ArrayList<>();
    private final Map<Long, Probe> open = new HashMap<>();
    private long asking = -1;
    private long holding = -1;
    private int most;
    private int least;
    private boolean counted;

    ProbeRules(KernelLog log, Book book) {
        this.book = book;
        this.probes = log.probes();
        this.inode = mostNamed(probes);
    }

    /** Probes that do not name an inode are about the one that is named most. */
    private static String mostNamed(List<Probe> probes) {
        Map<String, Integer> counts = new HashMap<>();
        for (Probe probe : probes) {
            if (!probe.inode().isEmpty()) {
                counts.merge(probe.inode(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(
                        Map.Entry.<String, Integer>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    void judge() {
        Map<Long, Probe> faults = new HashMap<>();
        List<Probe[]> returned = new ArrayList<>();
        for (Probe probe : probes) {
            if (!probe.inode().isEmpty() && !probe.inode().equals(inode)) {
                continue;
            }
            switch (probe.name()) {
                case "set_nowrite" -> asking = probe.task();
                case "set_nowrite_ret" -> {
                    if (asking == probe.task()) {
                        look(probe, true, 0);
                        asking = -1;
                        holding = probe.task();
                    }
                }
                case "flush_writepages" -> {
                    if (holding == probe.task()) {
                        holding = -1;
                    }
                    look(probe, probe.biased(), probe.count());
                }
                case "send_writepage" -> send(probe);
                case "writepage_end" -> {
                    least--;
                    Probe sent = open.remove(probe.offset());
                    if (sent != null) {
                        writes.add(new Sent(sent, probe));
                    }
                }
                case "page_mkwrite" -> faults.put(probe.task(), probe);
                case "page_mkwrite_ret" -> {
                    Probe begun = faults.remove(probe.task());
                    if (begun != null) {
                        returned.add(new Probe[] {begun, probe});
                    }
                }
                default -> {
                    // The functions around them, which the specification's projection leaves out.
                }
            }
        }
        writes.sort(Comparator.comparingInt(write -> write.send().moment()));
        returned.forEach(fault -> waited(fault[0], fault[1]));
    }

    private void send(Probe probe) {
        look(probe, probe.biased(), probe.count());
        book.ask(
                Rule.R11,
                () ->
                        "send_writepage ("
                                + probe.place()
                                + ") between the return of set_nowrite and its release",
                state(),
                event(probe.biased(), probe.count()));
        // What lies beyond the end of the file is dropped, with writectr as it was.
        if (probe.offset() < probe.size()) {
            most++;
            least++;
            open.put(probe.offset(), probe);
        }
    }

    /** writectr was seen under the lock: what has ended before may have been counted or not. */
    private void look(Probe probe, boolean biased, int count) {
        if (counted) {
            book.ask(
                    Rule.R12,
                    () ->
                            probe.name()
                                    + " ("
                                    + probe.place()
                                    + ") sees "
                                    + (biased ? "NOWRITE+" : "")
                                    + count
                                    + ", and the events before it leave "
                                    + least
                                    + " to "
                                    + most
                                    + " WRITEs",
                    state(),
                    event(biased, count));
            least = Math.min(least, count);
            most = count;
        } else {
            counted = true;
            most = count;
            least = count;
        }
    }

    private Fact state() {
        return book.of(
                Map.of(
                        "asked",
                        asking < 0 ? 0 : 1,
                        "held",
                        holding < 0 ? 0 : 1,
                        "least",
                        least,
                        "most",
                        most));
    }

    private Fact event(boolean biased, int count) {
        return book.of(Map.of("bias", biased ? 1 : 0, "count", count));
    }

    private void waited(Probe begun, Probe ended) {
        for (Sent write : writes) {
            if (write.send().moment() > ended.moment()) {
                return;
            }
            long from = write.end().offset() / PAGE;
            long to = (write.end().offset() + write.end().size() + PAGE - 1) / PAGE;
            if (write.end().moment() > begun.moment()
                    && begun.page() >= from
                    && begun.page() < to) {
                book.ask(
                        Rule.R13,
                        () ->
                                "page_mkwrite of page "
                                        + begun.page()
                                        + " ("
                                        + begun.place()
                                        + ") returned while the WRITE of "
                                        + write.send().place()
                                        + " was in flight",
                        book.of(Map.of("begin", begun.moment(), "end", ended.moment())),
                        book.of(
                                Map.of(
                                        "sent", write.send().moment(),
                                        "ended", write.end().moment())));
            }
        }
    }
}
