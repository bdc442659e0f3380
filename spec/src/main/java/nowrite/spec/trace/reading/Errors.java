package nowrite.spec.trace.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/** Errors of requests, and whom the kernel tells of them: fsync by wb_err, close by AS_EIO. */
final class Errors {
    private static final String WB_ERR = "wb_err";
    private static final String AS_EIO = "AS_EIO";
    private static final String CHECK = "file_write_and_wait_range:check_wb_err";
    private static final String FLUSHED = "sys_close:flushed";
    private static final Map<String, String> NAMES =
            Map.of("4", "EINTR", "5", "EIO", "103", "ECONNABORTED", "107", "ENOTCONN");
    private static final Pattern NUMBER = Pattern.compile("\\berr (\\d+)");

    private final Trace trace;
    private final List<Map<String, String>> states;
    private final Lives lives;

    Errors(Trace trace, List<Map<String, String>> states, Lives lives) {
        this.trace = trace;
        this.states = states;
        this.lives = lives;
    }

    /** A text of a state with errors by their names: "err 5" is "EIO". */
    static String named(String text) {
        return NUMBER.matcher(text)
                .replaceAll(error -> NAMES.getOrDefault(error.group(1), "error " + error.group(1)));
    }

    /** What a step that looks for an error found, in the words of a table; empty for others. */
    String found(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        if (isTold(step)) {
            return "finds an error to tell: EIO";
        }
        if (step.label().equals(CHECK)) {
            return "finds no error to tell";
        }
        if (!step.label().equals(FLUSHED)) {
            return "";
        }
        Map<String, String> after = states.get(n);
        boolean asks = !String.valueOf(trace.daemon()).contains("no FLUSH");
        if (asks && Lives.isDisconnected(after)) {
            return "fails: there is no connection";
        }
        if (!after.containsKey(AS_EIO)) {
            return "returns success";
        }
        return after.get(AS_EIO).equals("1") ? "looks for no error" : "finds no error to tell";
    }

    /** Whether a step takes away the mark that its task is to be told of an error. */
    private static boolean isTold(Trace.Step step) {
        for (Trace.Change change : step.changes()) {
            boolean fsync =
                    change.path().equals(WB_ERR)
                            && Texts.list(change.from()).contains(step.task())
                            && !Texts.list(change.to()).contains(step.task());
            boolean close = change.path().equals(AS_EIO) && "0".equals(change.to());
            if (fsync || close) {
                return true;
            }
        }
        return false;
    }

    /**
     * In a trace about a success that should have been an error, what fsync found before that: no
     * error, and which WRITEs were open then; empty for other steps.
     */
    String tooEarly(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        if (!isAboutErrors() || !step.label().equals(CHECK) || isTold(step)) {
            return "";
        }
        List<String> open = new ArrayList<>();
        for (RequestLife life : lives.all()) {
            if (life.writeback() && life.exists(n) && (life.replied() == 0 || life.replied() > n)) {
                open.add(life.name());
            }
        }
        String are = open.size() == 1 ? " is" : " are";
        return "finds no error to tell"
                + (open.isEmpty() ? "" : " (" + Texts.and(open) + are + " not answered yet)");
    }

    /** How a call ends at the end of such a trace, in the words of a story; empty in others. */
    String success(int n) {
        Trace.Step step = trace.steps().get(n - 1);
        if (!isAboutErrors() || n != trace.steps().size() || Trace.isDaemon(step.task())) {
            return "";
        }
        Map<String, String> after = states.get(n);
        boolean close = step.label().equals(FLUSHED);
        boolean untold =
                close
                        ? "1".equals(after.get(AS_EIO))
                        : Texts.list(after.get(WB_ERR)).contains(step.task());
        return "returns success from "
                + (close ? "close" : "fsync")
                + (untold ? " without looking for the error" : ", as no error is recorded");
    }

    private boolean isAboutErrors() {
        return trace.property().equals("P6");
    }
}
