package nowrite.stress.kernel.log;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A log while it is read: lines that belong together are not yet. */
final class Draft {

    private static final int O_TRUNC = 01000;
    private static final int WRITE_CACHE = 1;

    private record Line(String place, JsonNode event) {}

    private record Done(Line begin, Line end) {}

    private final Map<Long, Line> requests = new LinkedHashMap<>();
    private final Map<Long, Line> replies = new HashMap<>();
    private final Map<Integer, Line> begun = new LinkedHashMap<>();
    private final List<Done> done = new ArrayList<>();
    private long[] times = new long[1024];
    private int count;
    private boolean hasRequests;
    private int protocol = -1;
    private boolean writebackCache;

    /** Whether a daemon has written the file that ends here. */
    boolean endDaemonsFile() {
        boolean daemons = hasRequests;
        hasRequests = false;
        return daemons;
    }

    void request(String place, JsonNode event) {
        hasRequests = true;
        text(place, event, "op");
        time(place, event, "t");
        Line before = requests.put(number(place, event, "n"), new Line(place, event));
        if (before != null) {
            throw new LogException(
                    place
                            + ": request "
                            + event.get("n")
                            + " stands at "
                            + before.place()
                            + " too");
        }
    }

    void reply(String place, JsonNode event) {
        if (time(place, event, "t0") > time(place, event, "t1")) {
            throw new LogException(place + ": the reply ends, at t1, before it begins, at t0");
        }
        number(place, event, "err");
        Line before = replies.put(number(place, event, "n"), new Line(place, event));
        if (before != null) {
            throw new LogException(
                    place
                            + ": request "
                            + event.get("n")
                            + " was answered at "
                            + before.place()
                            + " already");
        }
    }

    void begin(String place, JsonNode event) {
        text(place, event, "op");
        time(place, event, "t");
        int thread = (int) number(place, event, "th");
        Line before = begun.put(thread, new Line(place, event));
        if (before != null) {
            throw new LogException(
                    place
                            + ": thread "
                            + thread
                            + " begins an operation, and that of "
                            + before.place()
                            + " has not ended");
        }
    }

    void end(String place, JsonNode event) {
        long time = time(place, event, "t");
        int thread = (int) number(place, event, "th");
        Line begin = begun.remove(thread);
        if (begin == null || !begin.event().get("op").asText().equals(event.path("op").asText())) {
            throw new LogException(
                    place
                            + ": thread "
                            + thread
                            + " ends "
                            + event.path("op")
                            + ", which it has not begun"
                            + (begin == null ? "" : "; at " + begin.place() + " it began another"));
        }
        if (time < begin.event().get("t").asLong()) {
            throw new LogException(place + ": the operation ends before it begins");
        }
        done.add(new Done(begin, new Line(place, event)));
    }

    void init(String place, JsonNode event) {
        protocol = (int) number(place, event, "minor");
        writebackCache = number(place, event, "wb") != 0;
    }

    private long time(String place, JsonNode event, String field) {
        long time = number(place, event, field);
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = time;
        return time;
    }

    private static long number(String place, JsonNode event, String field) {
        JsonNode value = event.get(field);
        if (value == null || !value.isIntegralNumber()) {
            throw new LogException(place + ": \"" + field + "\" should be a number: " + event);
        }
        return value.asLong();
    }

    private static void text(String place, JsonNode event, String field) {
        if (!event.path(field).isTextual()) {
            throw new LogException(place + ": \"" + field + "\" should be a name: " + event);
        }
    }

    KernelLog log(int events, List<Probe> probes, List<String> remarks) {
        long[] moments = LogReader.moments(times, count);
        List<Request> made = new ArrayList<>();
        for (Line line : requests.values()) {
            made.add(request(line, replies.remove(line.event().get("n").asLong()), moments));
        }
        made.sort(Comparator.comparingInt(Request::read));
        begun.values().forEach(line -> done.add(new Done(line, null)));
        List<Operation> operations = new ArrayList<>();
        done.forEach(each -> operations.add(operation(each, moments)));
        operations.sort(Comparator.comparingInt(Operation::begin));
        return new KernelLog(
                made,
                operations,
                probes,
                protocol,
                writebackCache,
                events,
                replies.size(),
                List.copyOf(remarks));
    }

    private static int moment(long[] moments, JsonNode event, String field) {
        return Arrays.binarySearch(moments, event.get(field).asLong());
    }

    private static Request request(Line line, Line reply, long[] moments) {
        JsonNode event = line.event();
        if (reply != null && reply.event().get("t0").asLong() < event.get("t").asLong()) {
            throw new LogException(
                    reply.place() + ": answered before it was read, at " + line.place());
        }
        String op = event.get("op").asText();
        Map<Long, Long> values = new LinkedHashMap<>();
        for (JsonNode pair : event.path("w")) {
            values.put(pair.path(0).asLong(), pair.path(1).asLong());
        }
        boolean truncating = op.equals("OPEN") && (event.path("fl").asInt() & O_TRUNC) != 0;
        // A reply that the kernel did not take came too late: the request had gone before, and
        // nobody
        // knows when.
        boolean refused = reply != null && reply.event().path("wr").asInt() != 0;
        return new Request(
                line.place(),
                op,
                event.path("ino").asLong(),
                moment(moments, event, "t"),
                reply == null
                        ? KernelLog.NEVER
                        : refused
                                ? moment(moments, event, "t")
                                : moment(moments, reply.event(), "t0"),
                reply == null ? KernelLog.NEVER : moment(moments, reply.event(), "t1"),
                reply == null ? 0 : reply.event().get("err").asInt(),
                op.equals("WRITE") && (event.path("wf").asInt() & WRITE_CACHE) != 0,
                event.path("off").asLong(),
                event.path("size").asLong(),
                truncating ? 0 : event.path("sz").asLong(-1),
                event.path("fh").asLong(-1),
                values);
    }

    private static Operation operation(Done pair, long[] moments) {
        JsonNode begin = pair.begin().event();
        JsonNode end = pair.end() == null ? null : pair.end().event();
        String op = begin.get("op").asText();
        boolean looks = op.equals("load") || op.equals("pread");
        return new Operation(
                pair.begin().place(),
                begin.get("th").asInt(),
                op,
                begin.path("a").asLong(),
                begin.path("len").asLong(op.equals("msync") ? 4096 : 8),
                (looks && end != null ? end : begin).path("v").asLong(),
                moment(moments, begin, "t"),
                end == null ? KernelLog.NEVER : moment(moments, end, "t"),
                end == null ? 0 : end.path("r").asInt());
    }
}
