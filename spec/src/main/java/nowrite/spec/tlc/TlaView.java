package nowrite.spec.tlc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import nowrite.spec.scenario.Client;
import nowrite.spec.scenario.Scenario;
import nowrite.spec.scenario.Task;

/**
 * The canonical view of a state of the TLA+ modules: paths and texts that are the same for every
 * engine. Names instead of numbers. Left out are dead locals and empty stacks, which say nothing,
 * the frame that a READ or a write(2) fills (the waiting task's local names it), and whether a
 * waiter for a page lock wants the lock (its label says so).
 */
final class TlaView {

    private static final int NOWRITE = -1000;
    private static final int INT_MAX = 999;
    private static final int AS_EIO = 0;

    private final Scenario scenario;
    private final TlcState state;
    private final Map<String, String> view = new LinkedHashMap<>();

    private TlaView(Scenario scenario, TlcState state) {
        this.scenario = scenario;
        this.state = state;
    }

    /** A part of the view, which depends on some of the variables only. */
    enum Part {
        INODE(
                "isize",
                "imutex",
                "fclock",
                "writectr",
                "queued",
                "wpages",
                "waitq",
                "bad",
                "pending"),
        FRAMES("cache", "page", "lockq", "wbq"),
        PAGE_TABLES("pte"),
        REQUESTS("req"),
        SERVER("ssize", "sdata"),
        FILES("files"),
        COUNTERS("vmstat"),
        GHOSTS("order", "exempt", "before", "dead", "cut", "applied", "lost", "gbad", "bug"),
        CONTEXTS("pc", "stk", "loc", "ip");

        private final List<String> variables;

        Part(String... variables) {
            this.variables = List.of(variables);
        }

        /** The variables that it depends on. */
        List<String> variables() {
            return variables;
        }
    }

    /**
     * The view of a state.
     *
     * @throws TlcException if the state does not look like one of the modules
     */
    static Map<String, String> of(Scenario scenario, TlcState state) {
        TlaView view = new TlaView(scenario, state);
        for (Part part : Part.values()) {
            view.add(part);
        }
        return view.view;
    }

    /**
     * A part of the view of a state that has at least the part's variables.
     *
     * @throws TlcException if the state does not look like one of the modules
     */
    static Map<String, String> of(Scenario scenario, TlcState state, Part part) {
        TlaView view = new TlaView(scenario, state);
        view.add(part);
        return view.view;
    }

    /**
     * The part of the view that is about one context, of a state with the variables of CONTEXTS.
     */
    static Map<String, String> ofContext(Scenario scenario, TlcState state, int context) {
        TlaView view = new TlaView(scenario, state);
        view.context(context);
        return view.view;
    }

    private void add(Part part) {
        switch (part) {
            case INODE -> inode();
            case FRAMES -> frames();
            case PAGE_TABLES -> pageTables();
            case REQUESTS -> requests();
            case SERVER -> server();
            case FILES -> files();
            case COUNTERS -> counters();
            case GHOSTS -> ghosts();
            case CONTEXTS -> {
                for (int context = 1; context <= scenario.contexts(); context++) {
                    context(context);
                }
            }
        }
    }

    /**
     * What the view shows of a value of a variable: everything but the two things that it leaves
     * out on purpose.
     */
    static TlaValue shown(String variable, TlaValue value) {
        return switch (variable) {
            case "lockq" -> map(value, TlaView::withoutSigns);
            case "req" -> map(value, TlaView::withoutPage);
            default -> value;
        };
    }

    private static TlaValue map(TlaValue tuple, UnaryOperator<TlaValue> change) {
        return new TlaValue.Tuple(tuple.items().stream().map(change).toList());
    }

    /** A waiter that wants the page lock for itself is negative; its label says so too. */
    private static TlaValue withoutSigns(TlaValue queue) {
        return map(queue, entry -> new TlaValue.Int(Math.abs(entry.asInt())));
    }

    /** The frame that a READ or a write(2) fills: the waiting task's local names it too. */
    private static TlaValue withoutPage(TlaValue request) {
        Map<String, TlaValue> fields = new LinkedHashMap<>(request.fields());
        fields.remove("page");
        return new TlaValue.Rec(fields);
    }

    private int number(String variable) {
        return state.get(variable).asInt();
    }

    private void put(String path, Object value) {
        view.put(path, String.valueOf(value));
    }

    private void inode() {
        put("i_size", number("isize"));
        put("i_mutex", scenario.contextName(number("imutex")));
        put("fc->lock", scenario.contextName(number("fclock")));
        put("writectr", writectr(number("writectr")));
        put("queued_writes", slots("queued"));
        put("writepages", slots("wpages"));
        put("page_waitq", queue(state.get("waitq")));
        put("bad_inode", number("bad"));
        put("pending", slots("pending"));
    }

    static String writectr(int value) {
        if (value > INT_MAX / 2) {
            int beyond = value - INT_MAX;
            return "INT_MAX" + (beyond == 0 ? "" : (beyond > 0 ? "+" : "") + beyond);
        }
        if (value > NOWRITE / 2) {
            return String.valueOf(value);
        }
        int count = value - NOWRITE;
        return "NOWRITE" + (count == 0 ? "" : (count > 0 ? "+" : "") + count);
    }

    /** The counters of pages, under the names that the kernel has for them. */
    private void counters() {
        TlaValue counters = state.get("vmstat");
        put("vmstat.nr_file_dirty", counters.field("dirty").asInt());
        put("vmstat.nr_writeback", counters.field("writeback").asInt());
        put("vmstat.nr_writeback_temp", counters.field("temp").asInt());
        put("vmstat.nr_writeback_temp.cache", counters.field("cachetemp").asInt());
        put("vmstat.bdi_writeback", counters.field("bdi").asInt());
        put("vmstat.bdi_written.owed", counters.field("owed").asInt());
        put("vmstat.temporary_pages", counters.field("pages").asInt());
    }

    private String slots(String variable) {
        return state.get(variable).ints().stream()
                .map(scenario::slotName)
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private String queue(TlaValue queue) {
        return queue.ints().stream()
                .map(entry -> scenario.contextName(Math.abs(entry)))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private String contents(TlaValue data) {
        return contents(data.ints());
    }

    private String contents(List<Integer> data) {
        return data.stream().map(scenario::contentName).collect(Collectors.joining(" ", "[", "]"));
    }

    private void frames() {
        for (int page = 0; page < scenario.pages(); page++) {
            int frame = state.get("cache").at(page).asInt();
            put("page" + page + ".cached", frame == 0 ? "-" : copy(frame));
        }
        for (int frame = 1; frame <= scenario.pages() * scenario.frames(); frame++) {
            TlaValue page = state.get("page").at(frame);
            String path = "frame" + scenario.frameName(frame) + ".";
            put(path + "locked", scenario.contextName(page.field("locked").asInt()));
            put(path + "uptodate", page.field("upto").asInt());
            put(path + "dirty", page.field("dirty").asInt());
            put(path + "tag", page.field("tag").asInt());
            put(path + "towrite", page.field("tow").asInt());
            put(path + "writeback", page.field("wb").asInt());
            put(path + "data", contents(page.field("data")));
            put(path + "lockq", queue(state.get("lockq").at(frame)));
            put(path + "wbq", queue(state.get("wbq").at(frame)));
        }
    }

    private String copy(int frame) {
        return String.valueOf((frame - 1) % scenario.frames() + 1);
    }

    private void pageTables() {
        for (Task task : scenario.tasks()) {
            if (task.mapping() == 0) {
                continue;
            }
            TlaValue table = state.get("pte").at(task.mapping());
            for (int page = 0; page < scenario.pages(); page++) {
                int entry = table.at(page).asInt();
                put(
                        "pte." + task.name() + "." + page,
                        entry == 0 ? "none" : (entry > 0 ? "rw " : "ro ") + copy(Math.abs(entry)));
            }
        }
    }

    private void requests() {
        for (int slot = 1; slot <= scenario.slots(); slot++) {
            put("req." + scenario.slotName(slot), request(slot, state.get("req").at(slot)));
        }
    }

    private String request(int slot, TlaValue request) {
        String opcode = request.field("op").asString();
        if (request.field("st").asString().equals("FREE")) {
            return "free";
        }
        StringBuilder text = new StringBuilder(request.field("st").asString());
        text.append(' ').append(opcode);
        int offset = request.field("off").asInt();
        int length = request.field("len").asInt();
        switch (opcode) {
            case "WRITE", "READ" -> {
                text.append(' ').append(offset).append('+').append(length).append(' ');
                if (scenario.isWriteback(slot)) {
                    payload(text, request);
                } else {
                    text.append(contents(request.field("data").ints()));
                }
            }
            case "SETATTR" ->
                    text.append(offset == 1 ? " size " : " mode ")
                            .append(request.field("size").asInt());
            default -> {}
        }
        if (request.field("err").asInt() != 0) {
            text.append(" err ").append(request.field("err").asInt());
        }
        if (opcode.equals("SETATTR") && length == 1) {
            text.append(" other-type");
        }
        if (request.field("waiter").asInt() != 0) {
            text.append(" waited-for");
        }
        if (request.field("ff").asInt() != 0) {
            int handle = request.field("ff").asInt();
            text.append(" fh ").append(scenario.mappingName(Math.abs(handle)));
            text.append(handle < 0 ? " unheld" : "");
        }
        if (!request.field("aux").items().isEmpty()) {
            text.append(" then");
            request.field("aux").ints().forEach(s -> text.append(' ').append(scenario.slotName(s)));
        }
        return text.toString();
    }

    /**
     * The temporary pages of a WRITE: one at least, those that it counts, and behind them one that
     * is filled already and not yet counted. Of one without temporary pages how many it has, until
     * the daemon has read them.
     */
    private void payload(StringBuilder text, TlaValue request) {
        int pages = request.field("n").asInt();
        List<Integer> data = request.field("data").ints();
        int shown = 2 * pages;
        boolean unread = List.of("INIT", "PENDING").contains(request.field("st").asString());
        if (unread && (request.field("page").asInt() != 0 || data.size() < shown)) {
            text.append(pages == 1 ? "page" : pages + " pages");
            return;
        }
        text.append(contents(data.subList(0, shown)));
        if (data.size() > shown) {
            text.append(" +").append(contents(data.subList(shown, data.size())));
        }
        if (pages == 0) {
            text.append(" 0 pages");
        }
    }

    /**
     * write_files and the references of each handle, where some task closes its file; a client's
     * lock and metadata, where there is another client than FUSE.
     */
    private void files() {
        TlaValue files = state.get("files");
        if (scenario.client() != Client.FUSE) {
            put("client.lock", scenario.contextName(files.field("fslock").asInt()));
            put(
                    "client.metadata",
                    files.field("meta").ints().stream()
                            .sorted()
                            .map(half -> half + "h")
                            .collect(Collectors.joining(" ", "[", "]")));
        }
        if (scenario.aborts()) {
            put("connected", files.field("aborted").asInt() == 1 ? "0" : "1");
        }
        if (scenario.tellsErrors()) {
            List<Integer> untold = files.field("untold").ints();
            put(
                    "wb_err",
                    untold.stream()
                            .filter(task -> task != AS_EIO)
                            .sorted()
                            .map(scenario::contextName)
                            .collect(Collectors.joining(" ", "[", "]")));
            put("AS_EIO", untold.contains(AS_EIO) ? 1 : 0);
        }
        if (scenario.handles() == 0) {
            return;
        }
        put(
                "write_files",
                files.field("list").ints().stream()
                        .map(scenario::mappingName)
                        .collect(Collectors.joining(" ", "[", "]")));
        for (int handle = 1; handle <= scenario.handles(); handle++) {
            String name = scenario.mappingName(handle);
            put("fh." + name + ".count", files.field("count").at(handle).asInt());
            put("mm." + name + ".gone", files.field("gone").at(handle).asInt());
        }
    }

    private void server() {
        put("daemon.size", number("ssize"));
        put("daemon.data", halves("sdata"));
    }

    private String halves(String variable) {
        StringBuilder text = new StringBuilder("[");
        for (int half = 0; half < scenario.halves(); half++) {
            text.append(half == 0 ? "" : " ")
                    .append(scenario.contentName(state.get(variable).at(half).asInt()));
        }
        return text.append(']').toString();
    }

    private void ghosts() {
        for (int half = 0; half < scenario.halves(); half++) {
            put("ghost.order." + half, contents(state.get("order").at(half)));
        }
        put("ghost.exempt", cells(state.get("exempt")));
        for (Task task : scenario.tasks()) {
            put("ghost.before." + task.name(), cells(state.get("before").at(task.number())));
        }
        if (scenario.tellsErrors()) {
            put("ghost.failed", cells(state.get("lost").field("cells")));
            put("ghost.reported", cells(state.get("lost").field("told")));
        }
        put("ghost.dead", cells(state.get("dead")));
        put("ghost.cut", cells(state.get("cut")));
        for (int half = 0; half < scenario.halves(); half++) {
            put("ghost.applied." + half, state.get("applied").at(half).asInt());
        }
        String flagged =
                state.get("gbad").items().stream()
                        .map(TlaValue::asString)
                        .sorted()
                        .collect(Collectors.joining(" ", "[", "]"));
        put("ghost.bad", flagged);
        put("ghost.bug", state.get("bug").asString());
    }

    /** A cell is ten times an operation's id, and the half page that it stored to. */
    private String cells(TlaValue cells) {
        return cells.ints().stream()
                .sorted()
                .map(cell -> scenario.contentName(cell / 10) + "@" + cell % 10)
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private void context(int context) {
        String name = scenario.contextName(context);
        boolean task = context <= scenario.tasks().size();
        if (task) {
            put(name + ".op", state.get("ip").at(context).asInt());
        }
        put(name + ".pc", label(scenario, state, context));
        List<TlaValue> stack = state.get("stk").at(context).items();
        if (!stack.isEmpty()) {
            put(
                    name + ".stack",
                    stack.stream()
                            .map(TlaValue::asString)
                            .collect(Collectors.joining(" ", "[", "]")));
        }
        locals(state, context).forEach((local, value) -> put(name + ".loc." + local, value));
    }

    /** The step at which a context stands; the second half of a wait is {@code .test}. */
    static String label(Scenario scenario, TlcState state, int context) {
        String label = state.get("pc").at(context).asString();
        boolean test = state.get("loc").at(context).field("tst").asInt() == 1;
        return test ? label + ".test" : label;
    }

    /** The live locals of a context, under their C names; those that are 0 are dead. */
    static Map<String, String> locals(TlcState state, int context) {
        Map<String, String> locals = new LinkedHashMap<>();
        state.get("loc")
                .at(context)
                .fields()
                .forEach(
                        (name, value) -> {
                            if (!name.equals("tst") && value.asInt() != 0) {
                                locals.put(name, String.valueOf(value.asInt()));
                            }
                        });
        return locals;
    }
}
