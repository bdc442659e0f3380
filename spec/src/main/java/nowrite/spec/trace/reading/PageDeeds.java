package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nowrite.spec.trace.Trace;

/** What a step does to a page of the cache and to its page-table entries, as a story says it. */
final class PageDeeds {
    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;
    private final Checks checks;

    PageDeeds(Trace trace, List<Map<String, String>> states, Lives lives, Checks checks) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
        this.checks = checks;
    }

    List<Deed> of(Trace.Step step, Trace.Change change) {
        List<Deed> deeds = new ArrayList<>();
        String path = change.path();
        String from = String.valueOf(change.from());
        String to = String.valueOf(change.to());
        if (path.startsWith("pte.")) {
            ofPte(step, path, to, deeds);
        } else if (path.endsWith(".dirty")) {
            ofDirty(step, path, to, deeds);
        } else if (path.endsWith(".data")) {
            ofData(step, path, from, to, deeds);
        } else if (path.endsWith(".writeback") && to.equals("0")) {
            ofWritebackOver(step, Paths.page(path), deeds);
        }
        return deeds;
    }

    private static void add(List<Deed> deeds, Trace.Step step, int weight, String words) {
        deeds.add(new Deed(step.n(), step.task(), words, weight));
    }

    /** Whether a page is no more in the cache after a step. */
    private boolean isGone(Trace.Step step, String path) {
        String cached = "page" + Paths.page(path) + ".cached";
        return states.get(step.n()).getOrDefault(cached, "").equals(Paths.NOBODY);
    }

    /** Whether a path had such a value in a state before the step and before its last change. */
    private boolean hadBefore(Trace.Step step, String path, String start) {
        for (int n = 0; n < step.n() - 1; n++) {
            if (states.get(n).getOrDefault(path, "").startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    /** The last step before this one that changed a path. */
    private int lastChange(Trace.Step step, String path) {
        int last = 0;
        for (Trace.Step earlier : trace.steps().subList(0, step.n() - 1)) {
            if (earlier.changes().stream().anyMatch(c -> c.path().equals(path))) {
                last = earlier.n();
            }
        }
        return last;
    }

    private boolean isWritableAgain(Trace.Step step, String path) {
        return trace.steps().subList(step.n(), trace.steps().size()).stream()
                .flatMap(later -> later.changes().stream())
                .anyMatch(c -> c.path().equals(path) && String.valueOf(c.to()).startsWith("rw"));
    }

    private void ofPte(Trace.Step step, String path, String to, List<Deed> deeds) {
        String[] parts = path.split("\\.");
        String whose = parts[1].equals(step.task()) ? "its" : parts[1] + "'s";
        String pte = whose + " pte of page " + parts[2];
        if (to.startsWith("rw")) {
            boolean again = hadBefore(step, path, "rw");
            String words = "makes " + pte + " writable" + (again ? " again" : "");
            int undone = again ? lastChange(step, path) : 0;
            deeds.add(new Deed(step.n(), step.task(), words, 6, undone));
        } else if (to.startsWith("ro")) {
            add(deeds, step, isWritableAgain(step, path) ? 6 : 4, "write-protects " + pte);
        } else {
            String where = parts[1].equals(step.task()) ? "" : " from " + parts[1];
            add(deeds, step, 2, "unmaps page " + parts[2] + where);
        }
    }

    private void ofDirty(Trace.Step step, String path, String to, List<Deed> deeds) {
        String page = Paths.frame(path);
        if (to.equals("1")) {
            String again = hadBefore(step, path, "1") ? " again" : "";
            boolean pin = step.label().startsWith("bio_");
            String found = pin ? ptes(step, path) : "";
            String since = pin ? "" : unlocked(step, path);
            int weight = found.isEmpty() && since.isEmpty() ? 5 : 7;
            String through = pin ? " through its pin" : "";
            boolean back = step.label().startsWith("redirty_page");
            String words = "marks " + found + page + since + " dirty" + again + through;
            add(deeds, step, weight, back ? "redirties the skipped " + page : words);
        } else if (!isGone(step, path)) {
            String again = wasCleaned(step, path) ? " again" : "";
            String words = "cleans " + page + again;
            deeds.add(new Deed(step.n(), step.task(), words, 5, lastChange(step, path)));
        }
    }

    private boolean wasCleaned(Trace.Step step, String path) {
        return trace.steps().subList(0, step.n() - 1).stream()
                .flatMap(s -> s.changes().stream())
                .anyMatch(c -> c.path().equals(path) && "0".equals(c.to()));
    }

    /** When the task unlocked a page that it marks dirty, if others locked it since. */
    private String unlocked(Trace.Step step, String path) {
        String lock = path.replace(".dirty", ".locked");
        if (step.task().equals(states.get(step.n() - 1).get(lock))) {
            return "";
        }
        int unlocked = 0;
        boolean others = false;
        for (Trace.Step earlier : trace.steps().subList(0, step.n() - 1)) {
            for (Trace.Change change : earlier.changes()) {
                if (change.path().equals(lock) && step.task().equals(change.from())) {
                    unlocked = earlier.n();
                    others = false;
                }
                if (change.path().equals(path) && earlier.task().equals(step.task())) {
                    unlocked = 0;
                }
                others |= change.path().equals(lock) && !step.task().equals(change.to());
            }
            others &= unlocked != earlier.n();
        }
        boolean same = unlocked > 0 && op(step, unlocked).equals(op(step, step.n()));
        return same && others ? ", which it unlocked at step " + unlocked + "," : "";
    }

    private String op(Trace.Step step, int n) {
        return states.get(n - 1).getOrDefault(step.task() + ".op", "");
    }

    /** What the page tables have of a page that direct I/O marks dirty, unless one can write. */
    private String ptes(Trace.Step step, String path) {
        String frame = path.split("\\.")[1];
        boolean mapped = false;
        for (Map.Entry<String, String> entry : states.get(step.n()).entrySet()) {
            if (entry.getKey().startsWith("pte.")
                    && Paths.page(entry.getKey()) == Paths.page(path)
                    && entry.getValue().endsWith(" " + frame)) {
                mapped = true;
                if (entry.getValue().startsWith("rw")) {
                    return "";
                }
            }
        }
        return mapped ? "the write-protected " : "the unmapped ";
    }

    private void ofData(Trace.Step step, String path, String from, String to, List<Deed> deeds) {
        List<String> before = Texts.list(from);
        List<String> after = Texts.list(to);
        String whole = after.size() == 2 ? after.get(0) : "";
        if (whole.startsWith(step.task() + ".")
                && after.equals(List.of(whole, whole))
                && before.stream().noneMatch(whole::equals)) {
            String what = "stores " + whole + " in " + Paths.frame(path);
            add(deeds, step, 7, what + through(step, path));
            return;
        }
        for (int i = 0; i < after.size() && i < before.size(); i++) {
            int half = 2 * Paths.page(path) + i;
            if (after.get(i).equals(before.get(i))) {
                continue;
            }
            if (after.get(i).startsWith(step.task() + ".")) {
                String what = "stores " + after.get(i) + " in half page " + half;
                add(deeds, step, 7, what + through(step, path));
            } else if (after.get(i).equals("0") && !isGone(step, path)) {
                add(deeds, step, 5, "zeroes half page " + half + " of the page cache");
            }
        }
    }

    /** By whose entry a task stores that has none, and whether the store goes unseen so far. */
    private String through(Trace.Step step, String path) {
        Map<String, String> state = states.get(step.n());
        int page = Paths.page(path);
        String frame = " " + path.split("\\.")[1];
        String via = "";
        boolean own = state.getOrDefault("pte." + step.task() + "." + page, "").startsWith("rw");
        for (Map.Entry<String, String> entry : state.entrySet()) {
            if (step.label().startsWith("store:")
                    && !own
                    && entry.getKey().matches("pte\\..*\\." + page)
                    && entry.getValue().equals("rw" + frame)) {
                via = " through " + entry.getKey().split("\\.")[1] + "'s pte";
            }
        }
        boolean maps = step.label().startsWith("store:") || step.label().startsWith("device:");
        boolean clean = maps && "0".equals(state.get(path.replace(".data", ".dirty")));
        return via + (clean ? " while " + Paths.frame(path) + " is clean" : "");
    }

    /** A page leaves the cache, and what WRITEs keep of it. */
    Deed removal(Trace.Step step, int page) {
        int weight = 5;
        List<String> names = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            boolean answered = life.replied() != 0 && life.replied() <= step.n();
            if (life.writeback() && life.covers(page) && life.exists(step.n()) && !answered) {
                names.add(life.name());
                boolean sent = life.sent() != 0 && life.sent() <= step.n();
                weight = Math.max(weight, sent ? 6 : 8);
            }
        }
        String words = "takes page " + page + " out of the page cache";
        String copy =
                names.size() == 1 ? " while its copy stays in " : " while its copies stay in ";
        String more = names.isEmpty() ? "" : copy + Texts.and(names);
        return new Deed(step.n(), step.task(), words + more, weight);
    }

    /**
     * What a page's unlocking comes before, where somebody else takes the page out of the cache
     * before its copy is on a list; empty if nobody does.
     */
    String early(Trace.Step step, int page) {
        for (RequestLife life : lives.all()) {
            boolean made = life.writeback() && life.covers(page) && life.exists(step.n());
            if (!made || life.listed() <= step.n() || wasListed(life, step.n())) {
                continue;
            }
            for (Trace.Step later : trace.steps().subList(step.n(), life.listed() - 1)) {
                boolean removes =
                        later.changes().stream()
                                .anyMatch(
                                        c ->
                                                c.path().equals("page" + page + ".cached")
                                                        && Paths.NOBODY.equals(c.to()));
                if (removes) {
                    return " before " + life.name() + " is queued";
                }
            }
        }
        return "";
    }

    private boolean wasListed(RequestLife life, int n) {
        return states.subList(0, n + 1).stream()
                .anyMatch(state -> Texts.list(state.get("writepages")).contains(life.slot()));
    }

    /** end_page_writeback before the copy is on a list: it tells where a check relies on either. */
    private void ofWritebackOver(Trace.Step step, int page, List<Deed> deeds) {
        if (!early(step, page).isEmpty()) {
            add(deeds, step, 8, "ends the writeback of page " + page);
            return;
        }
        for (RequestLife life : lives.all()) {
            boolean made = life.writeback() && life.covers(page) && life.exists(step.n());
            boolean queued = life.queued() != 0 && life.queued() <= step.n();
            boolean open = !queued && (life.listed() == 0 || life.listed() > step.n());
            if (!made || !open || life.sent() != 0 && life.sent() <= step.n()) {
                continue;
            }
            int end = life.listed() == 0 ? trace.steps().size() : life.listed();
            for (int n = step.n() + 1; n <= end; n++) {
                if (checks.words(n).equals(Checks.NO_WRITEBACK)) {
                    String words = "ends the writeback of page " + page + " before ";
                    add(deeds, step, 8, words + life.name() + " is queued");
                    return;
                }
            }
        }
    }
}
