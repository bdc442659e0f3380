package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.log.WitnessLog;
import nowrite.spec.log.WitnessLog.Kind;
import nowrite.spec.log.WitnessLog.Point;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/** Puts a window of a log so that the specification can be asked about it. */
public final class WindowLog {

    /** The most operations that are asked about at once. */
    public static final int MOST_OPERATIONS = 40;

    private static final int WORD = 8;
    private static final int MOST_COPIES = 3;
    private static final int MOST_THREADS = 6;
    private static final String FLUSHER = "flusher";
    private static final String CLOSING = "closing";

    private final Window window;
    private final boolean writebackCache;
    private final boolean stable;
    private final int flushes;
    private final Layout layout;
    private final long least;
    private final Map<Integer, List<Operation>> tasks = new LinkedHashMap<>();
    private final Map<Operation, Integer> ids = new HashMap<>();

    private record Timed(int moment, boolean upper, Point point) {}

    private WindowLog(Window window, boolean writebackCache, boolean stable, int flushes) {
        this.window = window;
        this.writebackCache = writebackCache;
        this.stable = stable;
        this.flushes = flushes;
        Set<Long> touched = new HashSet<>();
        Set<Long> words = new HashSet<>();
        Set<Long> sizes = new HashSet<>();
        sizes.add(window.size());
        for (Operation operation : window.operations()) {
            if (isModelled(operation)) {
                tasks.computeIfAbsent(operation.thread(), t -> new ArrayList<>()).add(operation);
            }
            if (operation.stores() || isDirect(operation)) {
                touched.add(operation.at() / Layout.PAGE);
                words.add(operation.at());
            }
            if (operation.size() >= 0) {
                sizes.add(operation.size());
            }
        }
        for (Request request : window.requests()) {
            if (request.op().equals("WRITE")) {
                for (long page = request.offset() / Layout.PAGE;
                        page * Layout.PAGE < request.offset() + request.length();
                        page++) {
                    touched.add(page);
                }
            }
        }
        layout = new Layout(touched, words, sizes);
        least = Collections.min(sizes);
    }

    /**
     * What the specification is asked.
     *
     * @param writebackCache whether write(2) went to the page cache
     * @param stable whether write(2) into the page cache waits for a WRITE of its page, as a store
     *     does
     * @param flushes how often the kernel's own flusher may have run
     * @throws UnfitException if the specification has not what was done, or the window is too large
     */
    public static WitnessLog of(
            Window window, boolean writebackCache, boolean stable, int flushes) {
        return new WindowLog(window, writebackCache, stable, flushes).log();
    }

    /** What has no step in the specification, and needs none: it changes no page and no size. */
    private static boolean isModelled(Operation operation) {
        return !operation.looks();
    }

    /** Direct I/O from another file into the mapping; older logs name file and page. */
    static boolean isDirect(Operation operation) {
        return operation.op().matches("dio(_read_.*)?");
    }

    private WitnessLog log() {
        int count = tasks.values().stream().mapToInt(List::size).sum();
        if (count > MOST_OPERATIONS) {
            throw new UnfitException(
                    "it has "
                            + count
                            + " operations; at most "
                            + MOST_OPERATIONS
                            + " are asked about");
        }
        if (tasks.size() > MOST_THREADS) {
            throw new UnfitException(
                    "it has " + tasks.size() + " threads; at most " + MOST_THREADS);
        }
        String scenario = scenario();
        List<Request> seen = new ArrayList<>();
        boolean syncs = window.requests().stream().anyMatch(r -> r.op().equals("FSYNC"));
        for (Request request : window.requests()) {
            if (request.op().equals("WRITE")
                    || request.setsSize()
                    || request.op().equals("FSYNC")) {
                if (request.error() != 0 && !request.op().equals("FSYNC")) {
                    throw new UnfitException(
                            "the daemon fails the "
                                    + request.op()
                                    + " of "
                                    + request.place()
                                    + ", and errors are in the Java model only");
                }
                seen.add(request);
            }
        }
        List<WitnessLog.Request> requests = new ArrayList<>();
        WindowRequests put = new WindowRequests(layout, tasks, ids);
        seen.forEach(request -> requests.add(put.of(request)));
        return new WitnessLog(
                scenario,
                flushes > 0 ? List.of(FLUSHER) : List.of(),
                Math.min(MOST_COPIES, Math.max(1, count)),
                requests,
                points(seen),
                syncs,
                false);
    }

    private String scenario() {
        StringBuilder text = new StringBuilder("# what was seen of a kernel\n");
        text.append("pages ").append(layout.pages()).append('\n');
        text.append("file ").append(layout.size(window.size())).append("h\n");
        int id = 1;
        for (Map.Entry<Integer, List<Operation>> task : tasks.entrySet()) {
            List<String> operations = new ArrayList<>();
            for (Operation operation : task.getValue()) {
                operations.add(text(operation));
                ids.put(operation, id++);
            }
            text.append("task ").append(name(task.getKey())).append(' ');
            text.append(String.join(", ", operations)).append('\n');
        }
        if (closes()) {
            text.append("task " + CLOSING + " writepages none\n");
        }
        if (flushes > 0) {
            text.append("task " + FLUSHER + " ");
            text.append("writepages none, ".repeat(flushes - 1)).append("writepages none\n");
        }
        return text.append("daemon any-order\nexpect 6.1 holds\n").toString();
    }

    /** The name of a thread's task. */
    static String name(int thread) {
        return "t" + thread;
    }

    private String text(Operation operation) {
        return switch (operation.op()) {
            case "store" -> "store " + layout.half(operation.at()) + "h";
            case "trunc" -> "truncate " + layout.size(operation.at()) + "h";
            case "chmod" -> "chmod";
            case "fsync" -> "fsync";
            case "sfr" -> "writepages none";
            case "msync" -> {
                if (!isWhole(operation)) {
                    throw new UnfitException(
                            "the msync of "
                                    + operation.place()
                                    + " is of a part of the file, and the specification's fsync"
                                    + " writes all");
                }
                yield "fsync";
            }
            case "pwrite" -> {
                if (writebackCache && !stable) {
                    throw new UnfitException(
                            "the write(2) of "
                                    + operation.place()
                                    + " goes to the page cache, which in this generation is in the"
                                    + " Java model only");
                }
                if (writebackCache && operation.at() + WORD > least) {
                    throw new UnfitException(
                            "the write(2) of "
                                    + operation.place()
                                    + " may make the file longer in the page cache, which is in the"
                                    + " Java model only");
                }
                // Into the page cache: dirties it as a store does, and waits for the same.
                yield (writebackCache ? "store " : "write ") + layout.half(operation.at()) + "h";
            }
            default -> {
                if (isDirect(operation)) {
                    yield "dio-read into " + layout.page(operation.at() / Layout.PAGE) / 2;
                }
                throw new UnfitException(
                        "'"
                                + operation.op()
                                + "' of "
                                + operation.place()
                                + " is no operation of the specification in TLA+");
            }
        };
    }

    /** Whether it writes every page that can be dirty. */
    private boolean isWhole(Operation operation) {
        return window.operations().stream()
                .filter(Operation::stores)
                .mapToLong(Operation::at)
                .allMatch(at -> operation.at() <= at && at < operation.at() + operation.length());
    }

    private List<Point> points(List<Request> seen) {
        List<Timed> points = new ArrayList<>();
        for (Map.Entry<Integer, List<Operation>> task : tasks.entrySet()) {
            String name = name(task.getKey());
            for (Operation operation : task.getValue()) {
                String words = words(operation);
                points.add(lower(operation.begin(), Point.of(Kind.BEGIN, words, name, -1)));
                if (operation.isEnded()) {
                    int stored =
                            !operation.op().equals("store") ? -1 : operation.result() < 0 ? 0 : 1;
                    words = "the end of " + words;
                    points.add(upper(operation.end(), Point.of(Kind.END, words, name, stored)));
                }
            }
        }
        if (closes()) {
            String words = "the end of all operations";
            points.add(lower(lastEnd(), Point.of(Kind.BEGIN, words, CLOSING, -1)));
        }
        for (int i = 0; i < seen.size(); i++) {
            Request request = seen.get(i);
            String words = WindowRequests.words(request);
            points.add(upper(request.read(), Point.of(Kind.READ, words, i)));
            if (request.isAnswered()) {
                String reply = "the reply to the " + words;
                points.add(lower(request.replying(), Point.of(Kind.REPLYING, reply, i)));
                points.add(upper(request.replied(), Point.of(Kind.REPLIED, reply, i)));
            }
        }
        points.sort(Comparator.comparingInt(Timed::moment).thenComparing(Timed::upper));
        return points.stream().map(Timed::point).toList();
    }

    private int lastEnd() {
        return window.operations().stream().mapToInt(Operation::end).max().orElse(0);
    }

    /**
     * When the users of the file end, the kernel closes it for them, which writes what is dirty.
     */
    private boolean closes() {
        int end = lastEnd();
        return window.requests().stream().anyMatch(r -> r.isWriteback() && r.read() > end);
    }

    private static Timed lower(int moment, Point point) {
        return new Timed(moment, false, point);
    }

    private static Timed upper(int moment, Point point) {
        return new Timed(moment, true, point);
    }

    private static String words(Operation operation) {
        return operation.op()
                + (operation.stores() || operation.size() >= 0 ? " " + operation.at() : "")
                + " of thread "
                + operation.thread()
                + " ("
                + operation.place()
                + ")";
    }
}
