package nowrite.spec.trace.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;

/**
 * A trace as plain ASCII of at most 78 columns, fit for a mail: what is wrong, how it is found
 * again, the story, and the schedule step by step.
 */
public final class TraceText {

    /** The widest line, in characters. */
    public static final int WIDTH = 78;

    private static final Pattern CONTENT = Pattern.compile("[\\[ ]([a-z]+)\\.([0-9]+)[ \\]]");
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
        if (trace.end().equals("violated") && !reading.wrong().equals(trace.sentence())) {
            words("It must hold: " + trace.sentence(), 0);
        }
        words("kernel " + trace.kernel() + ", " + trace.bounds() + ", by " + trace.engine(), 0);
        trace.variant().forEach((change, what) -> words(change + ": " + what, 0));
        reproduce();
        String own = trace.programs().isEmpty() ? "" : programs();
        line("scenario " + trace.scenario() + own);
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

    /** The notations of this trace, as far as it uses them. */
    private void legend() {
        String all = text.toString();
        List<String> legend = new ArrayList<>();
        if (all.contains("init")) {
            legend.add(
                    "[a b] are the contents of half pages: init what the file held at the start, 0"
                            + " zeros"
                            + stored(all)
                            + ".");
        }
        if (all.matches("(?s).*\\b\\d+h\\b.*")) {
            legend.add("Sizes and offsets: 3h is three half pages, 1p one page.");
        }
        if (all.contains("writepages none")) {
            legend.add("writepages none is a pass with WB_SYNC_NONE.");
        }
        if (all.contains("tagged")) {
            legend.add("Tagged is tagged dirty in the radix tree.");
        }
        if (all.contains("NOWRITE")) {
            legend.add(
                    "NOWRITE is the bias of fuse_set_nowrite"
                            + (all.contains("NOWRITE+")
                                    ? "; NOWRITE+1 is with one WRITE in flight."
                                    : "."));
        }
        if (all.contains("| +") || all.contains(", +")) {
            legend.add(
                    "+x takes the lock x, -x releases it; a lock taken and released in one row is not"
                            + " shown. Steps that only pass share a line.");
        }
        if (!legend.isEmpty()) {
            line("");
            words(String.join(" ", legend), 0);
        }
    }

    /** One of the contents that stand in the text, explained. */
    private static String stored(String text) {
        Matcher content = CONTENT.matcher(text);
        return content.find()
                ? ", "
                        + content.group(1)
                        + "."
                        + content.group(2)
                        + " what operation "
                        + content.group(2)
                        + " of task "
                        + content.group(1)
                        + " stored"
                : "";
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
