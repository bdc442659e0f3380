package nowrite.spec.trace.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The paths of a state, as far as their names tell what they are. Unknown ones are just paths. */
final class Paths {
    static final String NOBODY = "-";

    private static final Pattern FRAME = Pattern.compile("frame(\\d+)\\.(\\d+)\\.(.+)");
    private static final Pattern PAGE = Pattern.compile("page(\\d+)\\..+");
    private static final Pattern PTE = Pattern.compile("pte\\.[^.]+\\.(\\d+)");
    private static final Pattern COPY = Pattern.compile("(\\d+)\\.(\\d+)");

    private Paths() {}

    static boolean isGhost(String path) {
        return path.startsWith("ghost.");
    }

    /** Whether the path is where a context stands, not shared state. */
    static boolean isPosition(String path) {
        int dot = path.indexOf('.');
        String field = path.substring(dot + 1);
        if (path.startsWith("daemon(")) {
            field = path.substring(path.indexOf(").") + 2);
        }
        return dot > 0
                && (field.equals("op")
                        || field.equals("pc")
                        || field.equals("stack")
                        || field.startsWith("loc."));
    }

    /** Whether the value is the holder of a lock. */
    static boolean isLock(String path) {
        return path.endsWith(".locked")
                || path.endsWith("lock")
                || path.endsWith("_mutex")
                || path.endsWith("_sem");
    }

    static boolean isRequest(String path) {
        return path.startsWith("req.");
    }

    /** The page that a path is about, -1 if none. */
    static int page(String path) {
        for (Pattern pattern : new Pattern[] {FRAME, PAGE, PTE}) {
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

    /** A lock's name: "page 0 lock", "i_mutex". */
    static String lockName(String path) {
        Matcher frame = FRAME.matcher(path);
        if (frame.matches()) {
            String which = frame.group(2).equals("1") ? "" : ", frame " + frame.group(2);
            return "page " + frame.group(1) + " lock" + which;
        }
        return path;
    }
}
