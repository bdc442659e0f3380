package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.WitnessLog.Kind;
import nowrite.spec.log.WitnessLog.Point;
import nowrite.stress.kernel.log.Probe;

/**
 * Puts a window of probes so that the specification can be asked about it. What the tasks do is
 * read from the probes: a call of fuse_do_setattr that sets nowrite is a truncation, fuse_fsync an
 * fsync, fuse_page_mkwrite a store, fuse_writepages a pass. A page that a pass finds dirty and was
 * not stored to since was dirtied by somebody of whom nothing was seen: a task of its own, which is
 * free.
 */
final class ProbeLog {

    private static final int MOST_OPERATIONS = 24;
    private static final int MOST_TASKS = 6;
    private static final int COPIES = 3;
    private static final int NOWRITE = -1000;
    private static final String WRITER = "writer";
    private static final List<String> SET =
            List.of("fuse_set_nowrite:bias", "fuse_set_nowrite:wait");
    private static final List<String> RELEASE =
            List.of("fuse_release_nowrite:release", "__fuse_release_nowrite:release");
    private static final List<String> FAULT =
            List.of("fuse_page_mkwrite:lock_page", "fuse_wait_on_page_writeback:wait");

    private final ProbeWindow window;
    private final Layout layout;
    private final Map<Long, List<String>> operations = new LinkedHashMap<>();
    private final Map<Long, String> call = new HashMap<>();
    private final Map<Long, Integer> lastPoint = new HashMap<>();
    private final List<String> unseen = new ArrayList<>();
    private final List<Point> points = new ArrayList<>();
    private final Set<Long> stored = new HashSet<>();
    private final Set<Long> inFlight = new HashSet<>();

    private ProbeLog(ProbeWindow window) {
        this.window = window;
        Set<Long> touched = new HashSet<>();
        Set<Long> words = new HashSet<>();
        Set<Long> sizes = new HashSet<>();
        sizes.add(window.size());
        for (Probe probe : window.probes()) {
            switch (probe.name()) {
                case "send_writepage" -> touched.add(probe.offset() / Layout.PAGE);
                case "page_mkwrite", "writepages_fill" -> touched.add(probe.page());
                case "do_setattr" -> sizes.add(probe.size());
                case "writepage_end" -> {
                    for (long at = probe.offset();
                            at < probe.offset() + probe.size();
                            at += Layout.PAGE) {
                        touched.add(at / Layout.PAGE);
                    }
                }
                default -> {
                    // It names no page.
                }
            }
        }
        checkSizes();
        touched.forEach(page -> words.add(page * Layout.PAGE));
        layout = new Layout(touched, words, sizes);
    }

    /** Only a truncation is probed where the size changes: all that is seen must fit to these. */
    private void checkSizes() {
        Set<Long> passes = new HashSet<>();
        Map<Long, Long> setting = new HashMap<>();
        long now = window.size();
        long coming = now;
        for (Probe probe : window.probes()) {
            if (!probe.name().matches("send_writepage|writepage_end")) {
                passes.add(probe.task());
            }
            boolean fits = true;
            switch (probe.name()) {
                case "do_setattr" -> setting.put(probe.task(), probe.size());
                case "set_nowrite" -> coming = setting.getOrDefault(probe.task(), now);
                case "do_setattr_ret" -> {
                    if (setting.containsKey(probe.task())) {
                        now = setting.remove(probe.task());
                        coming = now;
                    }
                }
                case "page_mkwrite" -> fits = probe.page() * Layout.PAGE < Math.max(now, coming);
                case "send_writepage" ->
                        // What was chained is cropped where the WRITE before it was.
                        fits =
                                !passes.contains(probe.task())
                                        || probe.size() == now
                                        || probe.size() == coming;
                default -> {
                    // It says nothing of the size.
                }
            }
            if (!fits) {
                throw new UnfitException(
                        "write(2) has made the file longer before "
                                + probe.place()
                                + ", and no probe says when");
            }
        }
    }

    static WitnessLog of(ProbeWindow window) {
        return new ProbeLog(window).log();
    }

    private WitnessLog log() {
        // What begins, by task, in the order of the probes; then the moments.
        window.probes().forEach(this::take);
        StringBuilder text = new StringBuilder("# what was seen inside a kernel\n");
        text.append("pages ").append(layout.pages()).append('\n');
        text.append("file ").append(layout.size(window.size())).append("h\n");
        int count = unseen.size();
        for (Map.Entry<Long, List<String>> task : operations.entrySet()) {
            text.append("task ").append(name(task.getKey())).append(' ');
            text.append(String.join(", ", task.getValue())).append('\n');
            count += task.getValue().size();
        }
        if (!unseen.isEmpty()) {
            text.append("task " + WRITER + " ").append(String.join(", ", unseen)).append('\n');
        }
        text.append("daemon any-order\nexpect 6.1 holds\n");
        if (count > MOST_OPERATIONS || operations.size() > MOST_TASKS) {
            throw new UnfitException(
                    "it has "
                            + count
                            + " calls by "
                            + operations.size()
                            + " tasks; at most "
                            + MOST_OPERATIONS
                            + " by "
                            + MOST_TASKS
                            + " are asked about");
        }
        return new WitnessLog(
                text.toString(),
                unseen.isEmpty() ? List.of() : List.of(WRITER),
                COPIES,
                List.of(),
                points,
                false,
                true);
    }

    private static String name(long task) {
        return "p" + task;
    }

    private void take(Probe probe) {
        long task = probe.task();
        Integer ctr = probe.hasWritectr() ? (probe.biased() ? NOWRITE : 0) + probe.count() : null;
        switch (probe.name()) {
            case "do_setattr" -> call.put(task, "do_setattr " + layout.size(probe.size()));
            case "fsync" -> begin(probe, "fsync", "fsync");
            case "writepages" -> {
                if (!"fsync".equals(call.get(task))) {
                    begin(probe, "writepages none", null);
                }
            }
            case "page_mkwrite" -> {
                int half = layout.page(probe.page());
                begin(probe, "store " + half + "h", "page_mkwrite");
                stored.add(probe.page());
                points.add(point(Kind.ABOUT, probe, name(task), FAULT.subList(0, 1), null, half));
            }
            case "page_mkwrite_ret" -> points.add(past(probe, FAULT, null));
            case "set_nowrite" -> {
                String caller = call.getOrDefault(task, "");
                if (caller.startsWith("do_setattr ")) {
                    begin(probe, "truncate " + caller.substring(11) + "h", "truncate");
                } else if (!caller.equals("fsync")) {
                    throw new UnfitException(
                            "who sets nowrite at " + probe.place() + " is no operation here");
                }
                points.add(point(Kind.ABOUT, probe, name(task), SET.subList(0, 1), ctr, -1));
            }
            case "set_nowrite_ret" -> points.add(past(probe, SET, NOWRITE));
            case "release_nowrite" ->
                    points.add(
                            point(Kind.ABOUT, probe, name(task), RELEASE.subList(0, 1), ctr, -1));
            case "flush_writepages" -> points.add(past(probe, RELEASE, ctr));
            case "writepages_fill" -> {
                // A pass has found it dirty. In flight only direct I/O makes it so.
                if (!stored.remove(probe.page())) {
                    unseen.add(
                            inFlight.contains(probe.page())
                                    ? "dio-read into " + layout.page(probe.page()) / 2
                                    : "store " + layout.page(probe.page()) + "h");
                }
            }
            case "send_writepage" -> send(probe, ctr);
            case "writepage_end" -> {
                for (long at = probe.offset();
                        at < probe.offset() + probe.size();
                        at += Layout.PAGE) {
                    inFlight.remove(at / Layout.PAGE);
                }
                points.add(
                        point(
                                Kind.ABOUT,
                                probe,
                                "",
                                List.of("fuse_writepage_end:lock"),
                                ctr,
                                layout.page(probe.offset() / Layout.PAGE)));
            }
            case "fsync_ret" -> {
                call.remove(task);
                if (operations.containsKey(task)) {
                    points.add(Point.of(Kind.END, words(probe), name(task), -1));
                }
            }
            case "do_setattr_ret" -> call.remove(task);
            case "writepage", "writepage_locked", "launder", "flush" ->
                    throw new UnfitException(
                            probe.name() + " at " + probe.place() + " is no operation here");
            default -> {
                // Waits and pages looked at: the specification's own steps are free there.
            }
        }
        lastPoint.put(task, points.size());
    }

    /** An operation may begin as soon as what the task did before was seen for the last time. */
    private void begin(Probe probe, String operation, String inside) {
        long task = probe.task();
        operations.computeIfAbsent(task, t -> new ArrayList<>()).add(operation);
        int at = lastPoint.getOrDefault(task, 0);
        points.add(at, Point.of(Kind.BEGIN, words(probe), name(task), -1));
        lastPoint.replaceAll((other, place) -> place >= at ? place + 1 : place);
        if (inside != null && !inside.equals("page_mkwrite")) {
            call.put(task, inside.equals("truncate") ? "truncate" : inside);
        }
    }

    private void send(Probe probe, Integer ctr) {
        long page = probe.offset() / Layout.PAGE;
        boolean chained = !operations.containsKey(probe.task());
        if (!chained) {
            inFlight.add(page);
        }
        points.add(
                point(
                        Kind.ABOUT,
                        probe,
                        chained ? "" : name(probe.task()),
                        List.of(chained ? "fuse_writepage_end:next" : "fuse_flush_writepages:send"),
                        ctr,
                        layout.page(page)));
    }

    private Point past(Probe probe, List<String> labels, Integer ctr) {
        boolean known = operations.containsKey(probe.task());
        return point(Kind.PAST, probe, known ? name(probe.task()) : "", labels, ctr, -1);
    }

    private static Point point(
            Kind kind, Probe probe, String task, List<String> labels, Integer ctr, int half) {
        return Point.probe(kind, words(probe), task, labels, ctr, half);
    }

    private static String words(Probe probe) {
        return probe.name()
                + (probe.hasWritectr()
                        ? " with writectr " + (probe.biased() ? "NOWRITE+" : "") + probe.count()
                        : "")
                + (probe.page() >= 0 ? " of page " + probe.page() : "")
                + (probe.offset() >= 0 ? " at " + probe.offset() : "")
                + " ("
                + probe.place()
                + ")";
    }
}
