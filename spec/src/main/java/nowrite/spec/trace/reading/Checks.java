package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/**
 * Steps that change nothing because a check lets the task go on. They matter where what is checked
 * becomes otherwise while the task still relies on the answer.
 */
final class Checks {
    /** How the words begin of a look for copies that is made with the page lock held. */
    static final String IN_ORDER = "finds no copy ";

    /** How the words begin of the step from which direct I/O keeps a page. */
    static final String PINS = "pins page ";

    static final String NO_WRITEBACK = "finds no page under writeback";

    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Errors errors;

    Checks(Trace trace, List<Map<String, String>> states, Lives lives) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.errors = new Errors(trace, states, lives);
    }

    /** Whether a step is a check that a later step makes look too early, or that looked wrongly. */
    boolean matters(int n) {
        return !words(n).isEmpty();
    }

    /** What the check found, in words that follow the task's name; empty if it does not matter. */
    String words(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        String label = step.label().replace(".test", "");
        if (step.blocked().contains(step.task()) || Trace.isDaemon(step.task())) {
            return "";
        }
        if (label.endsWith("page_writeback:wait")) {
            return copy(step, Paths.pageOf(step.task(), states.get(n - 1)));
        }
        RequestLife skipped = skipped(n);
        if (skipped != null) {
            return "finds " + skipped.name() + " in flight, so it skips the page";
        }
        int pinned = pinned(n);
        if (pinned >= 0) {
            return PINS + pinned;
        }
        if (!errors.tooEarly(n).isEmpty()) {
            return errors.tooEarly(n);
        }
        String free = withoutLock(n);
        if (!free.isEmpty()) {
            return "does not take " + free;
        }
        String counter = states.get(n).getOrDefault("writectr", "");
        if (isIdleRelease(n)) {
            return "leaves writectr at " + counter;
        }
        boolean sleeps =
                step.changes().stream().anyMatch(change -> Paths.isWaitQueue(change.path()));
        if (sleeps) {
            return "";
        }
        if (label.equals("fuse_set_nowrite:wait")) {
            return inFlight(n);
        }
        boolean fsync =
                states.get(n - 1).getOrDefault(step.task() + ".stack", "").contains("fsync");
        if (fsync && label.equals("filemap_fdatawait:wait") && isUnsaved(n, true)) {
            return NO_WRITEBACK;
        }
        if (fsync
                && isUnsaved(n, false)
                && label.equals("write_cache_pages:lock_page")
                && !states.get(n).containsKey(step.task() + ".loc.page")) {
            return endOfPass(n);
        }
        return "";
    }

    /** The page that a step pins for direct I/O; -1 if it pins none. */
    int pinned(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        Map<String, String> after = states.get(n);
        boolean pins =
                step.label().startsWith("get_user_pages:access")
                        && after.getOrDefault(step.task() + ".pc", "").startsWith("bio_");
        return pins ? Paths.pageOf(step.task(), after) : -1;
    }

    /** The WRITE in flight for which a step leaves its page alone; null if it leaves none alone. */
    RequestLife skipped(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        String next = states.get(n).getOrDefault(step.task() + ".pc", "");
        if (!step.label().endsWith(":in_flight") || !next.startsWith("redirty_page")) {
            return null;
        }
        int page = Paths.pageOf(step.task(), states.get(n - 1));
        return lives.all().stream()
                .filter(life -> life.writeback() && life.covers(page) && life.exists(n))
                .findFirst()
                .orElse(null);
    }

    /** The lock that a step is named after and goes on without; empty if there is none. */
    String withoutLock(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        String lock = step.label().substring(step.label().indexOf(':') + 1);
        Map<String, String> after = states.get(n);
        boolean without =
                Paths.isLock(lock)
                        && after.containsKey(lock)
                        && !step.blocked().contains(step.task())
                        && !step.task().equals(after.get(lock));
        return without ? lock : "";
    }

    /** What write_cache_pages has found when it goes over to no further page. */
    String endOfPass(int n) {
        List<String> dirty = new ArrayList<>();
        Map<String, String> state = states.get(n);
        for (String path : state.keySet()) {
            String page = "page" + Paths.page(path) + ".cached";
            boolean cached =
                    path.equals("frame" + Paths.page(path) + "." + state.get(page) + ".dirty");
            if (cached && "1".equals(state.get(path))) {
                dirty.add(Paths.frame(path));
            }
        }
        return dirty.isEmpty()
                ? "finds no dirty page"
                : "ends its pass with " + Texts.and(dirty) + " dirty";
    }

    /** Whether fuse_release_nowrite, as this kernel has it, leaves the bias where it is. */
    boolean isIdleRelease(int n) {
        return trace.steps().get(n - 1).label().endsWith("release_nowrite:release")
                && Spans.isNowrite(states.get(n - 1))
                && states.get(n).get("writectr").equals(states.get(n - 1).get("writectr"));
    }

    /** What a task that looks for a copy lacks, where others can come in between. */
    private String unlocked(Trace.Step step, int page) {
        Map<String, String> state = states.get(step.n());
        String path = "frame" + page + "." + state.get("page" + page + ".cached") + ".locked";
        String holder = state.getOrDefault(path, step.task());
        return holder.equals(step.task()) ? "" : " (without the page lock)";
    }

    private String copy(Trace.Step step, int page) {
        if (step.changes().stream().anyMatch(c -> Paths.isWaitQueue(c.path()))) {
            return "";
        }
        int until = reliesUntil(step);
        String finds = "finds" + unlocked(step, page) + " no copy of page " + page;
        for (RequestLife life : lives.all()) {
            if (!life.writeback() || !life.covers(page)) {
                continue;
            }
            if (life.prepared() <= step.n() && life.queued() > step.n()) {
                return finds + " on writepages (" + life.name() + " is made but not queued yet)";
            }
            if (life.prepared() > step.n() && life.prepared() < until) {
                return finds + " in flight";
            }
        }
        return "";
    }

    /** Whether some page of the cache has content that the daemon does not have. */
    private boolean isUnsaved(int n, boolean evenInFlight) {
        Map<String, String> state = states.get(n);
        List<String> data = Texts.list(state.get("daemon.data"));
        for (String frame : Paths.frames(state)) {
            int page = Paths.page(frame + "locked");
            String cached = state.get("page" + page + ".cached");
            List<String> content = Texts.list(state.get(frame + "data"));
            if (frame.equals("frame" + page + "." + cached + ".")
                    && 2 * page + content.size() <= data.size()
                    && !content.equals(data.subList(2 * page, 2 * page + content.size()))
                    && (evenInFlight || !isCopied(page, state.get(frame + "data"), n))) {
                return true;
            }
        }
        return false;
    }

    private boolean isCopied(int page, String content, int n) {
        return lives.all().stream()
                .anyMatch(
                        life ->
                                life.writeback()
                                        && life.covers(page)
                                        && life.exists(n)
                                        && life.contentAt(n).equals(content));
    }

    private String inFlight(int n) {
        for (RequestLife life : lives.all()) {
            boolean answered = life.replied() != 0 && life.replied() <= n;
            if (life.writeback() && life.exists(n) && !answered) {
                return life.isWithDaemon(n)
                        ? "does not wait for " + life.name()
                        : "finds no WRITE in flight ("
                                + answered(n)
                                + life.name()
                                + " is not sent yet)";
            }
        }
        return "";
    }

    /** The WRITEs that were answered since nowrite was set: "WRITE 1 is answered, ". */
    private String answered(int n) {
        int since = n;
        while (since > 0 && Spans.isNowrite(states.get(since))) {
            since--;
        }
        List<String> names = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            if (life.writeback() && life.replied() > since && life.replied() <= n) {
                names.add(life.name());
            }
        }
        String is = names.size() == 1 ? " is answered, " : " are answered, ";
        return names.isEmpty() ? "" : Texts.and(names) + is;
    }

    /** The step after which the task no longer relies on a check: its next one, or its end. */
    private int reliesUntil(Trace.Step check) {
        String task = check.task();
        String op = states.get(check.n() - 1).get(task + ".op");
        for (Trace.Step step : trace.steps().subList(check.n(), trace.steps().size())) {
            boolean again = step.label().startsWith(check.label().replace(".test", ""));
            boolean over = !String.valueOf(op).equals(states.get(step.n()).get(task + ".op"));
            if (step.task().equals(task) && (again || over)) {
                return step.n();
            }
        }
        return trace.steps().size() + 1;
    }
}
