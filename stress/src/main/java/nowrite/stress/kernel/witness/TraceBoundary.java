package nowrite.stress.kernel.witness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;
import nowrite.stress.kernel.log.KernelLog;
import nowrite.stress.kernel.log.Operation;
import nowrite.stress.kernel.log.Request;

/**
 * What daemon and users would have written down of the schedule of a trace: so the rules about a
 * kernel's boundary can be asked about the model. A half page is a word; what the file held at the
 * start are zeros.
 */
public final class TraceBoundary {

    private static final int HALF = 2048;
    private static final int PAGE = 2 * HALF;
    private static final int WORD = 8;
    private static final int INODE = 2;
    private static final int EIO = -5;
    private static final Pattern REQUEST =
            Pattern.compile("(\\S+) (\\S+)(?: (\\d+)\\+(\\d+)| size (\\d+)| trunc)?(.*)");
    private static final Pattern CONTENTS = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern ERROR = Pattern.compile(" err (\\d+)");
    private static final Pattern HANDLE = Pattern.compile(" fh (\\S+)");

    /** A request on its way; moments are -1 as long as they have not come. */
    private static final class Open {
        private String path;
        private String text;
        private int sent = -1;
        private int read = -1;
        private int replying = -1;
    }

    private final Trace trace;
    private final List<Map<String, String>> states;
    private final List<Request> requests = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private final Map<String, Integer> number = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final Set<String> cutsDone = new HashSet<>();

    private TraceBoundary(Trace trace) {
        this.trace = trace;
        this.states = trace.states();
    }

    /** The log of a trace. */
    public static KernelLog of(Trace trace) {
        return new TraceBoundary(trace).log();
    }

    private static int before(int step) {
        return 3 * step;
    }

    private static int after(int step) {
        return 3 * step + 2;
    }

    private KernelLog log() {
        long size = Long.parseLong(states.get(0).get("i_size").replace("h", "")) * HALF;
        requests.add(request("the start", "SETATTR", 0, 0, 1, 0, false, 0, 0, size, -1, Map.of()));
        operations.add(new Operation("the start", 0, "trunc", size, 0, 0, 0, 2, 0));
        for (Trace.Step step : trace.steps()) {
            step(step);
        }
        open.values().forEach(this::close);
        for (Map.Entry<String, Integer> each : begun.entrySet()) {
            end(each.getKey(), each.getValue(), 0);
        }
        requests.sort((a, b) -> Integer.compare(a.read(), b.read()));
        operations.sort((a, b) -> Integer.compare(a.begin(), b.begin()));
        boolean cached = trace.kernel().contains("writeback-cache");
        int events = requests.size() + operations.size();
        return new KernelLog(requests, operations, List.of(), -1, cached, events, 0, List.of());
    }

    private void step(Trace.Step step) {
        boolean isTask = trace.tasks().contains(step.task());
        if (isTask) {
            begun.putIfAbsent(step.task(), step.n());
        }
        for (Trace.Change change : step.changes()) {
            if (change.path().startsWith("req.")) {
                request(step.n(), change);
            }
        }
        boolean ended =
                isTask
                        && step.changes().stream()
                                .anyMatch(change -> change.path().equals(step.task() + ".op"));
        if (ended) {
            end(step.task(), begun.remove(step.task()), step.n());
        }
    }

    private void request(int step, Trace.Change change) {
        String text = change.to() == null ? "free" : change.to();
        String state = text.split(" ")[0];
        if (state.equals("PENDING") && !open.containsKey(change.path())) {
            Open one = new Open();
            one.path = change.path();
            one.sent = step;
            // With temporary pages its content is known by now: a daemon could have read it.
            one.read = text.matches("PENDING WRITE [0-9+]+ \\[.*") ? step : -1;
            open.put(change.path(), one);
        }
        Open one = open.get(change.path());
        if (one == null) {
            return;
        }
        boolean isOver = state.equals("FINISHED") || state.equals("free");
        if (!state.equals("free")) {
            one.text = text;
        }
        if (state.equals("SENT") && one.read < 0) {
            one.read = step;
        }
        if (isOver) {
            one.replying = step;
            String sender = change.path().substring("req.".length());
            answers.put(sender, one.text);
            if (one.text.matches("\\S+ (SETATTR size|FALLOCATE|OPEN trunc).*")
                    && !ERROR.matcher(one.text).find()) {
                cutsDone.add(sender);
            }
            open.remove(change.path());
            close(one);
        }
    }

    /** A request that nobody has read yet is with the daemon all the same: it reads at once. */
    private void close(Open one) {
        Matcher match = REQUEST.matcher(one.text);
        if (!match.matches() || match.group(2).equals("READ")) {
            return;
        }
        boolean truncates = one.text.contains(" trunc");
        boolean data = match.group(3) != null;
        long from = data ? Long.parseLong(match.group(3)) * HALF : 0;
        long length = data ? Long.parseLong(match.group(4)) * HALF : 0;
        long size = match.group(5) == null ? -1 : Long.parseLong(match.group(5)) * HALF;
        Matcher error = ERROR.matcher(one.text);
        Matcher handle = HANDLE.matcher(one.text);
        String releases = one.path.replaceFirst("req\\.release\\.", "");
        requests.add(
                request(
                        "step " + (one.read < 0 ? one.sent : one.read),
                        match.group(2),
                        one.read < 0 ? after(one.sent) : after(one.read),
                        one.replying < 0 ? KernelLog.NEVER : before(one.replying),
                        one.replying < 0 ? KernelLog.NEVER : after(one.replying),
                        error.find() ? -Integer.parseInt(error.group(1)) : 0,
                        one.path.matches("req\\.\\d+\\.\\d+"),
                        from,
                        length,
                        truncates ? 0 : size,
                        handle.find()
                                ? handle(handle.group(1))
                                : releases.equals(one.path) ? -1 : handle(releases),
                        match.group(2).equals("WRITE") ? values(match.group(6), from) : Map.of()));
    }

    private long handle(String task) {
        return 1 + trace.tasks().indexOf(task);
    }

    private static Request request(
            String place,
            String op,
            int read,
            int replying,
            int replied,
            int error,
            boolean isWriteback,
            long offset,
            long length,
            long size,
            long handle,
            Map<Long, Long> values) {
        return new Request(
                place,
                op,
                INODE,
                read,
                replying,
                replied,
                error,
                isWriteback,
                offset,
                length,
                size,
                handle,
                values);
    }

    private Map<Long, Long> values(String text, long from) {
        Map<Long, Long> values = new HashMap<>();
        Matcher contents = CONTENTS.matcher(text);
        if (contents.find() && !contents.group(1).isBlank()) {
            long at = from / PAGE * PAGE;
            for (String content : contents.group(1).split(" ")) {
                if (at >= from) {
                    values.put(at, value(content));
                }
                at += HALF;
            }
        }
        return values;
    }

    /** {@code p.2} is what the second operation of p stored. */
    private long value(String content) {
        int dot = content.indexOf('.');
        return dot < 0
                ? 0
                : 100L * (1 + trace.tasks().indexOf(content.substring(0, dot)))
                        + Long.parseLong(content.substring(dot + 1));
    }

    private void end(String task, int first, int last) {
        int index = number.merge(task, 1, Integer::sum);
        String text = trace.programs().get(task).get(index - 1);
        String[] words = text.split(" ");
        String place = text.matches(".*[0-9].*") ? text.replaceFirst("^[^0-9]*", "") : "0";
        String begin = place.split("\\.\\.| ")[0];
        long half = Long.parseLong(begin.replaceAll("[hp]", "")) * (begin.endsWith("p") ? 2 : 1);
        boolean over = last > 0;
        long value = value(task + "." + index);
        int result = 0;
        String op = words[0];
        long at = half * HALF;
        long length = WORD;
        switch (words[0]) {
            case "store", "write" -> {
                op = words[0].equals("write") ? "pwrite" : op;
                result = over && hasStored(task, index, first, last) ? WORD : -14;
            }
            case "truncate" -> op = "trunc";
            case "open" -> op = Arrays.asList(words).contains("trunc") ? "otrunc" : "open";
            case "punch" -> {
                at = 2 * at;
                length = PAGE;
            }
            case "read" -> {
                op = "pread";
                result = over ? WORD : 0;
                value = over ? value(found(task, words, half, last)) : 0;
            }
            case "fsync" -> result = over && told(task, last) ? EIO : 0;
            default -> value = 0;
        }
        // Where the daemon has done it, it will succeed, however much of it is still to come.
        boolean done = cutsDone.remove(task);
        int end = over || done ? after(over ? last : trace.steps().size()) : KernelLog.NEVER;
        operations.add(
                new Operation(
                        "operation " + index + " of " + task,
                        1 + trace.tasks().indexOf(task),
                        op,
                        at,
                        length,
                        value,
                        before(first),
                        end,
                        result));
    }

    private boolean hasStored(String task, int index, int first, int last) {
        return trace.steps().subList(first - 1, last).stream()
                .flatMap(step -> step.changes().stream())
                .anyMatch(
                        change ->
                                change.path().startsWith("ghost.order.")
                                        && String.valueOf(change.to())
                                                .matches(".*\\b" + task + "\\." + index + "\\b.*"));
    }

    /** Whether the error that the mapping remembers for the task's open file was told. */
    private boolean told(String task, int last) {
        String before = states.get(last - 1).getOrDefault("wb_err", "");
        String after = states.get(last).getOrDefault("wb_err", "");
        String name = ".*\\b" + Pattern.quote(task) + "\\b.*";
        return before.matches(name) && !after.matches(name);
    }

    private String found(String task, String[] words, long half, int last) {
        String contents;
        if (words[1].equals("direct")) {
            contents = answers.getOrDefault(task, "[0 0]");
        } else {
            Map<String, String> before = states.get(last - 1);
            String copy = before.getOrDefault("page" + half / 2 + ".cached", "-");
            contents = before.getOrDefault("frame" + half / 2 + "." + copy + ".data", "[0 0]");
        }
        Matcher inside = CONTENTS.matcher(contents);
        String[] found = inside.find() ? inside.group(1).split(" ") : new String[] {"0"};
        return found[(int) Math.min(half % 2, found.length - 1)];
    }
}
