package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nowrite.spec.Property;

/** What is wrong at the end of a trace, with the pages, contents and requests concerned. */
final class Wrong {
    private final Ending e;
    private final Circle circle;
    private final WrongContent content;
    private final WrongCounter counter;

    Wrong(Ending e, Circle circle) {
        this.e = e;
        this.circle = circle;
        this.content = new WrongContent(e);
        this.counter = new WrongCounter(e);
    }

    /** The sentence. Where the state does not tell, it is the property's own. */
    String sentence() {
        String concrete =
                switch (e.trace.end()) {
                    case "deadlock" -> {
                        e.cells.addAll(circle.cells());
                        e.steps.addAll(circle.steps());
                        yield circle.sentence();
                    }
                    case "livelock" ->
                            "Steps "
                                    + e.trace.loopStart()
                                    + " to "
                                    + e.end
                                    + " repeat for ever, and no task can come to its end.";
                    default -> violation();
                };
        return concrete == null ? e.trace.sentence() : concrete;
    }

    /** What must hold: the clause that is broken, where the property has several. */
    String rule() {
        return switch (e.trace.end()) {
            case "deadlock" -> clause(0);
            case "livelock" -> clause(1);
            default -> counter.rule();
        };
    }

    /** One half of P8: that somebody can move, or that an end can be reached. */
    private String clause(int half) {
        String clause = Property.P8.statement().split("; and ")[half].replaceAll(" \\(.*", "");
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }

    private String violation() {
        return switch (e.trace.property()) {
            case "P1" -> writeUnderNowrite();
            case "P2" -> content.resurrection();
            case "P3" -> twoWrites();
            case "P4" -> content.reordered();
            case "P5" -> content.notDurable();
            case "P6" -> content.unreported();
            case "P7" -> circle.outsider(e);
            case "P9" -> new WrongAccount(e).unbalanced();
            case "P10" -> counter.sentence();
            case "P11" -> releasedEarly();
            case "P12" -> withoutMetadata();
            case "P13" -> {
                String unlocked = writableButClean(false);
                yield unlocked == null ? writableButClean(true) : unlocked;
            }
            case "P14" -> {
                String copy = new WrongAtDaemon(e).copy();
                yield copy == null ? new WrongRead(e).sentence() : copy;
            }
            case "P15" -> new WrongAtDaemon(e).dataAfterAttributes();
            case "P16" -> entryOfALostPage();
            case "P17" -> new WrongAccount(e).beyondLimit();
            case "PA" -> assertion();
            default -> null;
        };
    }

    private String assertion() {
        String text = e.last.getOrDefault("ghost.bug", "An assertion");
        e.cells.add("ghost.bug");
        e.cells.add("writectr");
        e.last.keySet().stream()
                .filter(path -> text.matches(".*\\b" + Pattern.quote(path) + "\\b.*"))
                .forEach(e.cells::add);
        return text
                + " fires in "
                + e.actor()
                + (text.contains("writectr")
                        ? ": writectr is " + e.last.get("writectr") + "."
                        : ".");
    }

    private String writeUnderNowrite() {
        for (RequestLife truncate : e.lives.all()) {
            for (RequestLife write : e.lives.all()) {
                if (truncate.isTruncate()
                        && truncate.isWithDaemon(e.end)
                        && write.writeback()
                        && write.isWithDaemon(e.end)) {
                    e.about(truncate);
                    e.about(write);
                    return e.of(write)
                            + " and "
                            + truncate.name()
                            + (truncate.opcode().equals("OPEN")
                                    ? " with O_TRUNC"
                                    : " size " + Texts.size(String.valueOf(truncate.size())))
                            + " are sent and unanswered at the same time, and nothing in the"
                            + " kernel orders them.";
                }
            }
        }
        return null;
    }

    private String twoWrites() {
        List<RequestLife> out = new ArrayList<>();
        for (RequestLife life : e.lives.all()) {
            if (life.writeback() && life.isWithDaemon(e.end)) {
                out.add(life);
            }
        }
        for (RequestLife one : out) {
            List<RequestLife> same = out.stream().filter(l -> l.covers(one.page())).toList();
            if (same.size() > 1) {
                same.forEach(e::about);
                return (same.size() == 2 ? "Two" : same.size())
                        + " WRITEs of page "
                        + one.page()
                        + " are sent and unanswered: "
                        + Texts.and(
                                same.stream()
                                        .map(l -> (l.name() + " " + l.content()).strip())
                                        .toList())
                        + ".";
            }
        }
        return null;
    }

    private String releasedEarly() {
        for (RequestLife release : e.lives.all()) {
            if (!release.opcode().equals("RELEASE") || release.sent() == 0) {
                continue;
            }
            for (RequestLife write : e.lives.all()) {
                if (write.writeback() && write.exists(e.end) && write.replied() == 0) {
                    e.about(release);
                    e.about(write);
                    return release.name()
                            + " is sent (step "
                            + release.sent()
                            + ") while "
                            + e.of(write)
                            + ", which names that handle, is not answered.";
                }
            }
        }
        return null;
    }

    /** The holder of the lock may be the entry's own task; outside its fault that helps nobody. */
    private String writableButClean(boolean lockedByOwner) {
        for (Map.Entry<String, String> entry : e.last.entrySet()) {
            if (!entry.getKey().startsWith("pte.") || !entry.getValue().startsWith("rw ")) {
                continue;
            }
            String[] parts = entry.getKey().split("\\.");
            String frame = "frame" + parts[2] + "." + entry.getValue().substring(3) + ".";
            String lock = e.last.getOrDefault(frame + "locked", Paths.NOBODY);
            if ("0".equals(e.last.get(frame + "dirty")) && lock.equals(parts[1]) == lockedByOwner) {
                e.cells.add(entry.getKey());
                e.cells.add(frame + "dirty");
                return parts[1]
                        + "'s pte of page "
                        + parts[2]
                        + " is writable, but the page is not"
                        + " marked dirty"
                        + (lock.equals(Paths.NOBODY)
                                ? ", and nobody holds its lock."
                                : "; " + lock + " holds its lock.");
            }
        }
        return null;
    }

    private String entryOfALostPage() {
        for (Map.Entry<String, String> entry : e.last.entrySet()) {
            String[] parts = entry.getKey().split("\\.");
            if (!parts[0].equals("pte") || entry.getValue().equals("none")) {
                continue;
            }
            String cached = "page" + parts[2] + ".cached";
            if (!entry.getValue().substring(3).equals(e.last.get(cached))) {
                e.cells.add(entry.getKey());
                e.cells.add(cached);
                return parts[1]
                        + "'s pte of page "
                        + parts[2]
                        + " points to a page that has left the file.";
            }
        }
        return null;
    }

    private String withoutMetadata() {
        List<String> there =
                List.of(e.last.getOrDefault("client.metadata", "[]").split("[\\[\\] ]+"));
        int size = Integer.parseInt(e.last.getOrDefault("i_size", "0"));
        for (int half = 0; half < size; half++) {
            String page = String.valueOf(half / 2);
            String frame = "frame" + page + "." + e.last.get("page" + page + ".cached") + ".dirty";
            boolean dirty = "1".equals(e.last.get(frame));
            String entry = writable(page);
            if (!there.contains(half + "h") && (dirty || entry != null)) {
                e.cells.add("client.metadata");
                e.reached(half);
                e.cells.add(dirty ? frame : entry);
                return "Page "
                        + page
                        + (dirty ? " is dirty" : " can be stored to")
                        + ", but the file system has no metadata for half page "
                        + half
                        + ".";
            }
        }
        return null;
    }

    private String writable(String page) {
        return e.last.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("pte."))
                .filter(entry -> entry.getKey().endsWith("." + page))
                .filter(entry -> entry.getValue().startsWith("rw "))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
