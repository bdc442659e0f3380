package nowrite.stress.cli.report;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nowrite.spec.Property;
import nowrite.spec.log.LogEvent;

/** What runs on real threads did, as a person reads it. */
public final class RunText {

    private RunText() {}

    /**
     * What runs did.
     *
     * @param schema version of the JSON form
     * @param scenario name of the scenario
     * @param kernel name of the kernel
     * @param runs number of runs
     * @param events number of steps
     * @param overlapping how many of them overlap with a step of another context
     * @param millis how long it took
     * @param hung tasks that did not end, where they stood, and how often
     * @param violated properties that the state at the end violated, and how often
     * @param log the file
     * @param notChecked why TLC cannot be asked about the log; null if it can
     */
    public record Summary(
            int schema,
            String scenario,
            String kernel,
            int runs,
            int events,
            int overlapping,
            long millis,
            Map<String, Integer> hung,
            Map<Property, Integer> violated,
            String log,
            String notChecked) {}

    /** How many events overlap with one of another context: these have no order. */
    public static int overlapping(List<LogEvent> events) {
        int overlapping = 0;
        Map<String, Long> ends = new HashMap<>();
        boolean[] counted = new boolean[events.size()];
        Map<String, Integer> last = new HashMap<>();
        int run = 0;
        for (int i = 0; i < events.size(); i++) {
            LogEvent event = events.get(i);
            if (event.run() != run) {
                ends.clear();
                last.clear();
                run = event.run();
            }
            for (Map.Entry<String, Long> end : ends.entrySet()) {
                if (!end.getKey().equals(event.task()) && end.getValue() > event.begin()) {
                    counted[i] = true;
                    counted[last.get(end.getKey())] = true;
                }
            }
            ends.put(event.task(), event.latest());
            last.put(event.task(), i);
        }
        for (boolean one : counted) {
            overlapping += one ? 1 : 0;
        }
        return overlapping;
    }

    /** The text of a summary, several lines. */
    public static String of(Summary s) {
        StringBuilder out = new StringBuilder();
        out.append(
                String.format(
                        Locale.ROOT,
                        "%s on %s: %,d runs on real threads, %,d steps in %.1f s,"
                                + " %,d of them overlap%n",
                        s.scenario(),
                        s.kernel(),
                        s.runs(),
                        s.events(),
                        s.millis() / 1000.0,
                        s.overlapping()));
        s.violated()
                .forEach(
                        (property, times) ->
                                out.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %s violated at the end of %,d runs%n",
                                                property,
                                                times)));
        s.hung()
                .forEach(
                        (task, times) ->
                                out.append(
                                        String.format(
                                                Locale.ROOT,
                                                "  %s hung in %,d runs%n",
                                                task,
                                                times)));
        out.append("log: ").append(s.log()).append('\n');
        out.append(
                s.notChecked() == null
                        ? "check it: ./nowrite conform --log " + s.log()
                        : "TLC cannot check it: " + s.notChecked());
        out.append('\n');
        return out.toString();
    }
}
