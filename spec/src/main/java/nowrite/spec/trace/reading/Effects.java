package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** What a step does, in the few words of a table. */
final class Effects {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Checks checks;
    private final Errors errors;

    Effects(Trace trace, List<Map<String, String>> states, Lives lives, Checks checks) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.checks = checks;
        this.errors = new Errors(trace, states, lives);
    }

    /** Locks taken, then what changed, then locks released. */
    List<String> of(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        List<String> taken = new ArrayList<>();
        List<String> changed = new ArrayList<>(lives.effects(n));
        List<String> released = new ArrayList<>();
        for (Trace.Change change : step.changes()) {
            String path = change.path();
            if (Paths.isLock(path)) {
                String name = path.endsWith(".locked") ? Paths.frame(path) : Paths.own(path);
                boolean isFree = isNobody(change.to());
                if (!isNobody(change.from())) {
                    released.add("-" + name);
                }
                if (!isFree) {
                    taken.add("+" + name + owner(change.to(), step));
                }
            } else if (path.equals("ghost.bug")) {
                changed.add(change.to() + " fires");
            } else if (Paths.isCounter(path)) {
                if (isAboutCounters()) {
                    changed.add(Paths.counted(path, change.to()));
                }
            } else if (Paths.isShared(path) && !isToldElsewhere(path)) {
                changed.addAll(words(change, step));
            }
        }
        if (changed.stream().anyMatch(word -> word.matches("(wb_err|AS_EIO) = .*"))) {
            changed.add(0, errors.found(n));
            changed.remove("");
        }
        taken.addAll(changed);
        taken.addAll(released);
        return taken;
    }

    /** Other properties do not depend on what is counted. */
    private boolean isAboutCounters() {
        return trace.property().equals("P9") || trace.property().equals("P17");
    }

    /** Requests tell of these themselves. */
    private static boolean isToldElsewhere(String path) {
        return Paths.isRequest(path)
                || path.equals("pending")
                || path.equals("queued_writes")
                || path.equals("writepages");
    }

    private static boolean isNobody(String value) {
        return value == null || value.equals(Paths.NOBODY);
    }

    private static String owner(String holder, Trace.Step step) {
        return holder.equals(step.task()) ? "" : " for " + holder;
    }

    private List<String> words(Trace.Change change, Trace.Step step) {
        String path = change.path();
        String to = String.valueOf(change.to());
        String field = path.substring(path.lastIndexOf('.') + 1);
        if (Paths.isWaitQueue(path)) {
            return queue(change, step);
        }
        if (path.startsWith("frame")) {
            return List.of(Paths.frame(path) + frame(field, to));
        }
        if (path.startsWith("pte.")) {
            String[] parts = path.split("\\.");
            return List.of(parts[1] + "'s pte of page " + parts[2] + ": " + pte(to));
        }
        if (path.matches("fh\\..*\\.count")) {
            return List.of(path.split("\\.")[1] + "'s handle has " + references(to));
        }
        if (path.matches("mm\\..*\\.gone")) {
            return List.of(path.split("\\.")[1] + "'s mapping is gone");
        }
        if (path.matches("page\\d+\\.cached")) {
            String page = "page " + Paths.page(path);
            return List.of(
                    to.equals(Paths.NOBODY)
                            ? page + " out of the cache"
                            : page
                                    + " in the cache"
                                    + (to.equals("1") ? "" : " (frame " + to + ")"));
        }
        return List.of(
                switch (path) {
                    case "i_size" -> "i_size " + Texts.size(to);
                    case "writectr" -> "writectr " + to;
                    case "bad_inode" -> "the inode is bad";
                    case "write_files" -> "write_files " + to;
                    case "daemon.size" -> "daemon's size " + Texts.size(to);
                    case "daemon.data" -> "daemon's file " + to;
                    default -> path + " = " + to;
                });
    }

    private static String frame(String field, String to) {
        boolean on = to.equals("1");
        return switch (field) {
            case "dirty" -> on ? " dirty" : " clean";
            case "tag" -> on ? " tagged" : " untagged";
            case "towrite" -> on ? " tagged towrite" : " untagged towrite";
            case "writeback" -> on ? " writeback" : " writeback over";
            case "uptodate" -> on ? " uptodate" : " not uptodate";
            case "data" -> " = " + to;
            default -> " " + field + " = " + to;
        };
    }

    private static String pte(String to) {
        return to.endsWith(" 1") ? to.substring(0, 2) : to.replaceFirst(" (\\d+)$", " (frame $1)");
    }

    private static List<String> queue(Trace.Change change, Trace.Step step) {
        List<String> before = Texts.list(change.from());
        List<String> after = Texts.list(change.to());
        List<String> words = new ArrayList<>();
        for (String context : after) {
            if (!before.contains(context)) {
                boolean own = Paths.isOwnQueue(change.path());
                words.add("goes to sleep" + (own ? " on " + Paths.own(change.path()) : ""));
            }
        }
        for (String context : before) {
            if (!after.contains(context) && !context.equals(step.task())) {
                words.add("wakes " + context);
            }
        }
        return words;
    }

    private String answer(int n) {
        for (RequestLife life : lives.all()) {
            if (life.ended() == n) {
                return "has the answer" + (life.error().isEmpty() ? "" : ": " + life.error());
            }
        }
        return "";
    }

    /** What a step that changes nothing found; empty if its name says all there is. */
    String note(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        String label = step.label().replace(".test", "");
        Map<String, String> after = states.get(n);
        String error = errors.found(n);
        if (!error.isEmpty() || step.blocked().contains(step.task())) {
            return error;
        }
        if (label.endsWith("page_writeback:wait")) {
            int page = Paths.pageOf(step.task(), states.get(n - 1));
            return "sees no copy of " + (page < 0 ? "its page" : "page " + page);
        }
        RequestLife skipped = checks.skipped(n);
        if (skipped != null) {
            return "finds " + skipped.name() + " in flight: skips the page";
        }
        String free = checks.withoutLock(n);
        if (!free.isEmpty()) {
            return "does not take " + free;
        }
        if (checks.isIdleRelease(n)) {
            return "writectr stays " + after.get("writectr");
        }
        if (label.endsWith(":wake")) {
            return "wakes nobody";
        }
        if (label.startsWith("request_wait_answer:")) {
            return answer(n);
        }
        return switch (label) {
            case "fuse_set_nowrite:wait" -> "sees writectr " + after.get("writectr");
            case "filemap_fdatawait:wait" -> "sees no page under writeback";
            case "write_cache_pages:lock_page" ->
                    after.containsKey(step.task() + ".loc.page") ? "" : checks.endOfPass(n);
            case "store:access" -> "faults";
            case "get_user_pages:access" ->
                    checks.pinned(n) < 0 ? "faults" : Checks.PINS + checks.pinned(n);
            default -> "";
        };
    }

    private static String references(String count) {
        return switch (count) {
            case "0" -> "no reference";
            case "1" -> "1 reference";
            default -> count + " references";
        };
    }
}
