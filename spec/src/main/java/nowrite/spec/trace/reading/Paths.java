package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/** The paths of a state, as far as their names tell what they are. Unknown ones are just paths. */
final class Paths {
    static final String NOBODY = "-";

    /** The own lock of a file system that is modelled as a client of the VM. */
    static final String CLIENT_LOCK = "client.lock";

    private static final String COUNTER = "vmstat.";

    /** The field of a context that says which lock of a patch it is to take. */
    static final String WANTS = "wants";

    /** The locks and wait queues of a patch, by their names. */
    private static final Pattern OWN = Pattern.compile("(lock|queue)\\((.+)\\)");

    private static final Pattern FRAME = Pattern.compile("frame(\\d+)\\.(\\d+)\\.(.+)");
    private static final Pattern PAGE = Pattern.compile("page(\\d+)\\..+");
    private static final Pattern PTE = Pattern.compile("pte\\.[^.]+\\.(\\d+)");
    private static final Pattern COPY = Pattern.compile("(\\d+)\\.(\\d+)");
    private static final List<Pattern> OF_PAGES = List.of(FRAME, PAGE, PTE);

    private Paths() {}

    static boolean isGhost(String path) {
        return path.startsWith("ghost.");
    }

    /** Whether the path says where a context stands. */
    static boolean isPosition(String path) {
        int end = path.startsWith("daemon(") ? path.indexOf(").") + 1 : path.indexOf('.');
        String field = path.substring(end + 1);
        return end > 0
                && (field.equals("op")
                        || field.equals("pc")
                        || field.equals("stack")
                        || field.equals(WANTS)
                        || field.startsWith("loc."));
    }

    /** Whether the path is a counter of pages, which the VM keeps beside the pages themselves. */
    static boolean isCounter(String path) {
        return path.startsWith(COUNTER);
    }

    /** The value of a counter in words, with the kernel's name of it. */
    static String counted(String path, String value) {
        String name = path.substring(COUNTER.length());
        return switch (name) {
            case "nr_writeback_temp.cache" ->
                    "NR_WRITEBACK_TEMP of the page cache's zone is " + value;
            case "bdi_written.owed" ->
                    "of what left BDI_WRITEBACK "
                            + value
                            + (value.equals("1") ? " page is" : " pages are")
                            + " not counted as written";
            case "temporary_pages" -> "the number of temporary pages is " + value;
            default -> name.toUpperCase(Locale.ROOT) + " is " + value;
        };
    }

    /** Whether the path is shared state of the kernel or the daemon, other than counters. */
    static boolean isShared(String path) {
        return !isGhost(path) && !isPosition(path) && !isCounter(path);
    }

    /** Whether the value is the holder of a lock. */
    static boolean isLock(String path) {
        return path.endsWith(".locked")
                || path.endsWith("->lock")
                || path.endsWith("_mutex")
                || path.startsWith("lock(")
                || path.equals(CLIENT_LOCK);
    }

    /** Whether the value is a list of sleepers. */
    static boolean isWaitQueue(String path) {
        return path.endsWith(".lockq")
                || path.endsWith(".wbq")
                || path.endsWith("waitq")
                || isOwnQueue(path);
    }

    /** Whether it is a wait queue that a patch brought along. */
    static boolean isOwnQueue(String path) {
        return path.startsWith("queue(");
    }

    /** Whether it is a field of a patch's class, {@code MyIdeaFuseFile.count}. */
    static boolean isOwnField(String path) {
        return !path.isEmpty() && Character.isUpperCase(path.charAt(0)) && path.contains(".");
    }

    /** The name of a patch's lock or queue; of anything else the path. */
    static String own(String path) {
        Matcher matcher = OWN.matcher(path);
        return matcher.matches() ? matcher.group(2) : path;
    }

    static boolean isRequest(String path) {
        return path.startsWith("req.");
    }

    /** The page that a path is about, -1 if none. */
    static int page(String path) {
        for (Pattern pattern : OF_PAGES) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        return -1;
    }

    /** The page of a request slot such as 0.2, -1 if it is a task's own. */
    static int pageOfSlot(String slot) {
        Matcher matcher = COPY.matcher(slot);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    /** The page frame as one says it: "page 0", or "page 0 (frame 2)" for a later one. */
    static String frame(String path) {
        Matcher frame = FRAME.matcher(path);
        if (!frame.matches()) {
            return "page " + page(path);
        }
        String which = frame.group(2).equals("1") ? "" : " (frame " + frame.group(2) + ")";
        return "page " + frame.group(1) + which;
    }

    /** A lock's name: "page 0 lock", "i_mutex". */
    static String lockName(String path) {
        return path.endsWith(".locked") ? frame(path) + " lock" : own(path);
    }

    /** The frames in the order of their numbers: "frame0.1.", "frame0.2.". */
    static List<String> frames(Map<String, String> state) {
        List<String> frames = new ArrayList<>();
        for (String path : state.keySet()) {
            if (FRAME.matcher(path).matches() && path.endsWith(".locked")) {
                frames.add(path.substring(0, path.length() - "locked".length()));
            }
        }
        return frames;
    }

    /** The page that a context has in its local {@code page}, -1 if none. */
    static int pageOf(String context, Map<String, String> state) {
        int number = Texts.number(state.get(context + ".loc.page"));
        List<String> frames = frames(state);
        return number < 1 || number > frames.size() ? -1 : page(frames.get(number - 1) + "locked");
    }

    /**
     * The operation that a task is in at a state, as the scenario says it; empty if it is in none.
     */
    static String operation(Trace trace, String task, Map<String, String> state) {
        List<String> program = trace.programs().getOrDefault(task, List.of());
        int number = Texts.number(state.getOrDefault(task + ".op", ""));
        return number < 1 || number > program.size() ? "" : program.get(number - 1);
    }
}
