package nowrite.spec.scenario;

import java.util.List;
import java.util.Locale;

/** Reads one operation of a task, such as {@code store 2h via q}. */
final class OpParser {

    private static final String KINDS =
            "store, dio-read, truncate, chmod, write, writepages, fsync, sync, reclaim, migrate,"
                    + " throttle, close, punch, read, read direct, stat, stat cached, open, open trunc, syncfs, fallocate, copy,"
                    + " abort";

    private final int pages;

    /** Reads operations on a file of so many pages. */
    OpParser(int pages) {
        this.pages = pages;
    }

    /**
     * An operation whose mapping is not numbered yet.
     *
     * @param op the operation, with mapping 0
     * @param via the task whose mapping it uses; null if it uses none
     */
    record Parsed(Op op, String via) {}

    /**
     * Reads an operation.
     *
     * @param line where it stands, for errors
     * @param task the name of its task
     * @param id its number
     * @param text what the file says
     * @throws ScenarioException if it is wrong
     */
    Parsed parse(Line line, String task, int id, String text) {
        List<String> words = Line.words(text);
        if (words.isEmpty()) {
            throw line.error(
                    "an operation is missing (operations are separated by commas)",
                    "task " + task + "   store 0h, fsync");
        }
        String kind = words.get(0);
        List<String> args = words.subList(1, words.size());
        return switch (kind) {
            case "store" -> store(line, task, id, text, args);
            case "truncate" -> {
                expectCount(line, kind, args, 1, "task " + task + "   truncate 1h");
                yield new Parsed(
                        new Op(
                                id,
                                Op.Kind.TRUNCATE,
                                0,
                                0,
                                size(line, task, args.get(0)),
                                0,
                                false,
                                text),
                        null);
            }
            case "dio-read" -> dioRead(line, task, id, text, args);
            case "reclaim" -> reclaim(line, task, id, text, args);
            case "migrate" -> onPage(line, task, id, text, args, Op.Kind.MIGRATE);
            case "throttle" -> plain(line, task, id, text, args, Op.Kind.THROTTLE);
            case "punch" -> onPage(line, task, id, text, args, Op.Kind.PUNCH);
            case "read" -> read(line, task, id, text, args);
            case "write" -> write(line, task, id, text, args);
            case "writepages" -> writepages(line, task, id, text, args);
            case "chmod" -> plain(line, task, id, text, args, Op.Kind.CHMOD);
            case "fsync" -> plain(line, task, id, text, args, Op.Kind.FSYNC);
            case "fallocate" -> {
                expectCount(line, kind, args, 1, "task " + task + "   fallocate 2p");
                int end = Size.halves(args.get(0));
                if (end <= 0) {
                    throw line.error(
                            "'" + args.get(0) + "' is not a size to which a file can grow",
                            "task " + task + "   fallocate 2p");
                }
                yield new Parsed(new Op(id, Op.Kind.ALLOCATE, 0, 0, end, 0, false, text), null);
            }
            case "copy" -> copy(line, task, id, text, args);
            case "abort" -> plain(line, task, id, text, args, Op.Kind.ABORT);
            case "sync" -> plain(line, task, id, text, args, Op.Kind.SYNC);
            case "syncfs" -> plain(line, task, id, text, args, Op.Kind.SYNCFS);
            case "open" -> {
                boolean trunc = args.equals(List.of("trunc"));
                yield trunc
                        ? new Parsed(new Op(id, Op.Kind.OPEN_TRUNC, 0, 0, 0, 0, false, text), null)
                        : plain(line, task, id, text, args, Op.Kind.OPEN);
            }
            case "stat" ->
                    args.equals(List.of("cached"))
                            ? new Parsed(
                                    new Op(id, Op.Kind.STAT_CACHED, 0, 0, 0, 0, false, text), null)
                            : plain(line, task, id, text, args, Op.Kind.STAT);
            case "close" -> {
                Parsed close = plain(line, task, id, text, args, Op.Kind.CLOSE);
                yield new Parsed(close.op(), task);
            }
            default ->
                    throw line.error(
                            "'" + kind + "' is not an operation; there is " + KINDS,
                            "task " + task + "   store 0h, fsync");
        };
    }

    private Parsed plain(
            Line line, String task, int id, String text, List<String> args, Op.Kind kind) {
        expectCount(line, text.split("\\s")[0], args, 0, "task " + task + "   " + word(kind));
        return new Parsed(new Op(id, kind, 0, 0, 0, 0, false, text), null);
    }

    private static String word(Op.Kind kind) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        if (word.startsWith("reclaim")) {
            return "reclaim";
        }
        return kind == Op.Kind.CLOSE ? "store 0h, " + word : word;
    }

    private Parsed store(Line line, String task, int id, String text, List<String> args) {
        String example = "task " + task + "   store 0h, store 1h";
        boolean via = args.size() == 3 && args.get(1).equals("via");
        if (args.size() != 1 && !via) {
            throw line.error(
                    "'" + text + "' is not a store: it needs one half page, and perhaps 'via TASK'",
                    example);
        }
        if (Size.isPages(args.get(0))) {
            throw line.error("a store touches one half page, not a page", example);
        }
        int half = half(line, args.get(0), example);
        return new Parsed(
                new Op(id, Op.Kind.STORE, half, 1, 0, 0, false, text), via ? args.get(2) : task);
    }

    /** Into a page, or into one half of it. */
    private Parsed dioRead(Line line, String task, int id, String text, List<String> args) {
        String example = "task " + task + "   dio-read into 0";
        boolean via = args.size() == 4 && args.get(2).equals("via");
        if (args.size() != 2 && !via || !args.get(0).equals("into")) {
            throw line.error(
                    "'"
                            + text
                            + "' is not a direct read: it needs 'into' and a page or a half page, and"
                            + " perhaps 'via TASK'",
                    example);
        }
        String where = args.get(1);
        boolean isHalf = where.endsWith("h");
        int half = isHalf ? half(line, where, example) : 2 * page(line, where, example);
        return new Parsed(
                new Op(id, Op.Kind.DIO_READ, half, isHalf ? 1 : 2, 0, 0, false, text),
                via ? args.get(3) : task);
    }

    /** From one page to another. */
    private Parsed copy(Line line, String task, int id, String text, List<String> args) {
        String example = "task " + task + "   copy 0 to 1";
        if (args.size() != 3 || !args.get(1).equals("to")) {
            throw line.error(
                    "'" + text + "' is not a copy: it needs a page, 'to', and another page",
                    example);
        }
        int from = page(line, args.get(0), example);
        int to = page(line, args.get(2), example);
        if (from == to) {
            throw line.error("copy_file_range refuses ranges that overlap", example);
        }
        return new Parsed(new Op(id, Op.Kind.COPY, 2 * to, 2, 2 * from, 0, false, text), null);
    }

    private Parsed reclaim(Line line, String task, int id, String text, List<String> args) {
        String example = "task " + task + "   reclaim 0, reclaim 0 costly, reclaim 0 nofs";
        String how = args.size() == 2 ? args.get(1) : "";
        Op.Kind kind =
                switch (how) {
                    case "" -> Op.Kind.RECLAIM;
                    case "costly" -> Op.Kind.RECLAIM_COSTLY;
                    case "nofs" -> Op.Kind.RECLAIM_NOFS;
                    default ->
                            throw line.error(
                                    "'"
                                            + how
                                            + "' is not an allocation that reclaims; there is costly"
                                            + " (above PAGE_ALLOC_COSTLY_ORDER) and nofs (without"
                                            + " __GFP_FS)",
                                    example);
                };
        List<String> page = how.isEmpty() ? args : args.subList(0, 1);
        return onPage(line, task, id, text, page, kind);
    }

    private Parsed onPage(
            Line line, String task, int id, String text, List<String> args, Op.Kind kind) {
        String example = "task " + task + "   " + word(kind) + " 0";
        expectCount(line, text.split("\\s")[0], args, 1, example);
        int half = 2 * page(line, args.get(0), example);
        return new Parsed(new Op(id, kind, half, 0, 0, 0, false, text), null);
    }

    private Parsed read(Line line, String task, int id, String text, List<String> args) {
        boolean direct = !args.isEmpty() && args.get(0).equals("direct");
        String example = "task " + task + "   read " + (direct ? "direct " : "") + "0h";
        List<String> where = direct ? args.subList(1, args.size()) : args;
        expectCount(line, direct ? "read direct" : "read", where, 1, example);
        if (Size.isPages(where.get(0))) {
            throw line.error("a read returns one half page, not a page", example);
        }
        int half = half(line, where.get(0), example);
        Op.Kind kind = direct ? Op.Kind.READ_DIRECT : Op.Kind.READ;
        return new Parsed(new Op(id, kind, half, 0, 0, 0, false, text), null);
    }

    /** The number of a page; they count from 0. */
    private int page(Line line, String text, String example) {
        if (!text.matches("[0-9]{1,4}")) {
            throw line.error(
                    "'" + text + "' is not the number of a page (0 is the first)", example);
        }
        int page = Integer.parseInt(text);
        if (page >= pages) {
            throw line.error(
                    "page " + text + " is outside the file's pages (0 to " + (pages - 1) + ")",
                    example);
        }
        return page;
    }

    /** Through a handle of its own, which nobody asks about, or that of a task that closes it. */
    private Parsed write(Line line, String task, int id, String text, List<String> all) {
        String example = "task " + task + "   write 0h..1h";
        boolean via = all.size() == 3 && all.get(1).equals("via");
        List<String> args = via ? all.subList(0, 1) : all;
        expectCount(line, "write", args, 1, example);
        String[] ends = args.get(0).split("\\.\\.", -1);
        int from;
        int to;
        if (ends.length == 2) {
            from = half(line, ends[0], example);
            to = half(line, ends[1], example);
            if (Size.isPages(ends[0]) || Size.isPages(ends[1])) {
                throw line.error("a range is given in half pages", example);
            }
        } else if (ends.length == 1 && Size.isPages(args.get(0))) {
            from = half(line, args.get(0), example);
            to = from + 1;
        } else {
            from = half(line, args.get(0), example);
            to = from;
        }
        if (to < from) {
            throw line.error("the range " + args.get(0) + " ends before it begins", example);
        }
        if (from / 2 != to / 2) {
            throw line.error(
                    "the range " + args.get(0) + " crosses a page; write the pages one by one",
                    "task " + task + "   write 0h..1h, write 2h..3h");
        }
        return new Parsed(
                new Op(id, Op.Kind.WRITE, from, to - from + 1, 0, 0, false, text),
                via ? all.get(2) : null);
    }

    private Parsed writepages(Line line, String task, int id, String text, List<String> args) {
        String example = "task " + task + "   writepages none, writepages all";
        expectCount(line, "writepages", args, 1, example);
        if (!args.get(0).equals("none") && !args.get(0).equals("all")) {
            throw line.error(
                    "writepages takes 'none' (WB_SYNC_NONE) or 'all' (WB_SYNC_ALL), not '"
                            + args.get(0)
                            + "'",
                    example);
        }
        return new Parsed(
                new Op(id, Op.Kind.WRITEPAGES, 0, 0, 0, 0, args.get(0).equals("all"), text), null);
    }

    private void expectCount(Line line, String kind, List<String> args, int count, String example) {
        if (args.size() != count) {
            String needs = count == 0 ? "nothing after it" : "one word after it";
            throw line.error(
                    "'" + kind + "' has " + needs + ", not '" + String.join(" ", args) + "'",
                    example);
        }
    }

    private int half(Line line, String text, String example) {
        int half = Size.halves(text);
        if (half < 0 || text.equals("0")) {
            throw line.error("'" + text + "' is not a half page (0h is the first)", example);
        }
        if (half >= 2 * pages) {
            throw line.error(
                    text + " is outside the file's " + pages + " pages (0h to " + lastHalf() + ")",
                    example);
        }
        return half;
    }

    private String lastHalf() {
        return (2 * pages - 1) + "h";
    }

    private int size(Line line, String task, String text) {
        String example = "task " + task + "   truncate 1h";
        int size = Size.halves(text);
        if (size < 0) {
            throw line.error(
                    "'" + text + "' is not a size: pages (1p), half pages (3h), 0", example);
        }
        if (size > 2 * pages) {
            throw line.error(
                    "the size " + text + " is beyond the file's " + pages + " pages", example);
        }
        return size;
    }
}
