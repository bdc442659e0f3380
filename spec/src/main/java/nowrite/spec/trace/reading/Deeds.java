package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nowrite.spec.trace.Trace;

/** What is done in each step, in the words of a story. */
final class Deeds {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Checks checks;
    private final Errors errors;
    private final Handles handles;
    private final RequestDeeds requests;
    private final PageDeeds pages;
    private final Set<String> cells;
    private final List<Span> blocked;
    private final List<Deed> deeds = new ArrayList<>();

    Deeds(
            Trace trace,
            List<Map<String, String>> states,
            Lives lives,
            Checks checks,
            List<Span> blocked,
            Set<String> cells) {
        this.trace = trace;
        this.states = states;
        this.checks = checks;
        this.errors = new Errors(trace, states, lives);
        this.handles = new Handles(trace, states, lives);
        this.requests = new RequestDeeds(trace, states, lives, handles);
        this.pages = new PageDeeds(trace, states, lives, checks);
        this.cells = cells;
        this.blocked = blocked;
    }

    /** The deeds in the order of the steps. */
    List<Deed> all() {
        for (Trace.Step step : trace.steps()) {
            ofEntry(step);
            ofWakeOfNobody(step);
            String check = checks.words(step.n());
            if (!check.isEmpty()) {
                boolean usual = check.startsWith(Checks.IN_ORDER) || check.startsWith(Checks.PINS);
                add(step, usual ? 4 : 8, check);
            }
            step.changes().stream().filter(c -> !isRelease(c)).forEach(c -> ofChange(step, c));
            deeds.addAll(requests.of(step));
            step.changes().stream().filter(Deeds::isRelease).forEach(c -> ofChange(step, c));
            ofWait(step);
            ofReturn(step);
        }
        return deeds;
    }

    private static boolean isRelease(Trace.Change change) {
        return Paths.isLock(change.path()) && Paths.NOBODY.equals(change.to());
    }

    /** The first step of an operation. */
    private void ofEntry(Trace.Step step) {
        String op = states.get(step.n() - 1).get(step.task() + ".op");
        for (Trace.Step earlier : trace.steps().subList(0, step.n() - 1)) {
            if (earlier.task().equals(step.task())
                    && String.valueOf(op)
                            .equals(states.get(earlier.n() - 1).get(step.task() + ".op"))) {
                return;
            }
        }
        if (op != null) {
            add(step, 1, "enters " + step.label().replaceFirst(":.*", ""));
        }
    }

    private void add(Trace.Step step, int weight, String words) {
        deeds.add(new Deed(step.n(), step.task(), words, weight));
    }

    private void ofChange(Trace.Step step, Trace.Change change) {
        String path = change.path();
        String from = String.valueOf(change.from());
        String to = String.valueOf(change.to());
        if (Paths.isWaitQueue(path)) {
            ofWake(step, from, to);
        } else if (path.startsWith("pte.") || path.startsWith("frame") && !Paths.isLock(path)) {
            deeds.addAll(pages.of(step, change));
        } else if (path.endsWith(".cached") && to.equals(Paths.NOBODY)) {
            deeds.add(pages.removal(step, Paths.page(path)));
        } else if (path.equals("client.metadata")) {
            ofMetadata(step, from, to);
        } else if (path.equals("write_files")) {
            ofHandles(step, from, to);
        } else if (path.matches("fh\\..+\\.count") && to.equals("0")) {
            ofLastReference(step, path.split("\\.")[1]);
        } else if (path.equals("writectr")) {
            ofCounter(step, from, to);
        } else if (path.equals("i_size")) {
            add(step, 6, "sets i_size to " + Texts.size(to));
        } else if (Paths.isLock(path) && !Paths.isGhost(path)) {
            boolean takes = !to.equals(Paths.NOBODY);
            String lock = path.endsWith(".locked") ? Paths.frame(path) : Paths.own(path);
            boolean decides = cells.contains(path) && isLastChange(step, path);
            String verb =
                    path.endsWith(".locked")
                            ? takes ? "locks " : "unlocks "
                            : takes ? "takes " : "releases ";
            String early = takes ? "" : pages.early(step, Paths.page(path));
            add(step, decides || !early.isEmpty() ? 8 : 1, verb + lock + early);
        } else if (Paths.isOwnField(path)) {
            add(step, isLastChange(step, path) ? 7 : 1, "sets " + path + " to " + to);
        } else if (path.equals("ghost.bug")) {
            add(step, 9, "runs into " + to);
        }
    }

    private boolean isLastChange(Trace.Step step, String path) {
        return trace.steps().subList(step.n(), trace.steps().size()).stream()
                .flatMap(later -> later.changes().stream())
                .noneMatch(change -> change.path().equals(path));
    }

    private void ofMetadata(Trace.Step step, String from, String to) {
        List<String> before = Texts.list(from);
        List<String> after = Texts.list(to);
        if (after.size() > before.size()) {
            List<String> made = new ArrayList<>(after);
            made.removeAll(before);
            add(step, 5, "makes the metadata of " + Texts.halves(made));
        } else {
            List<String> gone = new ArrayList<>(before);
            gone.removeAll(after);
            String function = step.label().replaceFirst(":.*", "");
            add(step, 7, "drops the metadata of " + Texts.halves(gone) + " in " + function);
        }
    }

    private void ofHandles(Trace.Step step, String from, String to) {
        for (String handle : Texts.list(from)) {
            if (!Texts.list(to).contains(handle)) {
                String whose = handle.equals(step.task()) ? "its" : handle + "'s";
                boolean last = Texts.list(to).isEmpty();
                String own = handle.equals(step.task()) ? "its own" : whose;
                String which = last ? "the last handle, " + own + "," : whose + " handle";
                add(step, last ? 7 : 3, "takes " + which + " off write_files");
            }
        }
    }

    private void ofLastReference(Trace.Step step, String handle) {
        List<String> names = handles.naming(handle, step.n());
        if (!names.isEmpty()) {
            boolean one = names.size() == 1;
            String name = one ? ", not answered yet, names it" : ", not answered yet, name it";
            String words = "drops the last reference on " + handle + "'s handle (";
            add(step, 8, words + Texts.and(names) + name + ")");
        }
    }

    private void ofCounter(Trace.Step step, String from, String to) {
        boolean was = from.startsWith("NOWRITE");
        boolean is = to.startsWith("NOWRITE");
        boolean fsync =
                states.get(step.n() - 1).getOrDefault(step.task() + ".stack", "").contains("fsync");
        int weight = fsync ? 3 : 7;
        if (!was && is) {
            String over = from.equals("0") ? "" : " (overwriting a count of " + from + ")";
            boolean forgets = to.equals("NOWRITE") && !over.isEmpty();
            add(step, weight + 1, "sets nowrite" + (forgets ? over : ""));
        } else if (was && !is && !to.startsWith("INT_MAX")) {
            add(step, weight, "releases nowrite");
        } else if (was && to.equals("NOWRITE")) {
            add(step, 6, "brings writectr to NOWRITE");
        } else if (to.startsWith("INT_MAX")) {
            String wraps = "wraps writectr from NOWRITE (INT_MIN) to " + to;
            add(step, 8, was ? wraps : "takes writectr to " + to);
        }
    }

    private void ofWake(Trace.Step step, String from, String to) {
        for (String sleeper : Texts.list(from)) {
            if (!Texts.list(to).contains(sleeper) && !sleeper.equals(step.task())) {
                String counter = states.get(step.n()).getOrDefault("writectr", "");
                boolean counts =
                        states.get(step.n()).getOrDefault(sleeper + ".pc", "").contains("nowrite");
                add(
                        step,
                        counts ? 7 : 1,
                        "wakes " + sleeper + (counts ? " (writectr is " + counter + ")" : ""));
            }
        }
    }

    /** A wake-up that comes before anybody sleeps, in a trace that ends with a sleeper. */
    private void ofWakeOfNobody(Trace.Step step) {
        if (trace.end().equals("deadlock")
                && !Texts.list(states.get(states.size() - 1).get("page_waitq")).isEmpty()
                && step.label().endsWith(":wake")
                && step.changes().stream().noneMatch(c -> Paths.isWaitQueue(c.path()))) {
            String counter = states.get(step.n()).getOrDefault("writectr", "");
            List<String> asleep = Texts.list(states.get(step.n()).get("page_waitq"));
            if (asleep.isEmpty() && counter.startsWith("INT_MAX")) {
                return; // whoever came to sleep would look at the counter, and it is wrong
            }
            String who =
                    asleep.isEmpty()
                            ? ", for nobody sleeps yet"
                            : ", though " + asleep.get(0) + " sleeps";
            add(step, 8, "wakes nobody" + who + " (writectr is " + counter + ")");
        }
    }

    private void ofWait(Trace.Step step) {
        for (Span span : blocked) {
            if (span.first() == step.n()
                    && !Trace.isDaemon(span.context())
                    && blocked.stream().noneMatch(before -> goesOn(before, span))) {
                boolean forGood = lasts(span) && trace.end().equals("deadlock");
                boolean brief =
                        span.what().contains("->lock")
                                || span.what().contains(Paths.CLIENT_LOCK)
                                || span.what().contains("answer");
                boolean held = !span.what().endsWith(" lock");
                if (forGood || (held && !brief && span.last() > span.first() + 1)) {
                    deeds.add(new Deed(step.n(), span.context(), span.what(), forGood ? 8 : 6));
                }
            }
        }
    }

    /** Whether the second is the same wait, of which something else is known. */
    private static boolean goesOn(Span one, Span two) {
        return one.context().equals(two.context())
                && !one.open()
                && one.last() == two.first()
                && one.what().split(" \\(|, ")[0].equals(two.what().split(" \\(|, ")[0]);
    }

    private boolean lasts(Span span) {
        return span.open() || blocked.stream().anyMatch(next -> goesOn(span, next) && lasts(next));
    }

    private String operation(Trace.Step step) {
        return Paths.operation(trace, step.task(), states.get(step.n() - 1));
    }

    /** The end of an operation whose return is a promise. */
    private void ofReturn(Trace.Step step) {
        boolean over = step.changes().stream().anyMatch(c -> c.path().equals(step.task() + ".op"));
        String success = errors.success(step.n());
        if (!success.isEmpty()) {
            add(step, 9, success);
        } else if (over && step.label().contains("fsync")) {
            add(step, 8, "returns from fsync");
        } else if (over && operation(step).equals("syncfs")) {
            add(step, 8, "returns from syncfs");
        }
        if (over && WrongRead.half(operation(step)) >= 0) {
            add(step, 8, "returns from the read");
        }
        boolean bug = step.changes().stream().anyMatch(c -> c.path().equals("ghost.bug"));
        for (Map.Entry<String, String> entry : states.get(step.n()).entrySet()) {
            if (over
                    && !bug
                    && Paths.isLock(entry.getKey())
                    && entry.getValue().equals(step.task())) {
                boolean page = entry.getKey().endsWith(".locked");
                String name = Paths.lockName(entry.getKey());
                add(
                        step,
                        8,
                        page
                                ? "ends without unlocking " + Paths.frame(entry.getKey())
                                : "ends with " + name + " held");
            }
        }
    }
}
