package nowrite.spec.trace.text;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nowrite.spec.trace.Trace;
import nowrite.spec.trace.reading.Reading;
import nowrite.spec.trace.reading.Span;

/**
 * The schedule as a table. With up to three lanes (tasks, and the daemon as one) each has a column,
 * as lockdep draws them; with more, the name stands first. Steps of one task that follow each other
 * in one kernel function share a line, and so do steps that only pass.
 */
final class Table {
    private static final int MOST_COLUMNS = 3;
    private static final String DAEMON = "daemon";
    private static final int LEFT = 46;
    private static final Pattern PAGE = Pattern.compile("(page \\d+(?: \\(frame \\d+\\))?) (.*)");

    private final Trace trace;
    private final Reading reading;
    private final List<String> lanes;
    private final int number;
    private final List<String> lines = new ArrayList<>();

    Table(Trace trace, Reading reading) {
        this.trace = trace;
        this.reading = reading;
        this.lanes = lanes(trace);
        this.number = trace.steps().size() > 99 ? 8 : 6;
    }

    private static List<String> lanes(Trace trace) {
        Set<String> acting = new LinkedHashSet<>();
        trace.steps().forEach(step -> acting.add(lane(step.task())));
        List<String> lanes = new ArrayList<>(trace.tasks());
        lanes.add(DAEMON);
        lanes.retainAll(acting);
        return lanes;
    }

    private static String lane(String context) {
        return Trace.isDaemon(context) ? DAEMON : context;
    }

    private boolean inColumns() {
        return lanes.size() <= MOST_COLUMNS;
    }

    /** The lines, with a head. */
    List<String> lines() {
        StringBuilder names = new StringBuilder(" ".repeat(number - 2) + "#");
        if (inColumns()) {
            lanes.forEach(lane -> Wrap.padTo(names, column(lane)).append(lane));
        } else {
            Wrap.padTo(names, number).append("task");
            Wrap.padTo(names, column("")).append("step");
        }
        lines.add(Wrap.padTo(names, LEFT).append("| what changed").toString());
        int n = 1;
        while (n <= trace.steps().size()) {
            int last = groupEnd(n);
            if (trace.loopStart() != null && n == trace.loopStart()) {
                lines.add("     --- from here on the steps repeat for ever ---");
            }
            group(n, last);
            n = last + 1;
        }
        return lines;
    }

    private int column(String lane) {
        if (!inColumns()) {
            int widest = lanes.stream().mapToInt(String::length).max().orElse(0);
            return number + Math.min(Math.max(widest, 4), 14) + 1;
        }
        int at = lanes.indexOf(lane);
        boolean daemonLast = lane.equals(DAEMON) && at == lanes.size() - 1;
        return daemonLast ? number + Math.max(2 * 9, 8 * at) : number + 8 * at;
    }

    /** The last step of the line that begins with a step. */
    private int groupEnd(int first) {
        int last = first;
        while (last < trace.steps().size() && sharesLine(first, last, last + 1)) {
            last++;
        }
        return last;
    }

    private boolean sharesLine(int first, int last, int next) {
        Trace.Step one = step(first);
        Trace.Step other = step(next);
        Integer loop = trace.loopStart();
        if (!one.task().equals(other.task())
                || Trace.isDaemon(one.task()) && isOfDaemon(one) != isOfDaemon(other)
                || loop != null && loop == next
                || next == trace.steps().size()
                || !newlyBlocked(last).isEmpty()) {
            return false;
        }
        boolean passes = passes(next) || allPass(first, last);
        if (passes && !isNoted(next) && !isNoted(last)) {
            return true;
        }
        return reading.action(first).equals(reading.action(next)) && !isNoted(last);
    }

    /** Whether the daemon does a step, and not the kernel on its answer. */
    private static boolean isOfDaemon(Trace.Step step) {
        return step.label().startsWith("daemon:");
    }

    private boolean allPass(int first, int last) {
        for (int n = first; n <= last; n++) {
            if (!passes(n)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a step changes nothing that is shown. */
    private boolean passes(int n) {
        return reading.effects(n).isEmpty() && newlyBlocked(n).isEmpty();
    }

    /** Whether it is worth a line what a step found. */
    private boolean isNoted(int n) {
        boolean matters = reading.matters().contains(n) || reading.isLeftOut(n);
        return matters && !reading.note(n).isEmpty();
    }

    private Trace.Step step(int n) {
        return trace.steps().get(n - 1);
    }

    private List<String> newlyBlocked(int n) {
        List<String> notes = new ArrayList<>();
        for (Span span : reading.blocked()) {
            boolean brief = span.what().matches(".*(->|client\\.)lock\\b.*") && !span.open();
            if (span.first() == n && !Trace.isDaemon(span.context()) && !brief) {
                boolean self = n > 0 && step(n).task().equals(span.context());
                notes.add((self ? "" : span.context() + " ") + span.what());
            }
        }
        return notes;
    }

    private void group(int first, int last) {
        Set<String> actions = new LinkedHashSet<>();
        Set<String> words = new LinkedHashSet<>();
        for (int n = first; n <= last; n++) {
            boolean daemon = Trace.isDaemon(step(n).task());
            if (daemon || !passes(n) || isNoted(n) || allPass(first, last)) {
                actions.add(reading.action(n));
            }
            words.addAll(reading.effects(n));
            if (passes(n) && (isNoted(n) || first == last)) {
                String note = reading.note(n);
                words.add(note.isEmpty() ? what(n) : note);
            }
        }
        words.remove("");
        onlyLast(words, "writectr ");
        if (words.stream().anyMatch(word -> word.startsWith("writectr "))) {
            words.removeIf(word -> word.startsWith("sees writectr "));
        }
        List<String> all = new ArrayList<>(Wrap.items(elided(words), TraceText.WIDTH - LEFT - 2));
        newlyBlocked(last)
                .forEach(note -> all.addAll(Wrap.words(note, TraceText.WIDTH - LEFT - 2)));
        write(numbers(first, last), lane(step(first).task()), shortened(actions), all);
    }

    /** Of the values that a path takes in a line only the last is shown. */
    private static void onlyLast(Set<String> words, String path) {
        String last = "";
        for (String word : words) {
            last = word.startsWith(path) ? word : last;
        }
        String kept = last;
        words.removeIf(word -> word.startsWith(path) && !word.equals(kept));
    }

    /** "page 0 dirty, page 0 tagged" is "page 0 dirty, tagged". */
    private static List<String> elided(Set<String> words) {
        List<String> elided = new ArrayList<>();
        String subject = "";
        for (String word : words) {
            Matcher page = PAGE.matcher(word);
            boolean same = page.matches() && page.group(1).equals(subject);
            elided.add(same ? page.group(2) : word);
            subject = page.matches() ? page.group(1) : "";
        }
        return elided;
    }

    /** "reads WRITE 1, applies WRITE 1" is "reads, applies WRITE 1". */
    private static List<String> shortened(Set<String> actions) {
        List<String> shortened = new ArrayList<>(actions);
        for (int i = 0; i + 1 < shortened.size(); i++) {
            String object = shortened.get(i).replaceFirst("^\\S+", "");
            if (!object.isEmpty() && shortened.get(i + 1).endsWith(object)) {
                shortened.set(i, shortened.get(i).substring(0, shortened.get(i).indexOf(' ')));
            }
        }
        return shortened;
    }

    /** The second half of a step's name. */
    private String what(int n) {
        String label = step(n).label();
        return Trace.isDaemon(step(n).task()) && label.startsWith("daemon:")
                ? ""
                : "(" + label.substring(label.indexOf(':') + 1) + ")";
    }

    private String numbers(int first, int last) {
        String numbers = first == last ? String.valueOf(first) : first + "-" + last;
        return " ".repeat(Math.max(0, number - 1 - numbers.length())) + numbers;
    }

    private void write(String numbers, String lane, List<String> actions, List<String> right) {
        StringBuilder margin = new StringBuilder(numbers);
        if (!inColumns()) {
            Wrap.padTo(margin, number).append(lane);
        }
        Wrap.padTo(margin, column(lane));
        String words = String.join(", ", actions);
        int room = LEFT - 1 - margin.length();
        for (String word : words.split(" ")) {
            room = Math.max(room, word.length());
        }
        List<String> left = Wrap.words(words, room);
        List<String> beside = new ArrayList<>(right);
        if (!beside.isEmpty() && margin.length() + left.get(0).length() >= LEFT) {
            beside.add(0, "");
        }
        for (int i = 0; i < Math.max(left.size(), beside.size()); i++) {
            StringBuilder line =
                    new StringBuilder(i == 0 ? margin.toString() : " ".repeat(margin.length()));
            line.append(i < left.size() ? left.get(i) : "");
            if (i < beside.size() && !beside.get(i).isEmpty()) {
                while (line.length() < LEFT) {
                    line.append(' ');
                }
                line.append("| ").append(beside.get(i));
            }
            lines.add(line.toString());
        }
    }
}
