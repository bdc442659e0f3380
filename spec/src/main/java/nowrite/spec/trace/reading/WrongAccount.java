package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with the counters of pages. */
final class WrongAccount {
    private static final Pattern LIMIT =
            Pattern.compile("dirty-limit (\\d+) (?:free-run (\\d+)|strictlimit)");

    private final Ending e;

    WrongAccount(Ending e) {
        this.e = e;
    }

    /** P9: the counter that is negative, or what is left when all is over. */
    String unbalanced() {
        List<String> negative = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (Map.Entry<String, String> entry : e.last.entrySet()) {
            String path = entry.getKey();
            if (!Paths.isCounter(path) || entry.getValue().equals("0")) {
                continue;
            }
            boolean below = entry.getValue().startsWith("-");
            if (below || !path.equals("vmstat.nr_file_dirty")) {
                e.cells.add(path);
                lastChange(path);
                (below ? negative : left).add(Paths.counted(path, entry.getValue()));
            }
        }
        if (!negative.isEmpty()) {
            return Texts.and(negative) + ": it was counted off once too often.";
        }
        for (RequestLife life : e.lives.all()) {
            if (life.writeback() && isThere(life)) {
                e.about(life);
                left.add(e.of(life) + " is not freed");
            }
        }
        String over = "Every task is done and the daemon has answered everything, but ";
        return left.isEmpty() ? dirty(over) : over + Texts.and(left) + ".";
    }

    private String dirty(String over) {
        String path = "vmstat.nr_file_dirty";
        e.cells.add(path);
        lastChange(path);
        long dirty =
                e.last.entrySet().stream()
                        .filter(entry -> entry.getKey().matches("frame.*\\.dirty"))
                        .filter(entry -> entry.getValue().equals("1"))
                        .count();
        return over + Paths.counted(path, e.last.get(path)) + ", and dirty are " + dirty + ".";
    }

    private boolean isThere(RequestLife life) {
        RequestLife now = e.lives.at(life.slot(), e.end);
        return now == life
                && !"free".equalsIgnoreCase(e.last.getOrDefault("req." + life.slot(), "free"));
    }

    /** The last step that changed a counter is part of the story. */
    private void lastChange(String path) {
        for (int n = e.end; n >= 1; n--) {
            if (!e.states.get(n).get(path).equals(e.states.get(n - 1).get(path))) {
                e.steps.add(n);
                return;
            }
        }
    }

    /** P17: how much the device has. */
    String beyondLimit() {
        String dirty = "vmstat.nr_file_dirty";
        String writeback = "vmstat.bdi_writeback";
        e.cells.add(dirty);
        e.cells.add(writeback);
        for (int n = 1; n <= e.end; n++) {
            if (!e.states.get(n).get(writeback).equals(e.states.get(n - 1).get(writeback))) {
                e.steps.add(n);
            }
        }
        int pages = Integer.parseInt(e.last.get(dirty)) + Integer.parseInt(e.last.get(writeback));
        return "Of the device "
                + e.last.get(dirty)
                + (e.last.get(dirty).equals("1") ? " page is" : " pages are")
                + " dirty and "
                + e.last.get(writeback)
                + " under writeback: "
                + pages
                + limit()
                + " nobody was held up.";
    }

    /** What may be there, where the trace says the limit. */
    private String limit() {
        for (String line : e.trace.settings()) {
            Matcher limit = LIMIT.matcher(line);
            if (limit.matches()) {
                int free = limit.group(2) == null ? 0 : Integer.parseInt(limit.group(2));
                int most = Math.max(Integer.parseInt(limit.group(1)), free);
                return ", where the limit of "
                        + most
                        + (most == 1 ? " page (" : " pages (")
                        + line
                        + ") and one for each task allow "
                        + (most + e.trace.tasks().size())
                        + ";";
            }
        }
        return ", and";
    }
}
