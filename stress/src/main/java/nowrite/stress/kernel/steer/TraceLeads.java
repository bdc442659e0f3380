package nowrite.stress.kernel.steer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;

/**
 * What of a trace can be steered: calls and answers; and what can be seen: requests and returns.
 */
public final class TraceLeads {

    private static final Pattern REQUEST =
            Pattern.compile(
                    "(PENDING|SENT|FINISHED) (WRITE (\\d+)\\+|SETATTR size (\\d+)|OPEN trunc"
                            + "|SETATTR mode|FSYNC|RELEASE|FALLOCATE).*");
    private static final Pattern ERROR = Pattern.compile("err (\\d+)");

    private TraceLeads() {}

    /**
     * The leads of a trace.
     *
     * @throws IllegalArgumentException if the trace has no programs: an engine made it that knows
     *     none
     */
    public static Leads of(Trace trace) {
        if (trace.programs().isEmpty()) {
            throw new IllegalArgumentException(
                    "the trace does not say what its tasks do (programs is empty)");
        }
        List<Lead> leads = new ArrayList<>();
        Set<String> inside = new HashSet<>();
        int[] next = new int[trace.tasks().size()];
        for (Trace.Step step : trace.steps()) {
            int task = trace.tasks().indexOf(step.task());
            if (task >= 0 && inside.add(step.task())) {
                String operation = trace.programs().get(step.task()).get(next[task]++);
                leads.add(new Lead(step.n(), Lead.Verb.CALL, step.task(), operation, -1, 0));
            }
            for (Trace.Change change : step.changes()) {
                if (change.path().startsWith("req.")) {
                    request(step, change, leads);
                } else if (task >= 0 && change.path().equals(step.task() + ".op")) {
                    inside.remove(step.task());
                    leads.add(new Lead(step.n(), Lead.Verb.RETURNS, step.task(), "", -1, 0));
                }
            }
        }
        int halves = halves(trace);
        int size = Lead.half(trace.initial().getOrDefault("i_size", halves + "h"));
        return new Leads(halves, size, trace.kernel().contains("writeback-cache"), leads);
    }

    private static int halves(Trace trace) {
        int pages = 0;
        while (trace.initial().containsKey("page" + pages + ".cached")) {
            pages++;
        }
        return 2 * Math.max(1, pages);
    }

    private static void request(Trace.Step step, Trace.Change change, List<Lead> leads) {
        String to = change.to() == null ? "" : change.to();
        Matcher matcher = REQUEST.matcher(to);
        String from = change.from() == null ? "" : change.from();
        if (!matcher.matches() || from.startsWith(matcher.group(1))) {
            return;
        }
        boolean isWrite = matcher.group(3) != null;
        boolean isWriteback = change.path().matches("req\\.\\d+\\.\\d+");
        boolean setsSize = matcher.group(2).matches("SETATTR size .*|OPEN trunc");
        String other = matcher.group(2).split(" ")[0];
        String kind = isWrite ? isWriteback ? "WRITEBACK" : "WRITE" : setsSize ? "SIZE" : other;
        String place = isWrite ? matcher.group(3) : matcher.group(4);
        int half = place == null ? isWrite || setsSize ? 0 : -1 : Integer.parseInt(place);
        Matcher error = ERROR.matcher(to);
        int number = error.find() ? Integer.parseInt(error.group(1)) : 0;
        switch (matcher.group(1)) {
            case "PENDING" -> leads.add(new Lead(step.n(), Lead.Verb.ARRIVES, kind, "", half, 0));
            case "FINISHED" ->
                    leads.add(new Lead(step.n(), Lead.Verb.ANSWER, kind, "", half, number));
            default -> {
                // Our daemon reads what is sent at once: it has arrived already.
            }
        }
    }
}
