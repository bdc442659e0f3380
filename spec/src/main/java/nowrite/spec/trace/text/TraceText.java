package nowrite.spec.trace.text;

import java.util.List;
import java.util.stream.Collectors;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;

/**
 * A trace as plain ASCII of at most 78 columns, fit for a mail: what is wrong, how it is found
 * again, the story, and the schedule step by step.
 */
public final class TraceText {

    /** The widest line, in characters. */
    public static final int WIDTH = 78;

    private static final int INDENT = 2;

    private final Trace trace;
    private final Reading reading;
    private final StringBuilder text = new StringBuilder();

    private TraceText(Trace trace) {
        this.trace = trace;
        this.reading = Reading.of(trace);
    }

    /** The text, with a line feed after every line. */
    public static String render(Trace trace) {
        TraceText text = new TraceText(trace);
        text.head();
        text.story();
        new Table(trace, text.reading).lines().forEach(text::line);
        text.end();
        text.legend();
        return text.text.toString();
    }

    /** Only the schedule: a table, and what is the matter at its end. */
    public static String schedule(Trace trace) {
        TraceText text = new TraceText(trace);
        new Table(trace, text.reading).lines().forEach(text::line);
        text.end();
        return text.text.toString();
    }

    private void head() {
        words(trace.property() + " violated: " + reading.wrong(), 0);
        if (!reading.wrong().equals(reading.rule())) {
            words("It must hold: " + reading.rule(), 0);
        }
        words("kernel " + trace.kernel() + ", " + trace.bounds() + ", by " + trace.engine(), 0);
        trace.variant().forEach((change, what) -> words(change + ": " + what, 0));
        reproduce();
        String own = trace.programs().isEmpty() ? "" : programs();
        words("scenario " + trace.scenario() + file() + settings() + own, 0);
        trace.programs().forEach(this::program);
        line("");
    }

    /** The command, on one line where it fits, else so that it can still be pasted. */
    private void reproduce() {
        String command = "reproduce: " + trace.reproduce();
        int option = command.indexOf(" --");
        if (command.length() <= WIDTH || option < 0) {
            text.append(command).append('\n');
        } else {
            text.append(command, 0, option).append(" \\\n   ");
            text.append(command, option, command.length()).append('\n');
        }
    }

    /** The size of the file at the start, where it does not fill the pages of the scenario. */
    private String file() {
        String size = trace.initial().get("i_size");
        long pages =
                trace.initial().keySet().stream()
                        .filter(path -> path.matches("page\\d+\\.cached"))
                        .count();
        return size == null || pages == 0 || size.equals(String.valueOf(2 * pages))
                ? ""
                : ", file " + Reading.size(size);
    }

    /** The other lines of the scenario. */
    private String settings() {
        return trace.settings().stream().map(line -> ", " + line).collect(Collectors.joining());
    }

    private String programs() {
        return trace.daemon() == null ? ":" : ", daemon " + trace.daemon() + ":";
    }

    private void program(String task, List<String> operations) {
        words(task + ": " + String.join(", then ", operations), INDENT);
    }

    private void story() {
        List<String> story = reading.story();
        for (int i = 0; i < story.size(); i++) {
            List<String> lines = Wrap.words(story.get(i), WIDTH - 2 * INDENT - 1);
            for (int j = 0; j < lines.size(); j++) {
                line((j == 0 ? String.format("%3d. ", i + 1) : "     ") + lines.get(j));
            }
        }
        line("");
    }

    private void end() {
        switch (trace.end()) {
            case "deadlock" -> {
                line("     *** " + trace.property() + ": nobody can move ***");
                List<String> waits = reading.waits();
                (waits.isEmpty() ? trace.cycle() : waits).forEach(wait -> words(wait, 5));
            }
            case "livelock" ->
                    line(
                            "     *** "
                                    + trace.property()
                                    + ": goes on at step "
                                    + trace.loopStart()
                                    + " for ever ***");
            default -> line("     *** " + trace.property() + " is violated here ***");
        }
    }

    private void legend() {
        List<String> legend = Legend.of(trace, text.toString());
        if (!legend.isEmpty()) {
            line("");
            words(String.join(" ", legend), 0);
        }
    }

    private void words(String words, int indent) {
        String margin = " ".repeat(indent);
        Wrap.words(words, WIDTH - indent).forEach(part -> line(margin + part));
    }

    private void line(String line) {
        if (line.length() > WIDTH) {
            Wrap.words(line, WIDTH).forEach(part -> text.append(part).append('\n'));
        } else {
            text.append(line.stripTrailing()).append('\n');
        }
    }
}
